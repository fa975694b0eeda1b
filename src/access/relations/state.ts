import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { ReaderPlace, Relation } from '../facts.ts';
import { isOwnProvider, isOwnUnit } from '../merged.ts';
import type { PatientRelation } from './patient-relation.ts';

/**
 * How a reader stands to one patient: in a relation now, in one that has ended, or in none. One that was taken back before
 * it began has never been.
 */
export function relationStateOf(relations: readonly PatientRelation[], reader: ReaderPlace, at: Date): Relation {
  const time = at.getTime();
  const begun = relations
    .filter((relation) => concerns(relation, reader) && Date.parse(relation.start) <= time)
    .map(({ id, start, end, cancelled }) => ({
      id,
      start,
      until: cancelled && cancelled.recordedAt < end ? cancelled.recordedAt : end,
    }))
    .filter(({ start, until }) => start < until)
    .sort((a, b) => (a.until < b.until ? 1 : -1));
  const [latest] = begun;
  if (!latest) return { state: 'none', id: undefined, until: undefined };
  const { id, until } = latest;
  return { state: time < Date.parse(until) ? 'current' : 'ended', id, until };
}

function concerns({ careProvider, careUnit, employee }: PatientRelation, reader: ReaderPlace): boolean {
  return (
    isOwnProvider(reader, careProvider) &&
    isOwnUnit(reader, careUnit) &&
    reader.employee !== undefined &&
    sameHsaId(employee, reader.employee)
  );
}
