import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

/** Our tables, all in the PostgreSQL schema `bridge` and always named with it. What makes them: migrations.ts. */
export interface Schema {
  'bridge.audit_entry': AuditEntryTable;
  'bridge.audit_tree': AuditTreeTable;
  'bridge.audit_node': AuditNodeTable;
  'bridge.audit_head': AuditHeadTable;
  'bridge.audit_key': AuditKeyTable;
  'bridge.withheld_record': WithheldRecordTable;
  'bridge.long_work': LongWorkTable;
  'bridge.long_work_chunk': LongWorkChunkTable;
  'bridge.review': ReviewTable;
  'bridge.review_item': ReviewItemTable;
  'bridge.review_verdict': ReviewVerdictTable;
  'bridge.refusal_sign_off': RefusalSignOffTable;
  'bridge.sign_in_code': SignInCodeTable;
  'bridge.portal_session': PortalSessionTable;
  'bridge.launch': LaunchTable;
  'bridge.open_patient': OpenPatientTable;
  'bridge.lift_request': LiftRequestTable;
  'bridge.lift_answer': LiftAnswerTable;
  'bridge.witnessed_head': WitnessedHeadTable;
  'bridge.witness_evidence': WitnessEvidenceTable;
  'bridge.cosigned_head': CosignedHeadTable;
  'bridge.spent_assertion': SpentAssertionTable;
  'bridge.registration': RegistrationTable;
  'bridge.registration_event': RegistrationEventTable;
  'bridge.referral': ReferralTable;
  'bridge.referral_message': ReferralMessageTable;
  'bridge.engagement': EngagementTable;
  'bridge.engagement_subscriber': EngagementSubscriberTable;
  'bridge.engagement_reconciliation': EngagementReconciliationTable;
  'bridge.trace_segment': TraceSegmentTable;
  'bridge.message_job': MessageJobTable;
  'bridge.unmasking': UnmaskingTable;
  'bridge.captured_message': CapturedMessageTable;
  'bridge.process': ProcessTable;
  'bridge.delivery': DeliveryTable;
  'bridge.delivery_pause': DeliveryPauseTable;
  'bridge.news_version': NewsVersionTable;
  'bridge.news_put_away': { item: string; person: string; version: number };
  'bridge.log_copy': { next: number };
  'bridge.measure_delivery': MeasureDeliveryTable;
  'bridge.measure_value': MeasureValueTable;
  'bridge.measure_pull': MeasurePullTable;
  'bridge.revocation_list': RevocationListTable;
  'bridge.revocation_answer': RevocationAnswerTable;
  'bridge.source_figure': SourceFigureTable;
  'bridge.usage_figure': UsageFigureTable;
  'bridge.usage_counted': { next: number };
  'bridge.certificate_figure': CertificateFigureTable;
  'bridge.alert': AlertTable;
  'bridge.certificate_seen': CertificateSeenTable;
  'bridge.directory_copy': DirectoryCopyTable;
  'bridge.directory_generation': DirectoryGenerationTable;
  'bridge.directory_object': DirectoryObjectTable;
}

/** See src/revocation/answers.ts. */
interface RevocationAnswerTable {
  fingerprint: string;
  answer: Buffer;
  status: 'good' | 'revoked';
  reason: number | null;
  this_update: Date;
  next_update: Date;
  learnt_at: Date;
}

/** One row; see src/hsa/copy. */
export interface DirectoryCopyTable {
  generation: number | null;
  as_of: Date | null;
  looked_at: Date | null;
  full_at: Date | null;
  names_at: Date | null;
  cursor: string | null;
  lease: string | null;
  lease_until: Date | null;
}

export interface DirectoryGenerationTable {
  id: GeneratedAlways<number>;
  state: string;
  kind: ColumnType<string, string, never>;
  origin: ColumnType<string, string, never>;
  covers: ColumnType<string, string, never>;
  mapping: ColumnType<number, number, never>;
  started_at: ColumnType<Date, never, never>;
  ended_at: Date | null;
  as_of: Date | null;
  read_at: Date | null;
  cursor: string | null;
  names_read: Generated<boolean>;
  report: ColumnType<unknown, string | null, string | null>;
  decided_by: string | null;
  reason: string | null;
}

export interface DirectoryObjectTable {
  id: GeneratedAlways<number>;
  since: number;
  until: number | null;
  kind: string;
  hsa_id: string;
  /** SHA-256, as `parent` and `hash`. */
  key: Buffer;
  parent: Buffer | null;
  listed: boolean;
  members: string[] | null;
  searched: string | null;
  trigrams: number[] | null;
  hash: Buffer;
  vanished_at: Date | null;
  object: unknown;
}

