import type { Actor, Admission, Gatekeeper, Lacking, WithholdingReason } from '../access/index.ts';
import type { AuditOutcome } from '../audit/index.ts';
import type { Config } from '../config.ts';
import type { BridgeRecord, ContractId, PatientId, RecordFilter } from '../contracts/index.ts';
import type { EngagementLookup } from '../engagements/index.ts';
import type { Events } from '../events.ts';
import type { Directory } from '../hsa/index.ts';
import type { Person, PersonRegister } from '../persons/index.ts';
import type { Permissions, Routing } from '../routing/index.ts';
import type { Caller } from '../siths/index.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';
import type { Priority } from '../sources/priority.ts';
import type { Query, SourceFailure, Trail } from '../sources/query.ts';
import type { ConsumerMessage } from '../xml/index.ts';
import type { Beside, OwnAnswer, OwnPiece } from './collection.ts';
import type { Coverage, SourceCoverage } from './coverage.ts';
import type { Judged, Told } from './judged.ts';
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
  readonly face: 'soap' | 'npo' | 'fhir' | 'portal';
  /** Who reads, where a trusted issuer has vouched for it. */
  readonly actor?: Actor | undefined;
  /** The reader has taken a position before reaching data of other units or providers (active choice). */
  readonly choice?: boolean;
  /** A certificate is to be issued: a former relation is enough (SVOD 3:1). */
  readonly forCertificate?: boolean;
  /** A work need in health care without relation, in the reader's words (PDL 4:1). */
  readonly statedNeed?: string | undefined;
  /** Aborts, with a SourceFailure, when nobody waits for the answer any more: no source is asked on. It is logged all the same. */
  readonly gone?: AbortSignal;
  /** Of requests that are parts of one reading, the same object: who reads is then looked up once. */
  readonly reading?: object;
  /** Every system is asked that can be, whatever the engagement index says. */
  readonly everySource?: boolean;
  /** Document id of the one record that is wanted with what it was read from. */
  readonly original?: string;
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
  /** As in {@link OverviewRequest}. */
  readonly gone: AbortSignal;
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
  /**
   * Of a large message: what comes after `own`. Each part is judged, and durably on the log, when it is given. Throws
   * SourceFailure or BridgeError when the rest does not come: what was begun cannot be taken back, but it can be left unfinished.
   */
  readonly further?: AsyncIterable<readonly OwnPiece[]>;
  readonly coverage: Coverage;
  /** What holds for the whole answer. */
  readonly notes?: readonly AnswerNote[];
  /** What was decided, for readers that are told more than the indicators among `notes`. */
  readonly access?: AccessTold;
  /** Whom it is about, as the person register knows it; undefined when it does not, or cannot tell. */
  readonly person?: Person | undefined;
  /**
   * To be told once when the answer has left, broke off on its way, or an error was answered in its place; closes the
   * access-log entry. `part`: of the records, those that the reply held, where it was one page of several.
   */
  delivered(outcome: 'sent' | 'broken-off' | 'failed', part?: readonly BridgeRecord[]): Promise<void>;
}

export interface AccessTold extends Pick<Told, 'holders' | 'blockers' | 'ownUnits'> {
  /** Of the access-log entry, under which the decision is explained. */
  readonly entry: string;
  readonly emergency: boolean;
  /** What the reader lacks for records further away, whether or not there are any: a right, a relation … */
  readonly lacking: readonly Lacking[];
}

export interface Overview {
  /**
   * Asks, collects, filters and merges. When it resolves, the access is durably on the log.
   * Throws BridgeError: CALLER_NOT_PERMITTED, ADDRESS_UNKNOWN, ROUTE_*, PATIENT_ID_INVALID, PATIENT_NOT_ALLOWED,
   * AUDIT_UNAVAILABLE; AccessRefused where the gate does not let the reader in. Sources that fail do not throw; they stand in `coverage`.
   */
  ask(request: OverviewRequest): Promise<OverviewAnswer>;
}

