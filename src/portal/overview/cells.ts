import type { ContractId } from '../../contracts/record.ts';
import type { Choice, ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import type { SourceCoverage } from '../../overview/coverage.ts';
import { type InformationType, typeOf } from '../records/information-type.ts';

export type Answered = Extract<SourceCoverage, { outcome: 'answered' }>;
export type Failed = Extract<SourceCoverage, { outcome: 'failed' }>;
export type NotAsked = Extract<SourceCoverage, { outcome: 'not-asked' }>;

/** One record system and one contract: the smallest thing that can answer, be late or fail. */
export interface Cell {
  readonly contract: ContractId;
  /** HSA-id. */
  readonly source: string;
  readonly name: string;
  /** In which it was asked for, last. */
  readonly choice: Choice;
  readonly reading: number;
  /** That reading has come to its end, and has told whether there is more than may be shown. */
  readonly isToldOf: boolean;
  readonly state: CellState;
  readonly shown: readonly ShownRecord[];
  /** Came while the part, or one below it, was being read: shown on request. */
  readonly late: readonly ShownRecord[];
  /** Records that an earlier reading gave, until this one gives them again. */
  readonly earlier: ReadonlySet<ShownRecord>;
  /** Where there was more than is shown. */
  readonly cut: { readonly shown: number; readonly of: number } | undefined;
  /** What it has answered for at some time; undefined = it has not answered yet. */
  readonly covers: Span | undefined;
}

/** `YYYYMMDD`; undefined = from the beginning. */
export interface Span {
  readonly from: string | undefined;
}

export type CellState =
  | { readonly kind: 'waiting'; readonly slow: boolean; readonly span: Span }
  | { readonly kind: 'answered'; readonly coverage: Answered }
  | { readonly kind: 'failed'; readonly coverage: Failed }
  | { readonly kind: 'not-asked'; readonly coverage: NotAsked }
  /** The reading ended, or was stopped, before this had answered. */
  | { readonly kind: 'broken-off' };

export type CellKey = `${ContractId}|${string}`;

export function keyOf({ contract, source }: Pick<Cell, 'contract' | 'source'>): CellKey {
  return `${contract}|${source.toUpperCase()}`;
}

/** The longer of two spans of time that were asked for. */
export function wider(one: Span | undefined, other: Span): Span {
  if (!one) return other;
  if (one.from === undefined || other.from === undefined) return { from: undefined };
  return { from: one.from < other.from ? one.from : other.from };
}

/** The part that a contract's records stand in. One that these pages do not know stands among the notes, unread. */
export function partFor(contract: ContractId): InformationType {
  return typeOf(contract) ?? 'note';
}