/** The outbox; see src/deliveries. */
export interface DeliveryTable {
  sequence: GeneratedAlways<number>;
  id: ColumnType<string, string, never>;
  destination: ColumnType<string, string, never>;
  kind: ColumnType<string, string, never>;
  /** HMAC; see src/deliveries/vault.ts. */
  key: ColumnType<Buffer, Buffer, never>;
  state: string;
  correlation_id: ColumnType<string, string, never>;
  facts: JSONColumnType<Record<string, string | number>, string, never>;
  /** Of the content before it was sealed. */
  bytes: ColumnType<number, number, never>;
  /** Sealed; null once delivered or discarded. */
  content: Buffer | null;
  accepted_at: ColumnType<Date, never, never>;
  gives_up_at: ColumnType<Date, unknown, unknown>;
  attempts: Generated<number>;
  mishaps: Generated<number>;
  doubtful: Generated<boolean>;
  /** Null unless it waits and is the first of its key. */
  due_at: Date | null;
  lease: string | null;
  lease_until: Date | null;
  finished_at: Date | null;
  receipt: string | null;
  failure_class: string | null;
  failure_reason: string | null;
  failure_text: string | null;
  failed_at: Date | null;
}

interface DeliveryPauseTable {
  destination: string;
  paused_by: string;
  reason: string;
  at: Generated<Date>;
}

export interface ReviewTable {
  id: string;
  at: ColumnType<Date, string, never>;
  made_by: string;
  controller: string | null;
  from_at: ColumnType<Date | null, string | null, never>;
  to_at: ColumnType<Date | null, string | null, never>;
  seed: string;
  size: number;
  population: number;
  criteria: JSONColumnType<object[], string, never>;
}

interface ReviewItemTable {
  review: string;
  position: number;
  entry_id: string;
  criteria: string[];
  note: string | null;
}

export interface ReviewVerdictTable {
  id: string;
  at: ColumnType<Date, string, never>;
  review: string | null;
  subject: string;
  verdict: string;
  reason: string;
  made_by: string;
  up_to: ColumnType<Date | null, string | null, never>;
}

export interface RefusalSignOffTable {
  id: ColumnType<string, string, never>;
  at: ColumnType<Date, string, never>;
  controller: ColumnType<string | null, string | null, never>;
  fingerprint: ColumnType<string, string, never>;
  code: ColumnType<string, string, never>;
  up_to: ColumnType<Date, string, never>;
  note: ColumnType<string, string, never>;
  made_by: ColumnType<string, string, never>;
}

/** Records that were withheld, counted; no patient, no value. */
interface WithheldRecordTable {
  /** `YYYY-MM-DD` */
  day: string;
  source: string;
  contract: string;
  reason: string;
  rule: string;
  count: number;
}

/** The last believed head of each log that is witnessed here; see witness/. */
interface WitnessedHeadTable {
  origin: string;
  note: string;
}

interface WitnessEvidenceTable {
  digest: Buffer;
  origin: string;
  suspicion: string;
  explanation: string;
  notes: string[];
  found_at: ColumnType<Date, Date, never>;
}

/** The last head of this log that each witness has co-signed. */
interface CosignedHeadTable {
  witness: string;
  size: number;
  note: string;
}

/** Client assertions that tokens were given for: none is taken twice. */
interface SpentAssertionTable {
  /** SHA-256 of who made it and its id. */
  digest: Buffer;
  /** When it would no longer have been taken anyhow. */
  expires: ColumnType<Date, Date, never>;
}

/** Relations, assertions, blocks and lifts, as they were registered. What is searched has columns. */
interface RegistrationTable {
  subject: string;
  id: string;
  parent: string | null;
  patient_id: string;
  patient_type: string;
  care_provider: string;
  recorded_at: ColumnType<Date, Date, never>;
  ends_at: ColumnType<Date | null, Date | null, never>;
  content: JSONColumnType<object, string, never>;
}

/** What was done about a registration afterwards. */
interface RegistrationEventTable {
  subject: string;
  id: string;
  event: string;
  recorded_at: ColumnType<Date, Date, never>;
  action: JSONColumnType<object, string, never>;
}

/** Referrals between care units and how far they have come. HSA-ids of units in upper case. */
interface ReferralTable {
  id: string;
  request_key: Buffer;
  requesting_unit: string;
  receiving_unit: string;
  major: number;
  version: number;
  state: string;
  said: string | null;
  consultation: boolean;
  sealed: Buffer;
  accepted_at: ColumnType<Date, Date, never>;
  changed_at: ColumnType<Date, Date, Date>;
}

