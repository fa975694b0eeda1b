import type { BlockMaster, Decision, UsedLift } from '../access/index.ts';
import type { AnswerNote } from './patient.ts';

/** What the law's gates made of one answer. What they withheld is told nowhere but on the access log. */
export interface Judged {
  /** Whether all, some or none of what there was is shown. */
  readonly outcome: 'permit' | 'partial' | 'deny';
  readonly records: readonly RuleCount[];
  readonly blocks: readonly BlockMaster[];
  /** Temporary lifts of blocks by which something is shown. */
  readonly lifts: readonly UsedLift[];
  readonly told: Told;
}

/** Of how many records a rule made what. */
export interface RuleCount {
  readonly rule: string;
  readonly shown: Decision['shown'];
  readonly count: number;
}

/** What the reader may know of that she is not shown. */
export interface Told {
  readonly indicators: readonly Extract<AnswerNote, 'blocked-exists' | 'unblocked-exists' | 'checks-unavailable'>[];
  /** In an emergency, before it is opened: HSA-ids of care providers (own units inside one's own) that hold data. */
  readonly holders: readonly string[];
  /** And of those that blocked some. */
  readonly blockers: readonly string[];
  /** Which of both are units of the reader's own care provider. */
  readonly ownUnits: readonly string[];
}
