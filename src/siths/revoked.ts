import type { ReadCertificate } from './certificate.ts';
import { reason } from './revocation-list.ts';
import type { Revocation, RevocationAnswer, RevocationPolicy } from './trust-store.ts';

/** What is known of whether one certificate is revoked, and what follows when that is too little. */
export interface RevocationQuestion {
  readonly certificate: ReadCertificate;
  readonly by: ReadCertificate;
  readonly list: Revocation;
  /** What its responder has said. */
  readonly answer: RevocationAnswer | undefined;
  readonly policy: RevocationPolicy;
}

/** `undetermined`: nothing that holds says, and the policy accepts it for now; `unknown`: nor does that. */
export type Revoked =
  | { readonly kind: 'good' | 'revoked' }
  | { readonly kind: 'undetermined' | 'unknown'; readonly why: string };

/**
 * Revoked by either is revoked, also by what no longer holds: a revocation is for good. But a hold (certificateHold) ends
 * with newer word of either that knows nothing of it. Not revoked is what a list or an answer says that holds now.
 */
export function judgeRevoked(question: RevocationQuestion, now: Date): Revoked {
  const { policy } = question;
  const { said, revoked } = wordsOf(question);
  if (revoked) return { kind: 'revoked' };
  if (said.some((word) => now.getTime() <= endOf(word, policy))) return { kind: 'good' };
  const why = lackOf(question, now);
  const lasts = policy.fail === 'soft' && said.some((word) => now.getTime() <= oldestOf(word, policy));
  return { kind: lasts ? 'undetermined' : 'unknown', why };
}

/** Instants (ms since 1970) after which the passing of time alone may change what is said. */
export function turningPointsOf(question: RevocationQuestion): number[] {
  return wordsOf(question)
    .said.flatMap((word) => [endOf(word, question.policy), oldestOf(word, question.policy)])
    .filter(Number.isFinite);
}

/** Until when a list or an answer holds; that of a list without an end date is not known. */
export function endOf({ thisUpdate, nextUpdate }: Word, policy: RevocationPolicy): number {
  return Math.min(nextUpdate?.getTime() ?? Number.NEGATIVE_INFINITY, oldestOf({ thisUpdate }, policy));
}

type Word = Pick<RevocationAnswer, 'thisUpdate'> & { readonly nextUpdate: Date | undefined };

const oldestOf = ({ thisUpdate }: Pick<Word, 'thisUpdate'>, { maxAgeMs }: RevocationPolicy): number =>
  thisUpdate.getTime() + (maxAgeMs ?? Number.POSITIVE_INFINITY);

function wordsOf({ certificate, list, answer }: RevocationQuestion) {
  const known = typeof list === 'string' ? undefined : list;
  const listed = known?.reasonOf(certificate.facts.serial);
  const words = [
    ...(known ? [{ word: known as Word, revoked: listed !== undefined, why: listed }] : []),
    ...(answer ? [{ word: answer as Word, revoked: answer.status === 'revoked', why: answer.reason }] : []),
  ];
  const saidSince = ({ thisUpdate }: Word) =>
    words.some(({ word, revoked }) => !revoked && word.thisUpdate > thisUpdate);
  return {
    said: words.filter(({ revoked }) => !revoked).map(({ word }) => word),
    revoked: words.some(({ word, revoked, why }) => revoked && !(why === reason.certificateHold && saidSince(word))),
  };
}

function lackOf({ by, list, policy }: RevocationQuestion, now: Date): string {
  const name = by.commonName ?? by.facts.subject;
  const ofList = `The list of ${name} is ${lack(list, policy, now)}.`;
  return policy.ocsp ? `${ofList} Nor has its responder said anything that holds.` : ofList;
}

function lack(list: Revocation, policy: RevocationPolicy, now: Date): string {
  if (list === 'missing') return 'missing';
  if (list === 'forged') return 'not signed by it';
  if (list === 'partial') return 'only a part';
  if (!list.nextUpdate) return 'without an end date';
  if (now > list.nextUpdate) return `out of date since ${list.nextUpdate.toISOString()}`;
  return `older than it may be: of ${list.thisUpdate.toISOString()}, ${policy.maxAgeMs} ms at most`;
}
