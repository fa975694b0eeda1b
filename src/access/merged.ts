import type { Successions } from '../hsa/succession/successions.ts';
import { sameHsaId } from '../identities/same-hsa-id.ts';

/**
 * What a reader's care provider and care unit have taken over, where they have. Stands beside the reader on the log, so
 * that the decision can be taken again.
 */
export interface Merged {
  /** HSA-ids of care providers and care units that are the reader's own now. */
  readonly careProviders: readonly string[];
  readonly careUnits: readonly string[];
  /** As the care directory or the agreement names the reader's place, whoever has taken it over. */
  readonly named: { readonly careProvider: string; readonly careUnit: string | undefined };
  /** Other HSA-ids that the named care unit has had. */
  readonly renamed: readonly string[];
}

interface Placed {
  readonly careProvider: string;
  readonly careUnit: string | undefined;
  readonly merged?: Merged | undefined;
}

/** A reader's place as it is at the instant: under those who have taken it over. The same where nothing has merged. */
export function placedAt<Place extends Placed>(place: Place, successions: Successions, at: Date): Place {
  if (place.merged || successions.entries.length === 0) return place;
  const careProvider = successions.providerAt(place.careProvider, at);
  const careUnit = place.careUnit && successions.unitAt(place.careUnit, at);
  const careProviders = successions.takenOver(careProvider, at);
  const careUnits = careUnit ? successions.unitsTakenOver(careUnit, at) : [];
  if (careProviders.length === 0 && careUnits.length === 0) return place;
  const named = {
    careProvider: place.careProvider,
    careUnit: place.careUnit && successions.renamedAt(place.careUnit, at),
  };
  const renamed = named.careUnit ? successions.unitsTakenOver(named.careUnit, at, 'same') : [];
  return { ...place, careProvider, careUnit, merged: { careProviders, careUnits, renamed, named } };
}

/** Whether a care provider is the reader's own, or was and has been taken over by it. */
export function isOwnProvider({ careProvider, merged }: Placed, hsaId: string): boolean {
  return [careProvider, ...(merged?.careProviders ?? [])].some((own) => sameHsaId(own, hsaId));
}

/** Whether a care unit is the reader's own, or has gone up in it. */
export function isOwnUnit({ careUnit, merged }: Placed, hsaId: string): boolean {
  if (careUnit === undefined) return false;
  return [careUnit, ...(merged?.careUnits ?? [])].some((own) => sameHsaId(own, hsaId));
}

/** Whether a care unit is the one where the reader stands, by whatever HSA-id; not one that has gone up in the same. */
export function isVeryUnit({ careUnit, merged }: Placed, hsaId: string): boolean {
  const names = merged ? [merged.named.careUnit, ...merged.renamed] : [careUnit];
  return names.some((one) => one !== undefined && sameHsaId(one, hsaId));
}
