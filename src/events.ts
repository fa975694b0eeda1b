import { EventEmitter } from 'node:events';
import type { AlertKind } from './alerts/alert.ts';
import type { BreakerState } from './breaker/breaker.ts';
import type { ContractId } from './contracts/record.ts';
import type { DeliveryKind, FailureClass } from './deliveries/delivery.ts';
import type { WithheldCount } from './quality/withheld-count.ts';
import type { FailureReason } from './sources/query.ts';
import type { Suspicion } from './witness/judge.ts';

/**
 * What the rooms tell: `noun:verb:outcome`. Metrics, traces and logs listen; the rooms do not know them.
 * No event carries a patient's identity or content.
 */
export interface BridgeEvents {
  'request:face:finished': [
    {
      face: 'soap' | 'fhir' | 'npo' | 'portal';
      contract: string;
      code: string;
      status: number;
      milliseconds: number;
      correlationId: string;
    },
  ];
  /** A bug met a caller, who got INTERNAL. `place` is where in the code, see placeOf. */
  'request:face:broke': [{ face: string; place: string; correlationId: string }];
  /** An error that nobody caught: the process stops in order. */
  'process:run:broke': [{ place: string }];
  /** The process cannot tell of itself in the store. */
  'process:report:failed': [{ text: string }];
  /** Long work broke off; `place` is where in the program. */
  'work:run:failed': [{ kind: string; code: string; place: string }];
  /** A call outside every face, or bytes that are no HTTP. `code` of the error catalogue or of the HTTP parser. */
  'request:door:refused': [{ code: string; correlationId: string; fingerprint: string | undefined }];
  'caller:certificate:refused': [
    { code: string; face: string; correlationId: string; fingerprint: string | undefined },
  ];
  /**
   * A caller's connection was ended because its certificate is no longer accepted; `code` says why, `underWay` how many
   * requests were broken off with it.
   */
  'connection:trust:ended': [
    { code: string; fingerprint: string | undefined; underWay: number; correlationId: string },
  ];
  /** Other certificates may be trusted than before: roots, issuing CAs or what is known of revocations changed. */
  'trust:knowledge:changed': [Record<string, never>];
  /** The files of roots and issuing CAs cannot be used as they are now; those read before are in force. */
  'trust:files:refused': [{ text: string }];
  /** A certificate is accepted, but something about it should be looked into. At most once an hour for each certificate. */
  'caller:certificate:remarked': [
    { code: string; hsaId: string; face: string; correlationId: string; fingerprint: string },
  ];
  /** A responder (OCSP) said nothing that can be believed of a certificate. */
  'revocation:answer:failed': [{ url: string; fingerprint: string; text: string }];
  'revocation:list:fetched': [{ url: string; entries: number }];
  /** A revocation list could not be fetched, or not be believed; what there was is in force. */
  'revocation:list:failed': [{ url: string; text: string }];
  'source:query:answered': [
    { source: string; contract: ContractId; records: number; milliseconds: number; correlationId: string },
  ];
  'source:query:failed': [
    {
      source: string;
      contract: ContractId;
      reason: FailureReason;
      /** As in ProcessingStatus: an HTTP status, 504 on timeout. */
      status: number;
      /** In the bridge's own words; a source's own may name the patient. */
      text: string;
      milliseconds: number;
      correlationId: string;
    },
  ];
  /** A certificate or key of the bridge's own was changed on disk and is in force. */
  'keys:file:taken': [{ file: string }];
  /** One was changed on disk and is not good, or does not fit with what belongs to it: what was before stays in force. */
  'keys:file:refused': [{ file: string; text: string }];
  /** Anybody on the machine may read the private key of this certificate. */
  'keys:file:exposed': [{ file: string }];
  /** A record system has shown its server certificate on a new connection; `validTo` in ISO 8601, the rest as in the access log. */
  'source:certificate:shown': [
    { source: string; fingerprint: string; serial: string; subject: string; issuer: string; validTo: string },
  ];
  /** A record system or destination (by its name) is spared from now on, is tried, or is asked again. */
  'breaker:state:changed': [{ target: string; state: BreakerState }];
  /** A reply nobody waits for any more. `correlationId` is empty when not even that is known. */
  'bus:reply:late': [{ source: string; correlationId: string }];
  /** A worker took a query whose deadline had passed, and dropped it unasked. */
  'bus:query:expired': [{ queue: string }];
  /** A query of another version of the bridge was given back to its queue, for a worker of that version. */
  'bus:query:returned': [{ queue: string }];
  /** A job or frame on the bus could not be opened: another key, or changed on its way. */
  'bus:payload:refused': [{ queue: string }];
  /** A connector threw something that is not a SourceFailure: a bug. The text is a place in the code. */
  'bus:handler:failed': [{ queue: string; text: string }];
  /** BullMQ or a connection of the bus failed and recovers by itself; the same text is told once in ten seconds. */
  'bus:backend:failed': [{ text: string }];
  /** A worker of this process has taken a query. */
  'bus:query:taken': [{ queue: string }];
  /** A worker that had taken queries is gone; who waited for them has been told. */
  'bus:worker:vanished': [{ queries: number }];
  'bus:work:stalled': [{ queue: string; text: string }];
  'audit:entry:written': [{ count: number; milliseconds: number }];
  'audit:entry:failed': [{ text: string }];
  /**
   * At start, embedded: leaves that only audit.log had, that it and the store have differently, and that only the store
   * had; bytes of an unfinished last line, lines with a wrong checksum.
   */
  'audit:journal:reconciled': [
    { restored: number; disagreeing: number; unjournaled: number; tornBytes: number; damagedLines: number },
  ];
  /** A verification of the whole access log found a fault; `text` in English, without patients. */
  'audit:log:broken': [{ fault: string; text: string }];
  /** Somebody opened information in an emergency; HSA-ids, and of those who are to judge it. */
  'emergency:access:opened': [
    {
      emergency: string;
      careProvider: string | undefined;
      careUnit: string | undefined;
      reviewers: readonly string[];
    },
  ];
  /** A head of another log follows from what was seen before, and is co-signed. */
  'witness:head:cosigned': [{ log: string; size: number }];
  /** A head is not believed, or this log itself is not what its witnesses saw; the notes are kept. */
  'witness:head:refused': [{ log: string; suspicion: Suspicion; text: string }];
  'witness:peer:unreachable': [{ peer: string; text: string }];
  /** A log service has taken copies of log entries; or it has not yet. */
  'log:copy:sent': [{ service: string; count: number }];
  'log:copy:failed': [{ service: string; count: number; reason: string }];
  /** What is new in the access log could not be put on its way to the log services; it is tried again in a moment. */
  'log:copy:delayed': [{ place: string }];
  /** A security service did not answer a question; what depends on it is not shown. */
  'security:question:failed': [{ service: string; contract: string; reason: FailureReason; status: number }];
  /** A consultation was accepted, and the specialist was given no relation. `referral` is our own id of it. */
  'referral:relation:refused': [{ referral: string; complaint: string }];
  /** A contract that tells of people with protected identity was answered; `caller` is a system. */
  'directory:protected:asked': [{ contract: string; caller: string; correlationId: string }];
  'header:sender:ignored': [{ header: string; correlationId: string }];
  /** A pooled connection broke while idle; the pool replaces it. */
  'store:connection:failed': [{ text: string }];
  /** The care directory did not say what is above an address: routes and permissions above it were not looked at. */
  'routing:tree:unavailable': [{ text: string }];
  /** A table from the address catalogue is in force. */
  'routing:table:loaded': [
    {
      from: 'catalogue' | 'local-copy';
      asOf: string;
      routes: number;
      permissions: number;
      routesElsewhere: number;
      callersElsewhere: number;
      contractsUnreadable: number;
    },
  ];
  /** The address catalogue did not answer, or not with a table; what was in force stays. */
  'routing:table:refused': [{ code: string; text: string; kept: string }];
  'routing:copy:failed': [{ text: string }];
  /** The person register did not answer; the overview says so and asks for the given identity alone. */
  'persons:lookup:failed': [{ reason: FailureReason; status: number; milliseconds: number; correlationId: string }];
  /** What a source gave and nobody was shown, for its quality report. */
  'records:withheld:counted': [{ counts: readonly WithheldCount[]; correlationId: string }];
  /** The counts wait until the store takes them. */
  'quality:tally:failed': [{ text: string }];
  /** Figures of record systems wait until the store takes them. */
  'figures:tally:failed': [{ text: string }];
  /** What is new in the access log was not added to the figures of use; it is tried again in a moment. */
  'figures:usage:delayed': [{ place: string }];
  /** Steps of so many calls were not kept: the store was slow or away. */
  'trace:steps:dropped': [{ count: number }];
  /** So many spans did not reach the collector; told once a minute. */
  'trace:export:failed': [{ count: number }];
  'directory:load:finished': [{ units: number; people: number; milliseconds: number }];
  'directory:load:failed': [{ text: string }];
  /** An entry that lacks what is mandatory, and was left out. */
  'directory:entry:omitted': [{ hsaId: string | undefined; reason: string }];
  /** The directory did not answer; an older answer was given instead. */
  'directory:lookup:stale': [{ ageMs: number; text: string }];
  /** An LDAP server does not answer; nobody asks it until it does. `server` is its address. */
  'directory:server:lost': [{ server: string; text: string }];
  'directory:server:back': [{ server: string; milliseconds: number }];
  /** What the copy of the directory is made from has been read; `state` is what came of it. */
  'directory:copy:read': [
    { kind: 'import' | 'sync'; generation: number; state: 'active' | 'held' | 'unchanged'; milliseconds: number },
  ];
  /** So much is changed or gone that somebody must approve it. The reasons are the guard's own words. */
  'directory:copy:held': [{ generation: number; reasons: string }];
  /** It could not be read; the copy is as it was. */
  'directory:copy:failed': [{ text: string }];
  /** A message that was to be captured was not kept. The text is a place in the code. */
  'message:capture:failed': [{ text: string }];
  'directory:lookup:failed': [{ text: string }];
  /** A source or another index has changed the engagement index; `unindexed`: of local reserve numbers. */
  'engagements:change:applied': [
    {
      contract: string;
      created: number;
      updated: number;
      deleted: number;
      unindexed: number;
      correlationId: string;
    },
  ];
  /** Another index says that engagements are its own which this one had from its own sources: they are. */
  'engagements:owner:changed': [{ count: number; correlationId: string }];
  /** The index did not answer the overview, which asked everybody. */
  'engagements:lookup:failed': [{ place: string; correlationId: string }];
  /** The registry said who subscribes; or it did not, and those known last are told (undefined: nobody is known). */
  'engagements:subscribers:found': [{ count: number }];
  'engagements:subscribers:missing': [{ text: string; known: number | undefined }];
  /** Whether a comparison is due could not be found out: the store is away. */
  'engagements:reconciliation:missed': [{ source: string; place: string }];
  /** A source's complete list was compared with the index, or was not; see reconcile/. */
  'engagements:reconciliation:finished': [
    {
      source: string;
      outcome: 'done' | 'refused' | 'failed';
      reason: string | undefined;
      listed: number;
      created: number;
      updated: number;
      deleted: number;
      /** Of those created and updated, whose content was older than the index may lag behind. */
      late: number;
      milliseconds: number;
    },
  ];
  /** A council's figures were taken, or refused for so many faults; see src/measures. */
  'measures:delivery:finished': [
    {
      careProvider: string;
      way: 'upload' | 'pull' | 'invented';
      outcome: 'accepted' | 'refused';
      values: number;
      faults: number;
    },
  ];
  /** A council's figures could not be fetched, or not be taken. */
  'measures:pull:failed': [{ careProvider: string; text: string }];
  /** A durable message was taken by its receiver, so long after it was put. */
  'delivery:send:succeeded': [DeliveryAttempt & { ageMs: number; milliseconds: number }];
  'delivery:send:failed': [
    DeliveryAttempt & { class: FailureClass | 'bug'; reason: string; text: string; milliseconds: number },
  ];
  /** A bug met a message on its way. `place` is where in the code, see placeOf. */
  'delivery:send:broke': [DeliveryAttempt & { place: string }];
  /** It is set aside for people to judge. */
  'delivery:letter:died': [DeliveryAttempt & { reason: string; text: string }];
  /** What came of an attempt could not be written down: the message is sent again when its lease is over. */
  'delivery:outcome:lost': [DeliveryAttempt & { place: string }];
  /** The process that had a message on lease has vanished; the message is sent again. */
  'delivery:lease:lost': [{ id: string; destination: string }];
  /** Something has been wrong for long enough, or has not for long enough. */
  'alert:condition:started': [AlertTurn];
  'alert:condition:ended': [AlertTurn];
  /** What is wrong could not be written down; it is looked for again in a moment. */
  'alert:watch:failed': [{ place: string }];
  /** To them nothing had happened for as long as referrals are known. */
  'referral:old:forgotten': [{ referrals: number }];
  /** Old referrals could not be forgotten; it is tried again in an hour. */
  'referral:forgetting:failed': [{ text: string }];
  /** What is due could not be looked for, or not put on the bus; it is tried again in a moment. */
  'delivery:sweep:failed': [{ destination: string | undefined; place: string }];
}

interface AlertTurn {
  readonly alert: string;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly severity: 'critical' | 'warning';
  readonly startedAt: string;
}

interface DeliveryAttempt {
  readonly destination: string;
  readonly kind: DeliveryKind;
  /** The message's own, which travels with it. */
  readonly id: string;
  readonly correlationId: string;
  /** From 1. */
  readonly attempt: number;
}

export type Events = EventEmitter<BridgeEvents>;

type Listener = (name: keyof BridgeEvents, told: object) => void;
const listenersOfAll = new WeakMap<Events, Set<Listener>>();

/** Tells of each event also to those who listen to all of them. */
class BridgeEmitter extends EventEmitter<BridgeEvents> {
  override emit(name: never, ...told: never): boolean {
    const heard = super.emit(name, ...(told as never));
    for (const listener of listenersOfAll.get(this) ?? []) listener(name, told[0]);
    return heard;
  }
}

export function createEvents(): Events {
  return new BridgeEmitter();
}

/** Hears of every event, whatever its name, until what it gives is called. */
export function onEvery(events: Events, listener: Listener): () => void {
  const listeners = listenersOfAll.get(events) ?? new Set();
  listenersOfAll.set(events, listeners.add(listener));
  return () => listeners.delete(listener);
}
