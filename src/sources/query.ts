import type { Specific } from '../contracts/contract.ts';
import type { ContractId, PatientId } from '../contracts/record.ts';
import type { ConsumerMessage } from '../xml/index.ts';
import type { AnswerBatch } from './answer-part.ts';
import type { Priority } from './priority.ts';

/** An interval in whole days, both ends included, `YYYYMMDD`. */
interface DayPeriod {
  readonly start: string;
  readonly end: string;
}

/** The whole address of one contract at one record system, and its RIV-TA profile. */
export interface Service {
  readonly url: string;
  readonly profile: 'rivtabp20' | 'rivtabp21';
}

/** What follows a call through a chain of systems, for those behind to see. It decides nothing here. */
export interface Trail {
  /** The first consumer and the platforms passed, this one last (x-rivta-routing-history). */
  readonly routingHistory: string;
  /** HSA-id of the organisation the caller acts for. */
  readonly onBehalfOf?: string;
  readonly soapAction?: string;
}

/** What every call to a record system carries. Plain data: it travels sealed over the bus. */
interface Call {
  readonly id: string;
  readonly correlationId: string;
  readonly contract: ContractId;
  /** HSA-id of the record system, the key of its entry in config. */
  readonly source: string;
  /** The address the source is to see, usually the same HSA-id. */
  readonly logicalAddress: string;
  /** Where and in which profile to call a source whose URL the address catalogue gives. */
  readonly service?: Service | undefined;
  /** HSA-id of the first consumer in the chain. */
  readonly originalConsumer: string;
  readonly trail?: Trail;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline: number;
  /** As the bus was told; queries of earlier releases do not say, and are `interactive`. */
  readonly priority?: Priority;
}

/** One question to one record system. */
export interface SourceQuery extends Call {
  readonly patient: PatientId;
  readonly period: DayPeriod | undefined;
  /** HSA-ids; empty = all units. */
  readonly careUnits: readonly string[];
  readonly careContacts: readonly string[];
  /** Filters that only this contract has (RecordFilter.specific). */
  readonly specific?: Specific;
  /** For an aggregating platform: the one system whose records are wanted. */
  readonly sourceSystem?: string | undefined;
  /** The consumer's own message, in this contract: a source that speaks its dialect gets it as it is. */
  readonly message?: ConsumerMessage;
  /** Whether such a source's answer is wanted in its own words, to be passed on. */
  readonly ownWords?: boolean;
  /** Whether records are wanted as text (`BridgeRecord.written`), by an asker that only passes them on. */
  readonly asWritten?: boolean;
  /** Document id of the record that is wanted with what it was read from: XML element, composition or FHIR resource. */
  readonly original?: string;
}

/** A message in a contract that has no definition here, to be passed on and answered in the source's own words. */
export interface PassQuery extends Call {
  readonly kind: 'pass';
  /** Of the message's root element. */
  readonly namespace: string;
  readonly message: ConsumerMessage;
  readonly trail: Trail;
}

export type Query = SourceQuery | PassQuery;

/** Why a source that was asked gave nothing. The closed vocabulary of failures; see docs/architecture.md, Coverage. */
const failureReasons = [
  'timed-out',
  'refused',
  'unreachable',
  'bad-data',
  'breaker-open',
  'busy',
  'abandoned',
  'bus-unavailable',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** A reason as another instance of the bridge gave it; one that only a later version knows is a refusal here. */
export function failureReasonOf(text: string): FailureReason {
  return failureReasons.find((reason) => reason === text) ?? 'refused';
}

interface FailureOptions extends ErrorOptions {
  readonly outage?: boolean;
}

/** A source's failure to answer. `status` is what ProcessingStatus reports as code (HTTP status, 504 on timeout). */
export class SourceFailure extends Error {
  readonly reason: FailureReason;
  readonly status: number;
  /** It says that the record system as a whole does not work, whatever it is asked. */
  readonly outage: boolean;

  constructor(reason: FailureReason, status: number, text: string, options?: FailureOptions) {
    super(text, options);
    this.name = 'SourceFailure';
    this.reason = reason;
    this.status = status;
    this.outage = options?.outage ?? (reason === 'timed-out' || reason === 'unreachable');
  }
}

/**
 * What every connector does: ask one record system and give its answer as it is read. Stops when `signal` aborts.
 * Throws {@link SourceFailure}; anything else is a bug.
 */
export interface Connector {
  ask(query: Query, signal: AbortSignal): AsyncIterable<AnswerBatch>;
  /** It is said to work again: whoever spares it finds out at once. */
  mended?(): Promise<void>;
  close(): Promise<void>;
}