interface ReferralMessageTable {
  /** Of its delivery. */
  id: string;
  referral: string;
  message_key: Buffer;
  digest: Buffer;
  kind: string;
  type: string;
  version: number;
  from_unit: string;
  to_unit: string;
  destination: string;
  attachments: number;
  accepted_at: ColumnType<Date, Date, never>;
  delivered_at: ColumnType<Date | null, null, Date>;
  receipt: string | null;
}

/** The access log. What is searched has columns; what counts is `entry`, whose hash is a leaf of the tree. */
export interface AuditEntryTable {
  /** From 0, without gaps. */
  sequence: number;
  id: string;
  at: ColumnType<Date, string | Date, never>;
  leaf_hash: Buffer;
  /** Null once disposed of. */
  entry: string | null;
  kind: string;
  action: string;
  outcome: string;
  correlation_id: string;
  contract: string | null;
  purpose: string | null;
  emergency: boolean;
  caller_hsa_id: string | null;
  actor_hsa_id: string | null;
  certificate_fingerprint: string | null;
  certificate_serial: string | null;
  /** Every identity of the patient that was known. */
  patient_ids: string[];
  /** HSA-ids of the unit that read and of those whose data was shown. */
  units: string[];
  /** HSA-ids of their care providers: whose officers may see the entry. */
  controllers: string[];
}

/** One row. */
interface AuditTreeTable {
  size: number;
  /** 32 bytes each, largest subtree first. */
  peaks: Buffer;
  /** Newest signed head; null before the first. */
  head: string | null;
}

interface AuditNodeTable {
  level: number;
  index: number;
  hash: Buffer;
}

interface AuditHeadTable {
  size: number;
  at: ColumnType<Date, string | Date, never>;
  note: string;
}

interface AuditKeyTable {
  key_id: string;
  /** PEM. */
  public_key: string;
  /** Entries that the log had when the key came into use. */
  from_size: number;
  /** Signed note by the key before; null for the first, and where that was lost. */
  endorsement: string | null;
}

/** One-time codes on their way from the sign-in to the portal. */
interface SignInCodeTable {
  /** SHA-256 of the code, hex. */
  code_hash: string;
  /** Base64 of the DER. */
  certificate: string;
  /** See sign-in/begun.ts; null when the sign-in was not begun at the portal. */
  state: string | null;
  made_at: ColumnType<Date, Date, never>;
}

/** What a record system sent along when it opened the portal. */
interface LaunchTable {
  /** SHA-256 of the browser's cookie, hex. */
  id_hash: string;
  sealed: Buffer;
  made_at: ColumnType<Date, Date, never>;
}

/** Who is signed in to the portal. */
interface PortalSessionTable {
  /** SHA-256 of the cookie's token, hex. */
  token_hash: string;
  /** HSA-id. */
  person: string;
  /** Base64 of the DER; null when an identity provider vouched for the person. */
  certificate: string | null;
  vouched: JSONColumnType<object, string | null, never> | null;
  started_at: ColumnType<Date, Date, never>;
  seen_at: Date;
  /** HSA-id of the commission; null until one is chosen. */
  assignment: string | null;
}

/** The one patient that a session has open. */
interface OpenPatientTable {
  token_hash: string;
  opening: string;
  assignment: string;
  patient: string;
  opened_at: Date;
  places_shown_in: string | null;
}

/** Which system holds what about whom; see engagements/. Times as on the wire, `YYYYMMDDhhmmss`. */
export interface EngagementTable {
  /** SHA-256 of what makes it itself. */
  key: Buffer;
  patient: string;
  service_domain: string;
  categorization: string;
  logical_address: string;
  business_object: string;
  process_interest: string;
  most_recent_content: string | null;
  source_system: string;
  creation_time: string | null;
  update_time: string | null;
  data_controller: string;
  owner: string;
  changed_at: ColumnType<Date, never, never>;
}

interface EngagementSubscriberTable {
  /** The registry's address. */
  registry: string;
  asked_at: Date;
  subscribers: JSONColumnType<object[], string, string>;
}

export interface EngagementReconciliationTable {
  run: string;
  source: string;
  due: ColumnType<Date | null, Date | null, never>;
  started_at: ColumnType<Date, Date, never>;
  finished_at: Date | null;
  outcome: string | null;
  reason: string | null;
  listed: number;
  created: number;
  updated: number;
  deleted: number;
}

/** What one process did for one call; no patient. */
interface TraceSegmentTable {
  id: Generated<number>;
  correlation_id: string;
  trace_id: string;
  at: ColumnType<Date, string, never>;
  process: string;
  omitted: number;
  steps: JSONColumnType<object[], string, never>;
}

/** Replaying or discarding many messages. */
export interface MessageJobTable {
  id: string;
  act: string;
  made_by: string;
  reason: string | null;
  filter: JSONColumnType<object, string, never>;
  total: number;
  done: number;
  state: string;
  failure: string | null;
  started_at: ColumnType<Date, Date, never>;
  seen_at: Date;
}

