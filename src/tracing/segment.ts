/** One step of a call as it is kept. No patient data. */
export interface KeptStep {
  readonly id: string;
  /** The step that this one is a part of; it may be in another process, or at the caller. */
  readonly parent: string | undefined;
  readonly name: string;
  /** Epoch milliseconds, by the clock of its process. */
  readonly at: number;
  readonly milliseconds: number;
  /** `ok`, or the code of what went wrong. */
  readonly outcome: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Milliseconds from the step's start, by what happened then. */
  readonly marks: Readonly<Record<string, number>>;
}

/** What one process did for one call. */
export interface Segment {
  readonly correlationId: string;
  /** Known when its first step begins. */
  traceId: string;
  readonly steps: KeptStep[];
  /** How many steps were left out, beyond the most that are kept. */
  omitted: number;
}
