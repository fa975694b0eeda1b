import { createHash } from 'node:crypto';
import type { Actor } from '../../../access/index.ts';
import { uriOf } from '../../../codes/index.ts';
import type { Config } from '../../../config.ts';
import type { BridgeRecord, ContractId, PatientId, RecordHeader } from '../../../contracts/index.ts';
import { BridgeError, type ErrorCode } from '../../../errors.ts';
import type { AnswerNote, Coverage, Overview, OverviewAnswer } from '../../../overview/index.ts';
import type { Person } from '../../../persons/index.ts';
import type { Caller } from '../../../siths/index.ts';
import type { Identities } from '../identities.ts';
import type { MappingContext } from '../mapping/context.ts';
import { generationOf } from '../mapping/generation.ts';
import { markedAsLike } from '../mapping/likeness.ts';
import type { MappedRecord, RecordMapping } from '../mapping/record-mapping.ts';
import { SourcesFailed } from '../problems.ts';
import type { Inquiry } from './inquiry.ts';

/** Who asks, and what the face wants to be told on the way. */
export interface Asking {
  readonly face: 'fhir' | 'portal';
  readonly caller: Caller;
  /** The person who reads, where a trusted issuer's token names one. */
  readonly actor: Actor | undefined;
  /** The reader's active choice, see choice.ts. */
  readonly choice: boolean;
  readonly correlationId: string;
  /** Aborts when the caller hangs up. */
  readonly gone: AbortSignal;
  /** The FHIR base without a slash at its end. */
  readonly baseUrl: string;
  /** The patient is known, whatever becomes of the request. */
  patientKnown(patient: PatientId): void;
  /** There is an answer and an access-log entry, which the face must close; one for each contract asked. */
  answered(answer: OverviewAnswer): void;
  /** Of all that was gathered, what the reply is made of, once that is known. */
  gives(records: readonly Pick<GatheredRecord, 'header' | 'contract'>[]): void;
}

export interface RecordsParts {
  readonly config: Config;
  readonly overview: Overview;
  readonly identities: Identities;
}

/** A record, and what it becomes. */
export interface GatheredRecord {
  readonly header: RecordHeader;
  readonly contract: ContractId;
  /** As its mapping says: known without mapping it. */
  readonly becomes: RecordMapping['becomes'];
  /** Mapped when first asked for: a page shows few of many. */
  mapped(): MappedRecord;
  /** The context it was mapped in: ids are of its contract. */
  readonly context: MappingContext;
}

export interface Gathered {
  /** Newest first. */
  readonly records: readonly GatheredRecord[];
  /** Who the patient is, as a person register knows it. */
  readonly person: Person | undefined;
  /** Of every contract that was asked, each entry telling its own. */
  readonly coverage: Coverage;
  readonly notes: ReadonlySet<AnswerNote>;
  /** What was decided, for each contract that was asked. */
  readonly accesses: readonly OverviewAnswer['access'][];
  /** Contracts of which the caller may know nothing, while it may of others. */
  readonly notPermitted: readonly ContractId[];
}

/**
 * Asks all councils for one patient, all contracts at once, and maps what comes.
 * Throws SOURCE_* when every source that was asked failed, CALLER_NOT_PERMITTED when the caller may ask none of it, and
 * what else the overview throws.
 */
export async function gather(
  parts: RecordsParts,
  inquiries: readonly Inquiry[],
  patient: PatientId,
  asking: Asking,
): Promise<Gathered> {
  const asked = await Promise.allSettled(inquiries.map((inquiry) => ask(parts, inquiry, patient, asking)));
  const answers = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = asked.flatMap((one, index) =>
    one.status === 'rejected' ? [{ contract: inquiries[index]?.mapping.contract, reason: one.reason as unknown }] : [],
  );
  const decisive = refused.find(({ reason }) => answers.length === 0 || !isNotPermitted(reason));
  if (decisive) throw decisive.reason;
  const coverage = answers.flatMap((answer) => answer.coverage);
  requireSomeAnswer(coverage);
  return {
    records: answers.flatMap((answer) => answer.records).sort(newestFirst),
    person: answers.find(({ person }) => person !== undefined)?.person,
    coverage,
    accesses: answers.map(({ access }) => access),
    notes: new Set(answers.flatMap((answer) => answer.notes ?? [])),
    notPermitted: refused.flatMap(({ contract }) => contract ?? []),
  };
}

