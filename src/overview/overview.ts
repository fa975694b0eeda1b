import type { Actor, WithholdingReason } from '../access/index.ts';
import type { AuditOutcome } from '../audit/index.ts';
import type { Config } from '../config.ts';
import type { BridgeRecord, ContractId, RecordFilter } from '../contracts/index.ts';
import type { Events } from '../events.ts';
import type { Directory } from '../hsa/index.ts';
import type { Person, PersonRegister } from '../persons/index.ts';
import type { Permissions, Routing } from '../routing/index.ts';
import type { Caller } from '../siths/index.ts';
import type { AnswerPart } from '../sources/answer-part.ts';
import type { Query, SourceFailure, Trail } from '../sources/query.ts';
import type { ConsumerMessage } from '../xml/index.ts';
import type { Beside, OwnAnswer } from './collection.ts';
import type { Coverage } from './coverage.ts';
import type { AnswerNote } from './patient.ts';

/** One question about one patient, in one contract, already read by a face. */
export interface OverviewRequest {
  readonly correlationId: string;
  readonly contract: ContractId;
  readonly filter: RecordFilter;
  /** The bridge's own HSA-id = all councils; a record system's = that one only. */
  readonly logicalAddress: string;
  readonly caller: Caller;
  /** HSA-id of the first consumer in the chain; informational. */
  readonly originalConsumer: string;
  readonly trail?: Trail;
  readonly face: 'soap' | 'npo' | 'fhir';
  readonly emergency: boolean;
  /** Who reads, where a trusted issuer has vouched for it. */
  readonly actor?: Actor | undefined;
  /** The caller's own message, for sources that speak its dialect; the one at a single address answers in its own words. */
  readonly message?: ConsumerMessage;
}

/** A message in a contract that the bridge has no definition of. */
export interface PassRequest {
  readonly correlationId: string;
  readonly contract: ContractId;
  /** Of the message's root element. */
  readonly namespace: string;
  readonly logicalAddress: string;
  readonly caller: Caller;
  readonly originalConsumer: string;
  readonly trail: Trail;
  readonly message: ConsumerMessage;
  readonly actor?: Actor | undefined;
  readonly face: 'soap';
}

export interface OverviewAnswer {
  /** Newest first, without what the gate withheld. */
  readonly records: readonly BridgeRecord[];
  /** Elements that the contract has beside its records, of all sources. */
  readonly beside?: Beside;
  /** What a single source answered to the caller's own message, to be passed on; then the records have no data. */
  readonly own?: OwnAnswer | undefined;
  readonly coverage: Coverage;
  /** What holds for the whole answer. */
  readonly notes?: readonly AnswerNote[];
  /** Whom it is about, as the person register knows it; undefined when it does not, or cannot tell. */
  readonly person?: Person | undefined;
  /**
   * To be told once when the answer has left, broke off on its way, or an error was answered in its place; closes the
   * access-log entry.
   */
  delivered(outcome: 'sent' | 'broken-off' | 'failed'): Promise<void>;
}

export interface Overview {
  /**
   * Asks, collects, filters and merges. When it resolves, the access is durably on the log.
   * Throws BridgeError: CALLER_NOT_PERMITTED, ADDRESS_UNKNOWN, ROUTE_*, ACTOR_REQUIRED, PATIENT_ID_INVALID, PATIENT_NOT_ALLOWED,
   * AUDIT_UNAVAILABLE. Sources that fail do not throw; they stand in `coverage`.
   */
  ask(request: OverviewRequest): Promise<OverviewAnswer>;
}

/** How the overview reaches a source: over the bus. */
export interface SourceAsker {
  ask(
    query: Query,
    options: { readonly priority: 'emergency' | 'interactive' | 'background' },
  ): AsyncIterable<AnswerPart>;
}

/** What an access was, for the log. */
export interface AccessReport {
  readonly request: OverviewRequest | PassRequest;
  readonly records: readonly BridgeRecord[];
  readonly coverage: Coverage;
  readonly notes?: readonly AnswerNote[];
  readonly sourcesAsked: readonly string[];
  readonly withheld: ReadonlyMap<WithholdingReason, number>;
  /** Why sources gave nothing, in their own words where they had any. */
  readonly failures: readonly { readonly source: string; readonly failure: SourceFailure }[];
  /** Where records do not tell it. */
  readonly outcome?: AuditOutcome;
  readonly milliseconds: number;
}

export interface OverviewParts {
  readonly config: Config;
  readonly routing: Routing;
  readonly permissions: Permissions;
  readonly sources: SourceAsker;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly directory: Pick<Directory, 'careProviderOf'>;
  readonly events: Events;
  /** Makes the access durable; gives the way to close its entry. Throws AUDIT_UNAVAILABLE. */
  readonly log: (report: AccessReport) => Promise<OverviewAnswer['delivered']>;
}
