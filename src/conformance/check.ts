import type { Contract } from '../contracts/index.ts';
import type { Conversation } from './conversation.ts';
import type { Protocol } from './dialect.ts';
import type { System } from './system.ts';
import type { Words } from './words.ts';

/** What came of a check. Nothing in it is a value out of a record. */
export type Verdict =
  | { readonly outcome: 'passed'; readonly noted?: Words }
  | { readonly outcome: 'failed'; readonly found: readonly Words[] }
  | { readonly outcome: 'not-tried'; readonly because: Words };

/** Words for all protocols, but those that have their own. */
export type Told = Words & { readonly [P in Protocol]?: Words };

/** One thing that a record system must do: how it is tried, why it matters and how to mend what failed. */
export interface Check<Subject> {
  /** Stable, for programs that read the report. */
  readonly id: string;
  readonly title: Told;
  readonly why: Told;
  readonly mend: Told;
  attempt(subject: Subject): Verdict | Promise<Verdict>;
}

export interface ContractCheck extends Check<Conversation> {
  /** The contracts that it says anything about; left out: all. */
  concerns?(contract: Contract): boolean;
}

/** What is tried once, whatever the contract: with the first one that was answered, where it takes one. */
export interface Setting {
  readonly system: System;
  readonly conversations: readonly Conversation[];
}

export type SystemCheck = Check<Setting>;

export const passed: Verdict = { outcome: 'passed' };

export function failed(...found: readonly Words[]): Verdict {
  return { outcome: 'failed', found };
}

export function notTried(sv: string, en: string): Verdict {
  return { outcome: 'not-tried', because: { sv, en } };
}

/** Passed when nothing was found. */
export function unless(found: readonly Words[]): Verdict {
  return found.length === 0 ? passed : failed(...found);
}
