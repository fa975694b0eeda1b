import type { Report } from './report.ts';

/** What a copy holds: the whole directory, or its units alone. */
export type Covers = 'everything' | 'units';

/** The copy as it came of reading its origin once. */
export interface Generation {
  readonly id: number;
  /** `withdrawn`: it is being taken back. */
  readonly state: 'loading' | 'held' | 'withdrawn' | 'active' | 'replaced' | 'rejected';
  readonly kind: 'import' | 'sync';
  readonly origin: string;
  readonly covers: Covers;
  /** What of an entry was read, see {@link mappingVersion}. */
  readonly mapping: number;
  /** Instants are ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  readonly report: Report | undefined;
  readonly decidedBy: string | undefined;
  readonly reason: string | undefined;
}

export interface CopyState {
  /** Undefined while there is no copy. */
  readonly active: number | undefined;
  /** When the origin was so. */
  readonly asOf: string | undefined;
  /** When the origin was last read, or found to be the same. */
  readonly lookedAt: string | undefined;
  readonly fullAt: string | undefined;
  readonly namesAt: string | undefined;
  readonly cursor: string | undefined;
  /** Waits for a decision. */
  readonly held: Generation | undefined;
  /** When the latest generation was rejected, unless everything has been read since. */
  readonly rejectedAt: string | undefined;
  /** Some process works on it. */
  readonly busy: boolean;
}