/** What one engineer asked to see, and what another said to it. */
export interface UnmaskingTable {
  id: string;
  message: string | null;
  /** HSA-ids of the parties to capture between, and how many exchanges. */
  consumer: string | null;
  producer: string | null;
  exchanges: number | null;
  reason: string;
  asked_by: string;
  care_provider: string;
  asked_at: ColumnType<Date, Date, never>;
  answered_by: string | null;
  answered_at: Date | null;
  ends_at: Date | null;
}

/** See src/long-work. */
export interface LongWorkTable {
  id: ColumnType<string, string, never>;
  kind: ColumnType<string, string, never>;
  owner: ColumnType<string, string, never>;
  care_provider: ColumnType<string, string, never>;
  state: string;
  done: Generated<number>;
  total: Generated<number>;
  failure: ColumnType<string | null, never, string>;
  outcome: ColumnType<object | null, never, string>;
  bytes: Generated<number>;
  started_at: ColumnType<Date, never, never>;
  seen_at: ColumnType<Date, never, Date>;
  ended_at: ColumnType<Date | null, never, Date>;
}

interface LongWorkChunkTable {
  work: string;
  position: number;
  /** Compressed before it was sealed. */
  sealed: Buffer;
}

interface CapturedMessageTable {
  id: string;
  unmasking: string;
  at: ColumnType<Date, Date, never>;
  place: string;
  correlation_id: string;
  sealed: Buffer;
}

/** The running processes, as they tell of themselves; see processes/. */
interface ProcessTable {
  id: string;
  role: string;
  version: string;
  host: string;
  started_at: ColumnType<Date, never, never>;
  seen_at: ColumnType<Date, never, Date>;
  knows: JSONColumnType<object, string, string>;
}

/** See src/lift-requests. */
export interface LiftRequestTable {
  id: string;
  from_provider: string;
  from_unit: string;
  to_provider: string;
  /** Sealed, in base64. */
  sealed: string;
  asked_at: Date;
}

export interface LiftAnswerTable {
  request: string;
  care_unit: string;
  outcome: string;
  /** Sealed, in base64. */
  sealed: string;
  answered_at: Date;
}

/** What happened at record systems, by hour; see src/figures. */
interface SourceFigureTable {
  source: string;
  hour: Date;
  contract: string;
  measure: string;
  n: number;
}

/** How the bridge is used, by day; see src/figures. */
interface UsageFigureTable {
  day: string;
  care_provider: string;
  care_unit: string;
  contract: string;
  purpose: string;
  measure: string;
  n: number;
}

/** Calls by certificate, by day; see src/figures. */
interface CertificateFigureTable {
  day: string;
  fingerprint: string;
  issuer: string;
  caller: string;
  contract: string;
  care_unit: string;
  n: number;
}

/** See src/alerts. */
interface AlertTable {
  id: string;
  kind: string;
  subject: string;
  facts: JSONColumnType<Record<string, string | number>, string, string>;
  first_seen: Date;
  last_seen: Date;
  started_at: Date | null;
  ended_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_note: string | null;
}

/** See src/alerts/certificates. */
interface CertificateSeenTable {
  fingerprint: string;
  shown_by: 'caller' | 'person' | 'source';
  party: string;
  serial: string;
  subject: string;
  issuer: string;
  valid_to: Date;
  last_seen: Date;
}

/** See src/news. */
export interface NewsVersionTable {
  item: string;
  version: number;
  kind: string;
  care_provider: string;
  shown_from: Date;
  begins: Date | null;
  shown_to: Date;
  withdrawn_at: Date | null;
  content: JSONColumnType<object, string, never>;
  first_written_at: Date;
  written_at: Date;
}

/** What councils have delivered; see src/measures. */
interface MeasureDeliveryTable {
  id: string;
  care_provider: string;
  delivered_at: ColumnType<Date, never, never>;
  delivered_by: string | null;
  way: string;
}

export interface MeasureValueTable {
  delivery: string;
  care_provider: string;
  measure: string;
  version: number;
  period: string;
  /** Empty for the council as a whole. */
  unit: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  replaced_by: string | null;
}

interface MeasurePullTable {
  care_provider: string;
  url: string;
  asked_at: Date;
  outcome: string | null;
  faults: JSONColumnType<object[] | null, string | null, string | null>;
  digest: Buffer | null;
}

/** Fetched revocation lists; see src/revocation. */
interface RevocationListTable {
  url: string;
  content: Buffer | null;
  etag: string | null;
  last_modified: string | null;
  fetched_at: Date | null;
  next_at: Date;
  failures: number;
  failure: string | null;
}
