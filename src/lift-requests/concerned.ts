import { originsOf } from '../access/blocks/evaluate.ts';
import { decidedOn, type RegisteredBlock, type RegisteredRevoke } from '../access/blocks/registered-block.ts';
import { noSuccessions, type Successions } from '../hsa/succession/successions.ts';
import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { LiftRequest } from './lift-request.ts';

/**
 * Which blocks of the patient a care unit, as the care directory names its care provider, would lift for whoever asks:
 * its own inner ones, the outer ones of the care provider for others, as far as they stand and are not lifted for the
 * asking unit already. What another unit has blocked is not its business, and it learns nothing of it.
 */
export function blocksConcerned(
  { from, toProvider }: Pick<LiftRequest, 'from' | 'toProvider'>,
  blocks: readonly RegisteredBlock[],
  { careProvider, careUnit }: { readonly careProvider: string; readonly careUnit: string },
  at: Date,
  successions: Successions = noSuccessions,
): readonly RegisteredBlock[] {
  const ofNow = (hsaId: string) => successions.providerAt(hsaId, at);
  return blocks.filter((block) => {
    const origins = originsOf({ ...block, madeAt: decidedOn(block) }, successions, at);
    const isOwn =
      block.kind === 'outer' ? origins.wasOf({ careProvider, careUnit }) !== 'no' : origins.isUnit(careUnit);
    const reaches = block.kind === 'outer' ? origins.wasOf(from) !== 'yes' : !origins.isUnit(from.careUnit);
    return (
      sameHsaId(ofNow(block.careProvider), ofNow(toProvider)) &&
      !block.cancelled &&
      isOwn &&
      reaches &&
      !block.revokes.some(
        (revoke) => successions.isSameUnit(revoke.careUnit, from.careUnit, at) && liftsForAll(revoke, at),
      )
    );
  });
}

/** One lifted for a single person leaves the others at the unit asking. */
function liftsForAll({ employee, end, cancelled }: RegisteredRevoke, at: Date): boolean {
  return !cancelled && employee === undefined && at.getTime() < Date.parse(end);
}
