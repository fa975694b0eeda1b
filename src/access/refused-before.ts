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
  if (!reader.merged || !careProvider || !consent?.known || consent.value.state !== 'refused') return false;
  if (careUnit !== undefined && isVeryUnit(reader, careUnit)) return false;
  const then = new Date(consent.value.since ?? 0);
  const [readers, owners] = [reader.merged.named, { careProvider, careUnit }].map((place) =>
    successions.answeredAt(place, then, new Date(at)),
  ) as [readonly string[], readonly string[]];
  return readers.length > 1 || owners.length > 1 || readers[0] !== owners[0];
}
