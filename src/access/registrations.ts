import type { Act } from '../audit/act-entry.ts';
import type { PatientId } from '../contracts/record.ts';
import type { Action } from './action.ts';
import type { NewBlock, NewRevoke, RegisteredBlock } from './blocks/registered-block.ts';
import type { Assertion, NewAssertion } from './consents/assertion.ts';
import type { ReaderPlace } from './facts.ts';
import type { NewRelation, PatientRelation } from './relations/patient-relation.ts';

/** Who registers: what the access log shall say of the call, and for which care providers it may be done. */
export interface Registrar
  extends Pick<
    Act,
    | 'correlationId'
    | 'face'
    | 'caller'
    | 'certificate'
    | 'originalConsumer'
    | 'actor'
    | 'contract'
    | 'logicalAddress'
    | 'purpose'
  > {
  /** HSA-ids. What belongs to another care provider is ACCESSDENIED. */
  readonly careProviders: readonly string[];
  /** Where the registrar stands as the care directory or the agreement names it, whoever has taken that over. */
  readonly named?: Pick<ReaderPlace, 'careProvider' | 'careUnit'>;
}

/** Who registers, as an entry of the log tells it. */
export function loggedRegistrar({
  careProviders: _,
  named: __,
  ...call
}: Registrar): Omit<Registrar, 'careProviders' | 'named'> {
  return call;
}

/** Why something was not registered, in the words of the security services' contracts. */
export type Complaint =
  /** The same id with the same content: it was done before, and holds. */
  | 'ALREADYEXISTS'
  | 'NOTFOUND'
  /** It was cancelled, ended or opened before; or the id has another content. */
  | 'INVALIDSTATE'
  | 'VALIDATION'
  | 'ACCESSDENIED';

/** `text` says what is wrong, in English, and holds no patient data. */
export type Outcome =
  | { readonly done: true }
  | { readonly done: false; readonly complaint: Complaint; readonly text: string };

export interface RegistryQuestion {
  /** Every identity of the one patient. */
  readonly patients: readonly PatientId[];
  /** HSA-id; undefined = of all care providers. */
  readonly careProvider?: string | undefined;
  /** What was known then; left out: now. Things taken back are among the answers, and say so. */
  readonly asOf?: Date | undefined;
}

/**
 * Relations, consents and blocks: registered, taken back, listed. Each act is on the access log, and with the foreign
 * master of the care provider where there is one, before it is told of as done. Nothing is overwritten.
 * All acts throw AUDIT_UNAVAILABLE when the log cannot be written, and SECURITY_SERVICE_UNAVAILABLE when a foreign
 * master did not take it; then nothing holds.
 */
export interface Registrations {
  /** Of kinds `emergency` and `incapable`: step 1; with `emergency.opened` both steps of an emergency. */
  registerAssertion(by: Registrar, assertion: NewAssertion): Promise<Outcome>;
  /** Step 2 of an emergency, or of a patient who cannot decide: the reading of unblocked data opens. */
  openAssertion(by: Registrar, id: string, action: Action): Promise<Outcome>;
  /** A consent is withdrawn, an emergency closed. */
  cancelAssertion(by: Registrar, id: string, action: Action): Promise<Outcome>;
  /** It was registered by mistake. */
  deleteAssertion(by: Registrar, id: string, action: Action): Promise<Outcome>;
  /** Latest first. */
  assertions(question: RegistryQuestion): Promise<readonly Assertion[]>;
  /** Written down, opened or taken back at or after `since`, at most `limit`; what was touched last comes last. */
  assertionsSince(careProvider: string, since: Date, limit: number): Promise<readonly Assertion[]>;

  registerRelation(by: Registrar, relation: NewRelation): Promise<Outcome>;
  endRelation(by: Registrar, id: string, action: Action): Promise<Outcome>;
  /** Latest first. */
  relations(question: RegistryQuestion): Promise<readonly PatientRelation[]>;

  registerBlock(by: Registrar, block: NewBlock): Promise<Outcome>;
  /** Lifts it for good. */
  unregisterBlock(by: Registrar, id: string, action: Action): Promise<Outcome>;
  registerRevoke(by: Registrar, revoke: NewRevoke): Promise<Outcome>;
  unregisterRevoke(by: Registrar, id: string, action: Action): Promise<Outcome>;
  /** Latest first. */
  blocks(question: RegistryQuestion): Promise<readonly RegisteredBlock[]>;
}
