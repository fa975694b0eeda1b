import type { PatientId } from '../contracts/record.ts';
import type { RegisteredRevoke } from './blocks/registered-block.ts';
import type { Merged } from './merged.ts';

/** What is known at an instant, and by whom; or that it cannot be known now. */
export type Fact<Value> =
  | {
      readonly known: true;
      readonly value: Value;
      /** ISO 8601. */
      readonly asOf: string;
      /** `bridge`, or the name of the security service that answered. */
      readonly from: string;
      /** Whoever knows did not answer: this is what was known then. */
      readonly stale?: true;
    }
  | { readonly known: false; readonly from: string; readonly reason: string };

/** Whether the patient is in the care of the reader's unit (patientrelation). `ended` counts for certificates alone. */
export type RelationState = 'current' | 'ended' | 'none';

/**
 * On what ground the reading care provider may see others' unblocked data (SVOD 3:1–3:6), as registered for this
 * patient, unit and person.
 */
export type ConsentState =
  | 'none'
  | 'given'
  /** The patient said no, and that is registered. */
  | 'refused'
  /** Danger to life or otherwise serious risk, consent cannot be had (nödöppning). */
  | 'emergency'
  /** Not merely temporarily unable to consent; attitude clarified, no objection assumed. */
  | 'incapable'
  /** A child who cannot consent: none is needed. */
  | 'child';

export interface Relation {
  readonly state: RelationState;
  readonly id: string | undefined;
  /** ISO 8601. */
  readonly until: string | undefined;
}

export interface Consent {
  readonly state: ConsentState;
  /** Of the assertion that it rests on. */
  readonly assertionId: string | undefined;
  /** ISO 8601; undefined = open. */
  readonly until: string | undefined;
  /**
   * ISO 8601, when the patient first said the no that stands, whatever decides beside it: written down after her last
   * yes. Left out: there is none.
   */
  readonly refusedSince?: string;
  /** An emergency is registered besides, which the patient's own yes stands before. Left out: none. */
  readonly inEmergency?: true;
  /**
   * Of `emergency` and `incapable`: whether step 2, the opening itself, has been taken; in step 1 only care providers
   * are named (SVOD 3:3, 3:6).
   */
  readonly opened: boolean;
}

/**
 * What the blocks (spärrar) make of one piece of information for one reader. `blocked`: a security service said so
 * without saying by which kind.
 */
export type BlockState = 'none' | 'inner' | 'outer' | 'blocked' | 'inner-lifted' | 'outer-lifted';

/** A temporary lift of a block (tillfällig hävning), and its ground. */
export type UsedLift = Pick<RegisteredRevoke, 'id' | 'reason'>;

/** `lifts`: by which the information is open. Left out: none, or the security service does not tell. */
export type BlockFact = Fact<BlockState> & { readonly lifts?: readonly UsedLift[] };

/** A piece of information as blocks are compared with it. Undefined parts are unspecified: any applicable block hits. */
export interface InformationEntity {
  readonly careProvider: string;
  readonly careUnit: string | undefined;
  /** ISO 8601 instants, when the information was made; see block-types.ts for the type. */
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** `dia`, `voo`, `lak`, `upp` …; undefined = unspecified. */
  readonly type: string | undefined;
}

/** Whose place decides what applies. */
export interface ReaderPlace {
  readonly employee: string | undefined;
  readonly careProvider: string;
  readonly careUnit: string | undefined;
  /** Where care providers or units have merged into the reader's, see `placedAt`. */
  readonly merged?: Merged | undefined;
}

/** What patients have decided and where they are in care, from whoever is master of it for the care provider. */
export interface AccessFacts {
  relation(reader: ReaderPlace, patients: readonly PatientId[], at: Date): Promise<Fact<Relation>>;
  consent(reader: ReaderPlace, patients: readonly PatientId[], at: Date): Promise<Fact<Consent>>;
  /**
   * One answer for each entity, in order, from the master of the entity's care provider; each master is asked once. For
   * questions with the same `reading` what is registered here is looked up once.
   */
  blocks(
    reader: ReaderPlace,
    patients: readonly PatientId[],
    entities: readonly InformationEntity[],
    at: Date,
    reading?: object,
  ): Promise<readonly BlockFact[]>;
}
