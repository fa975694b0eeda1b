/** How a reader stands to a patient's information from other care providers. Shared with the pages; types alone. */
import type { ConsentState, RelationState } from '../../../access/facts.ts';
import type { Obstacle, WayIn } from '../../../access/ways-in.ts';
import type { ConsentLength } from '../../../config/portal.ts';
import type { Named } from './reading.ts';

export interface Gate {
  /** ISO 8601. */
  readonly at: string;
  readonly careUnit: Named;
  readonly careProvider: Named;
  readonly relation: {
    /** `unknown`: whoever keeps relations did not answer. */
    readonly state: RelationState | 'unknown';
    readonly until: string | null;
  };
  readonly standing: Standing;
  /** What is let in without anything more being decided. */
  readonly isLetIn: boolean;
  readonly ways: readonly WayIn[];
  readonly obstacles: readonly Obstacle[];
  readonly consent: ConsentTerms;
  /** For how long an emergency holds. */
  readonly emergencyHours: number;
}

/** What is registered about others' information and holds now, for this unit and reader. */
export interface Standing {
  readonly state: ConsentState | 'unknown';
  /** Of `emergency` and `incapable`: whether the second step is taken. */
  readonly opened: boolean;
  /** ISO 8601; null = open. */
  readonly until: string | null;
  /** How it was registered here; null where another service keeps it, or nothing is. */
  readonly registered: {
    readonly id: string;
    /** ISO 8601. */
    readonly at: string;
    readonly by: Named;
    readonly for: 'me' | 'unit';
    /** Whether somebody spoke for the patient. */
    readonly byRepresentative: boolean;
    /** What was written: what the danger is, how an attitude was clarified, a note to colleagues. */
    readonly text: string | null;
  } | null;
}

/** What consents at the unit may be registered for, and what is chosen beforehand. */
export interface ConsentTerms {
  readonly lengths: readonly ConsentLength[];
  readonly length: ConsentLength;
  readonly for: 'me' | 'unit';
}
