import type { BridgeRecord, ContractId, PatientId } from '../contracts/record.ts';
import type { Decision, RuleSetId } from './decision.ts';
import type { Consent, Fact, Relation, UsedLift } from './facts.ts';
import type { Approach, Reader } from './reader.ts';

/** One reading of one patient, before anybody is asked. */
export interface AdmissionQuestion extends Approach {
  readonly correlationId: string;
  readonly contract: ContractId;
  /** The identity that was given first; all of them are looked up. */
  readonly patients: readonly [PatientId, ...PatientId[]];
  /** Protected identity (skyddade personuppgifter), or nobody can say now that it is none. */
  readonly patientProtected: boolean;
  /** What the reader says besides: a work need in health care without relation; that a certificate is to be issued. */
  readonly statedNeed?: string | undefined;
  readonly forCertificate?: boolean | undefined;
  /** The reader has taken a position before reaching data of other units or providers (active choice). */
  readonly choice: boolean;
  /** Questions with the same one are of one reading: who reads and what the patient decided is looked up once. */
  readonly reading?: object | undefined;
  readonly at: Date;
}

/**
 * What was found out about the reading as a whole: all that the decision looks at beside the record itself. Goes onto
 * the log, so that the decision can be replayed; holds no identity of the patient.
 */
export interface Circumstances {
  readonly reader: Reader;
  readonly ruleSet: RuleSetId;
  /** Whether the calling system belongs to a care provider that is connected here. */
  readonly connected: boolean;
  /** Level of assurance that a person's sign-in must have, see `access.assurance`. */
  readonly assurance: number;
  /** Whether the care directory gives the reader the assignment now. Undefined: not asked, since `gate` is not `bridge`. */
  readonly assignment: Fact<boolean> | undefined;
  /** Whether every identity of the patient has the form of its kind. */
  readonly patientIdValid: boolean;
  /** As in the question. */
  readonly patientProtected: boolean;
  /** Undefined: not asked, since `gate` is not `bridge`. */
  readonly relation: Fact<Relation> | undefined;
  /**
   * Undefined: not asked, since the calling system answers for it. Under `patient` it tells whether anybody has
   * registered the patient as unable to decide.
   */
  readonly consent: Fact<Consent> | undefined;
  /** Whether the call itself says that life or health is in danger. It opens nothing: what is registered does. */
  readonly emergencyStated: boolean;
  readonly contract: ContractId;
  readonly forCertificate: boolean;
  readonly statedNeed: string | undefined;
  /** Whether a stated need opens the own care provider's data without relation, see `access.providers`. */
  readonly ownDataWithoutRelation: boolean;
  readonly choice: boolean;
  /** ISO 8601. */
  readonly at: string;
}

export interface Admission {
  /** A `deny` here: nothing may be asked for. A `permit`: some records may turn out readable; each is judged. */
  readonly decision: Decision;
  readonly circumstances: Circumstances;
  /** Blocks are looked up once for all of them, and what is registered here once for the whole reading. Fails closed. */
  judge(records: readonly BridgeRecord[]): Promise<Judgements>;
}

export interface Judgements {
  /** One for each record, in order: it is shown when that says `content`. */
  readonly judgements: readonly Decision[];
  /** Who said what is blocked, and how old that is. */
  readonly blocks: readonly BlockMaster[];
  /** By which some of them are shown. */
  readonly lifts: readonly UsedLift[];
}

export interface BlockMaster {
  /** `bridge`, or the name of the security service. */
  readonly from: string;
  /** ISO 8601; undefined where it could not tell. */
  readonly asOf: string | undefined;
}

/** May this reader see this patient, and which of the records? The only way to patient data. */
export interface Gatekeeper {
  /** Never throws for a refusal: that is an admission whose decision is `deny`. */
  admit(question: AdmissionQuestion): Promise<Admission>;
}
