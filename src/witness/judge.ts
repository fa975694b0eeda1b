import { readHead, type SignedHead, type VerifierKey, verifyHead } from '../audit/heads/index.ts';
import { verifyConsistency } from '../audit/tree/index.ts';

/**
 * Why a head is not believed. `contradiction`: the log has signed two roots for one size, which proves that it was
 * rewritten or is shown in two versions. `inconsistent`: it cannot show that one head it has signed grew out of another.
 * `smaller`: it has signed, later, that it has fewer entries.
 */
export const suspicions = ['unreadable', 'not-signed', 'stale', 'smaller', 'inconsistent', 'contradiction'] as const;
export type Suspicion = (typeof suspicions)[number];

/** What was found, to be kept: notes as they came, which whoever doubts can check. */
export interface Finding {
  /** Of the log. */
  readonly origin: string;
  readonly suspicion: Suspicion;
  readonly text: string;
  readonly notes: readonly string[];
}

export type Verdict = { readonly head: SignedHead } | { readonly finding: Finding };

/** The proof between two sizes that the log gives; undefined when it says that it has none. Throws when it cannot be asked. */
export type ProofBetween = (first: number, second: number) => Promise<readonly Buffer[] | undefined>;

export interface Judging {
  readonly key: VerifierKey;
  /** The last head that was believed. */
  readonly seen: SignedHead | undefined;
  readonly now: Date;
  /** How far a head's time may be from now; a log signs anew whenever it is asked. */
  readonly maxAgeMs: number;
  readonly proofBetween: ProofBetween;
}

/** Is this the log that was seen before, grown or as it was? Throws when the log cannot be asked for its proof. */
export async function judgeHead(note: string, { key, seen, now, maxAgeMs, proofBetween }: Judging): Promise<Verdict> {
  const against = (suspicion: Suspicion, text: string): Verdict => ({
    finding: { origin: key.name, suspicion, text, notes: seen ? [seen.note, note] : [note] },
  });
  if (!readHead(note)) return against('unreadable', 'What the log gave is no head.');
  const head = verifyHead(note, key);
  if (!head) return against('not-signed', 'The head is not signed with the key that is known for the log.');
  if (Math.abs(now.getTime() - Date.parse(head.at)) > maxAgeMs)
    return against('stale', `The head is of ${head.at}: an old one shown again, or a clock that is wrong.`);
  if (!seen) return { head };
  if (head.at < seen.at) return against('stale', `The head is older than one already seen, of ${seen.at}.`);
  if (head.size < seen.size)
    return against('smaller', `The log had ${seen.size} entries and shows ${head.size}: its end is gone, or hidden.`);
  const suspicion = await disagreement(seen, head, proofBetween);
  return suspicion ? against(suspicion, textOf(suspicion, seen, head)) : { head };
}

/** Why two heads that a log has signed cannot both be of one log that only grows; undefined when they can. */
export async function disagreement(
  one: SignedHead,
  other: SignedHead,
  proofBetween: ProofBetween,
): Promise<'contradiction' | 'inconsistent' | undefined> {
  const [first, second] = one.size <= other.size ? [one, other] : [other, one];
  if (first.size === second.size) return first.root.equals(second.root) ? undefined : 'contradiction';
  if (first.size === 0) return undefined;
  const proof = await proofBetween(first.size, second.size);
  const proven = proof && verifyConsistency(first.size, second.size, proof, first.root, second.root);
  return proven ? undefined : 'inconsistent';
}

export function textOf(suspicion: 'contradiction' | 'inconsistent', one: SignedHead, other: SignedHead): string {
  return suspicion === 'contradiction'
    ? `The log has signed two roots for ${one.size} entries.`
    : `The log does not show that its ${Math.max(one.size, other.size)} entries begin with the ${Math.min(one.size, other.size)} it had.`;
}
