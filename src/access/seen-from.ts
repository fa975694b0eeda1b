import type { Successions } from '../hsa/succession/successions.ts';

/**
 * Of what a care provider has registered, what may be seen from one of its units: what the unit has, by whatever HSA-id,
 * and what no unit has. Who has been at another unit, or blocked one, is what the inner secrecy keeps (PDL 4:4). From
 * none: all.
 */
export function seenFrom<T extends { readonly careUnit: string | undefined }>(
  careUnit: string | undefined,
  registered: readonly T[],
  successions: Successions,
  at: Date,
): readonly T[] {
  if (careUnit === undefined) return registered;
  return registered.filter((one) => one.careUnit === undefined || successions.isSameUnit(one.careUnit, careUnit, at));
}
