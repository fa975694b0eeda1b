import type { ErrorCode } from '../errors.ts';

/** Work that takes so long that whoever began it may leave and come back. No patients: the result alone tells of those. */
export interface Work {
  readonly id: string;
  readonly kind: WorkKind;
  /** HSA-ids in upper case. */
  readonly owner: string;
  readonly careProvider: string;
  /** `interrupted`: its process is gone; begin anew. */
  readonly state: 'running' | 'finished' | 'failed' | 'interrupted';
  readonly done: number;
  /** 0 where it is not known yet. */
  readonly all: number;
  /** Why it failed. */
  readonly failure: ErrorCode | undefined;
  /** What it came to; undefined until it is finished. Plain data. */
  readonly outcome: object | undefined;
  /** Of the result as it is fetched; 0 where there is none. */
  readonly bytes: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  /** When the result is removed, and the work forgotten; undefined while it runs. */
  readonly goneAt: string | undefined;
}

export type WorkKind = 'log-export' | 'log-verification';

export interface NewWork {
  readonly kind: WorkKind;
  readonly owner: string;
  readonly careProvider: string;
}

/** What work is given to tell of itself. */
export interface Telling {
  progress(done: number, all: number): void;
  /** Adds to the result. Rejects when the work is to end. */
  write(text: string): Promise<void>;
  /** Aborts when the work is removed or its process stops; end then. */
  readonly signal: AbortSignal;
}

/** Gives what it came to. */
export type Run = (telling: Telling) => Promise<object>;