async function ask(parts: RecordsParts, { mapping, filter }: Inquiry, patient: PatientId, asking: Asking) {
  const answer = await parts.overview.ask({
    correlationId: asking.correlationId,
    contract: mapping.contract,
    filter: { patient, ...filter },
    logicalAddress: parts.config.bridge.hsaId,
    caller: asking.caller,
    actor: asking.actor,
    choice: asking.choice,
    reading: asking,
    gone: asking.gone,
    originalConsumer: asking.face === 'fhir' ? asking.caller.hsaId : parts.config.bridge.hsaId,
    face: asking.face,
  });
  asking.answered(answer);
  const context = contextFor(parts, mapping, patient, answer.records, asking.caller);
  const records = answer.records.map((record) => gatheredRecord(record, mapping, context));
  return { records, coverage: answer.coverage, notes: answer.notes, access: answer.access, person: answer.person };
}

function gatheredRecord(record: BridgeRecord, mapping: RecordMapping, context: MappingContext): GatheredRecord {
  const { contract, becomes } = mapping;
  let known: MappedRecord | undefined;
  const mapped = (): MappedRecord => {
    known ??= markedAsLike(mapping.map(record, context), record);
    return known;
  };
  return { header: record.header, contract, becomes, context, mapped };
}

function contextFor(
  { config, identities }: RecordsParts,
  { contract }: RecordMapping,
  patient: PatientId,
  records: readonly BridgeRecord[],
  caller: Caller,
): MappingContext {
  const twins = twinMarks(records);
  const gate = config.callers.find(({ hsaId }) => hsaId.toUpperCase() === caller.hsaId.toUpperCase())?.gate;
  const generation = generationOf(config.fhir.generation);
  const identifier = { system: uriOf(patient.type), value: patient.id };
  return {
    generation,
    patient: generation.literalPatient
      ? { reference: `Patient/${identities.patientId(patient)}`, identifier }
      : { identifier },
    idOf: (resourceType, header, part) =>
      identities.resourceId(patient, contract, [
        resourceType,
        header.sourceSystem.toUpperCase(),
        header.documentId,
        part ?? '',
        ...(twins.get(header) ?? []),
      ]),
    bridgeHsaId: config.bridge.hsaId,
    now: new Date(),
    forPatient: gate === 'patient',
  };
}

/**
 * A source may hold different content under one document id, and all of it is shown. The newest keeps the id that the
 * document always has; the others are told apart by their content.
 */
function twinMarks(records: readonly BridgeRecord[]): ReadonlyMap<RecordHeader, readonly [string]> {
  const seen = new Set<string>();
  const marks = new Map<RecordHeader, readonly [string]>();
  for (const { header, data } of records) {
    const document = JSON.stringify([header.sourceSystem.toUpperCase(), header.documentId]);
    if (seen.has(document)) marks.set(header, [createHash('sha256').update(JSON.stringify(data)).digest('hex')]);
    seen.add(document);
  }
  return marks;
}

/** The overview sorts each contract's records; this puts those of several together. */
function newestFirst({ header: a }: GatheredRecord, { header: b }: GatheredRecord): number {
  return a.time === b.time ? 0 : a.time < b.time ? 1 : -1;
}

/** Refusals that say nothing of other contracts: no permission for this one, or no right to its kind of information. */
const ofOneContract: readonly ErrorCode[] = ['CALLER_NOT_PERMITTED', 'RIGHT_MISSING'];

function isNotPermitted(thrown: unknown): boolean {
  return thrown instanceof BridgeError && ofOneContract.includes(thrown.code);
}

function requireSomeAnswer(coverage: Coverage): void {
  const reasons = coverage.flatMap((source) => (source.outcome === 'failed' ? [source.reason] : []));
  const answered = coverage.some((source) => source.outcome === 'answered');
  if (answered || reasons.length === 0) return;
  // A bad answer says more than no answer, and so decides the status.
  if (reasons.includes('refused')) throw new SourcesFailed('SOURCE_REFUSED', coverage);
  if (reasons.includes('bad-data')) throw new SourcesFailed('SOURCE_BAD_DATA', coverage);
  if (reasons.every((reason) => reason === 'busy')) throw new SourcesFailed('SOURCE_BUSY', coverage);
  throw new SourcesFailed(reasons.includes('timed-out') ? 'SOURCE_TIMEOUT' : 'SOURCE_UNREACHABLE', coverage);
}
