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
  /** HSA-id of the aggregating platform that asks it for us. */
  readonly through?: string;
  /** The reading, and the choice in it, that `state` is of. */
  readonly reading: number;
  readonly choice: Choice;
  readonly state: CellState;
  /** By readings under way. */
  readonly asks: ReadonlyMap<number, Ask>;
  /** All readings that have asked have come to their end, and have told whether there is more than may be shown. */
  readonly isToldOf: boolean;
  readonly shown: readonly ReadRecord[];
  /** Came while the part, or one below it, was being read: shown on request. */
  readonly late: readonly ReadRecord[];
  /** Where there was more than is shown. */
  readonly cut: { readonly shown: number; readonly of: number } | undefined;
  /** What it has answered for at some time; undefined = it has not answered yet. */
  readonly covers: Span | undefined;
}

export interface Ask {
  readonly choice: Choice;
  readonly span: Span;
  readonly isAnswered: boolean;
}

export interface ReadRecord extends ShownRecord {
  /** That gave it last. */
  readonly reading: number;
}

/** `YYYYMMDD`; undefined = from the beginning. */
export interface Span {
  readonly from: string | undefined;
}

export type CellState =
  | { readonly kind: 'waiting'; readonly slow: boolean }
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

/** Whether the reading has asked it, and waits. */
export function owes({ asks }: Cell, reading: number): boolean {
  return asks.get(reading)?.isAnswered === false;
}

export function isWaitedFor(asks: Cell['asks']): boolean {
  return [...asks.values()].some(({ isAnswered }) => !isAnswered);
}

export function stateOf(coverage: SourceCoverage): CellState {
  switch (coverage.outcome) {
    case 'answered':
      return { kind: 'answered', coverage };
    case 'failed':
      return { kind: 'failed', coverage };
    case 'not-asked':
      return { kind: 'not-asked', coverage };
  }
}
