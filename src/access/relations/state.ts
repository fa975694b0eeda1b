import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { ReaderPlace, Relation } from '../facts.ts';
import { isOwnProvider, isOwnUnit } from '../merged.ts';
import type { PatientRelation } from './patient-relation.ts';

/** How a reader stands to one patient: in a relation now, in one that has ended, or in none. */
export function relationStateOf(relations: readonly PatientRelation[], reader: ReaderPlace, at: Date): Relation {
  const time = at.getTime();
  const begun = relations
    .filter((relation) => concerns(relation, reader) && Date.parse(relation.start) <= time)
    .map(({ id, end, cancelled }) => ({
      id,
      until: cancelled && cancelled.recordedAt < end ? cancelled.recordedAt : end,
    }))
    .sort((a, b) => (a.until < b.until ? 1 : -1));
  const [latest] = begun;
  if (!latest) return { state: 'none', id: undefined, until: undefined };
  return { state: time < Date.parse(latest.until) ? 'current' : 'ended', ...latest };
}

function concerns({ careProvider, careUnit, employee }: PatientRelation, reader: ReaderPlace): boolean {
  return (
    isOwnProvider(reader, careProvider) &&
    isOwnUnit(reader, careUnit) &&
    reader.employee !== undefined &&
    sameHsaId(employee, reader.employee)
  );
}
