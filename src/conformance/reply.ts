import type { BridgeRecord, Days, Violation } from '../contracts/index.ts';
import type { Words } from './words.ts';

/** What breaks the form of an answer, by the check that tells of it. */
export type Flaws = Readonly<Record<'schema' | 'order' | 'references' | 'links' | 'parts', readonly Violation[]>>;

export const noFlaws: Flaws = { schema: [], order: [], references: [], links: [], parts: [] };

/** An answer of the protocol's own form. */
export interface Answer {
  readonly kind: 'answer';
  readonly records: readonly BridgeRecord<object>[];
  readonly flaws: Flaws;
  /** The business outcome, where the contract has one. */
  readonly resultCode: string | undefined;
  /** How many messages it came in. */
  readonly parts: number;
  /** The days around which one message ends and the next begins, where they follow each other in time. */
  readonly seams: readonly Days[];
  /** How much there was of what the protocol counts in each: compositions, matches of one type. */
  readonly items: number;
  /** What it was asked by in the protocol's own words, where that is not the contract: information type, resource types. */
  readonly asked: string | undefined;
}

/** A no that the protocol has a form for. */
export interface Refusal {
  readonly kind: 'fault';
  readonly status: number;
  /** What it is, without what it says. */
  readonly what: Words;
  /** Whether it has that form. */
  readonly isProper: boolean;
  /** Everything it says. */
  readonly says: string;
}

/** What a system said to one question. */
export type Reply = { readonly milliseconds: number } & (
  | Answer
  | Refusal
  | { readonly kind: 'unreadable'; readonly status: number; readonly isCharset: boolean; readonly what: Words }
  | { readonly kind: 'silent'; readonly isLate: boolean; readonly code: string }
);

export type Unreadable = Omit<Extract<Reply, { readonly kind: 'unreadable' }>, 'milliseconds'>;

/** An answer that is none, and why. */
export function unreadable(status: number, { sv, en }: Words, isCharset = false): Unreadable {
  return { kind: 'unreadable', status, isCharset, what: { sv: `HTTP ${status}: ${sv}`, en: `HTTP ${status}: ${en}` } };
}
