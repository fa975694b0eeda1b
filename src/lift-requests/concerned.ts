import type { RegisteredBlock, RegisteredRevoke } from '../access/blocks/registered-block.ts';
import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { LiftRequest } from './lift-request.ts';

/**
 * Which blocks of the patient a care unit would lift for whoever asks: its own inner ones, the outer ones of the care
 * provider for others, as far as they stand and are not lifted for the asking unit already. What another unit has blocked
 * is not its business, and it learns nothing of it.
 */
export function blocksConcerned(
  { from, toProvider }: Pick<LiftRequest, 'from' | 'toProvider'>,
  blocks: readonly RegisteredBlock[],
  careUnit: string,
  at: Date,
): readonly RegisteredBlock[] {
  const isInside = sameHsaId(from.careProvider, toProvider);
  return blocks.filter(
    (block) =>
      sameHsaId(block.careProvider, toProvider) &&
      !block.cancelled &&
      reaches(block, from.careUnit, isInside) &&
      isOf(block, careUnit) &&
      !block.revokes.some((revoke) => lifts(revoke, from.careUnit, at)),
  );
}

function reaches({ kind, careUnit }: RegisteredBlock, asking: string, isInside: boolean): boolean {
  if (kind === 'outer') return !isInside;
  return careUnit === undefined || !sameHsaId(careUnit, asking);
}

function isOf({ kind, careUnit }: RegisteredBlock, unit: string): boolean {
  return kind === 'outer' || (careUnit !== undefined && sameHsaId(careUnit, unit));
}

/** For everybody at the unit: one lifted for a single person leaves the others asking. */
function lifts({ careUnit, employee, end, cancelled }: RegisteredRevoke, unit: string, at: Date): boolean {
  return !cancelled && employee === undefined && sameHsaId(careUnit, unit) && at.getTime() < Date.parse(end);
}
