import type { Successions } from '../hsa/succession/successions.ts';
import type { Owner } from './decide-record.ts';
import type { Circumstances } from './gatekeeper.ts';
import { isVeryUnit } from './merged.ts';

/**
 * Whether the patient has said no to the reader's unit while the record was another care provider's: then it is another's
 * still, as long as the no holds, although the two have merged. Where it cannot be known, it is.
 */
export function isRefusedStill(
  successions: Successions,
  { reader, consent, at }: Circumstances,
  { careProvider, careUnit }: Owner,
): boolean {
  const since = firstNo(consent);
  if (!reader.merged || !careProvider || since === undefined) return false;
  if (careUnit !== undefined && isVeryUnit(reader, careUnit)) return false;
  const [readers, owners] = [reader.merged.named, { careProvider, careUnit }].map((place) =>
    successions.answeredAt(place, new Date(since), new Date(at)),
  ) as [readonly string[], readonly string[]];
  return readers.length > 1 || owners.length > 1 || readers[0] !== owners[0];
}

/** Epoch milliseconds or ISO 8601; undefined: she has said none. Where that is not known, before anything merged. */
function firstNo(consent: Circumstances['consent']): string | 0 | undefined {
  if (!consent) return undefined;
  return consent.known ? consent.value.refusedSince : 0;
}