export interface StreamedOverview {
  /**
   * The same, but each source's answer as it comes. When it resolves, that somebody reads is durably on the log, and
   * nobody has been asked; throws as {@link Overview.ask}.
   */
  stream(request: OverviewRequest): Promise<OverviewStream>;
}

/** A record as its source gave it. */
export interface OriginalAnswer extends Pick<OverviewAnswer, 'delivered'> {
  /** XML element of RIV-TA, composition of RIV 13606, or FHIR resource as JSON. */
  readonly text: string;
}

export interface OriginalOverview {
  /**
   * Asks the one source that `filter.sourceSystem` names for the record `original` again, and judges it again. When it
   * resolves, the access is durably on the log. Throws as {@link Overview.ask}; NOT_FOUND where there is none that may be
   * shown, SOURCE_UNREACHABLE when the source does not give it now.
   */
  original(request: OverviewRequest & { readonly original: string }): Promise<OriginalAnswer>;
}

/** An answer that comes in parts. */
export interface OverviewStream extends Pick<OverviewAnswer, 'delivered'> {
  readonly asked: readonly { readonly source: string; readonly name: string }[];
  readonly notAsked: Coverage;
  /** Epoch milliseconds after which nothing more comes. */
  readonly deadline: number;
  /** Asks when the first is taken; one for each source that is asked, then the end. Each is durably on the log. */
  readonly answers: AsyncIterable<OverviewPart | OverviewEnd>;
}

/** What one source answered. */
export interface OverviewPart {
  readonly kind: 'part';
  /** HSA-id of whom was asked. */
  readonly source: string;
  /** Newest first, without what the gate withheld. */
  readonly records: readonly BridgeRecord[];
  /** Of the source by itself: what others' records make of it is told in the end, and so is what a platform says of each. */
  readonly coverage: SourceCoverage;
  /** Where there was more than `overview.shownAtMost`: the newest are given. */
  readonly cut?: { readonly shown: number; readonly of: number };
}

/**
 * What can be told when all have answered: that there is more than is shown, of everything together. Told with one
 * source's answer it would say whose it is.
 */
export interface OverviewEnd extends Pick<OverviewAnswer, 'coverage'> {
  readonly kind: 'end';
  readonly notes: readonly AnswerNote[];
  readonly access: AccessTold;
  /** Records given for which another system's stands, by an alias of the configuration. */
  readonly aliased: readonly BridgeRecord[];
  /** Records given that may be the same as another system's. */
  readonly possibleDuplicates: readonly BridgeRecord[];
}

/** How the overview reaches a source: over the bus. */
export interface SourceAsker {
  /** In an emergency sources are asked before others' questions. */
  ask(
    query: Query,
    options: { readonly priority: Priority; readonly signal?: AbortSignal },
  ): AsyncIterable<AnswerBatch>;
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
  /** How many records were released in parts before, where this is how it ended. */
  readonly released?: number;
  /** Whether the answer leaves in parts, of which this is one, the beginning or the end. */
  readonly isPart?: boolean;
  readonly milliseconds: number;
  /** Every identity of the patient, the given one first. */
  readonly patients?: readonly PatientId[];
  /** Undefined where nothing is judged here. A `deny` makes it the report of a refusal. */
  readonly admission?: Admission;
  readonly judged?: Judged;
}

/** How an access stands on the log. */
export interface LoggedAccess extends Pick<OverviewAnswer, 'delivered'> {
  /** The entry's id. */
  readonly entry: string;
  /** Makes durable that more leaves, or how it ended; gives the id of that entry. Throws AUDIT_UNAVAILABLE. */
  continued(report: AccessReport): Promise<string>;
}

export interface OverviewParts {
  readonly config: Config;
  readonly routing: Routing;
  readonly permissions: Omit<Permissions, 'decide'>;
  readonly sources: SourceAsker;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly directory: Pick<Directory, 'careProviderOf'>;
  readonly events: Events;
  readonly gatekeeper: Gatekeeper;
  readonly engagements: EngagementLookup;
  /** Makes the access, or its refusal, durable; gives the way to close its entry. Throws AUDIT_UNAVAILABLE. */
  readonly log: (report: AccessReport) => Promise<LoggedAccess>;
}
