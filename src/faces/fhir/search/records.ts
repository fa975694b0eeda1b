import { createHash } from 'node:crypto';
import { uriOf } from '../../../codes/index.ts';
import type { Config } from '../../../config.ts';
import type { BridgeRecord, Days, PatientId, RecordHeader } from '../../../contracts/index.ts';
import type { Coverage, Overview, OverviewAnswer } from '../../../overview/index.ts';
import type { Caller } from '../../../siths/index.ts';
import type { Identities } from '../identities.ts';
import type { MappingContext } from '../mapping/context.ts';
import { october2026 } from '../mapping/profiles.ts';
import { SourcesFailed } from '../problems.ts';
import type { Mapped, ServedType } from '../served-types.ts';

/** Who asks, and what the face wants to be told on the way. */
export interface Asking {
  readonly caller: Caller;
  readonly correlationId: string;
  /** The FHIR base without a slash at its end. */
  readonly baseUrl: string;
  /** The patient is known, whatever becomes of the request. */
  patientKnown(patient: PatientId): void;
  /** There is an answer and an access-log entry, which the face must close. */
  answered(answer: OverviewAnswer): void;
}

export interface RecordsParts {
  readonly config: Config;
  readonly overview: Overview;
  readonly identities: Identities;
}

/** A record with what it became. */
export interface MappedRecord extends Mapped {
  readonly header: RecordHeader;
}

export interface Gathered {
  /** Newest first. */
  readonly records: readonly MappedRecord[];
  /** Elements with codes that could not be translated. */
  readonly doubts: ReadonlySet<string>;
  readonly coverage: Coverage;
  readonly context: MappingContext;
}

/** Asks all councils for one patient and maps what comes. Throws SOURCE_* when every source that was asked failed. */
export async function gather(
  parts: RecordsParts,
  served: ServedType,
  patient: PatientId,
  period: Days | undefined,
  asking: Asking,
): Promise<Gathered> {
  const { bridge } = parts.config;
  const answer = await parts.overview.ask({
    correlationId: asking.correlationId,
    contract: served.contract,
    filter: { patient, period, careUnits: [], sourceSystem: undefined, careContacts: [] },
    logicalAddress: bridge.hsaId,
    caller: asking.caller,
    originalConsumer: asking.caller.hsaId,
    face: 'fhir',
    emergency: false,
  });
  asking.answered(answer);
  requireSomeAnswer(answer.coverage);
  const context = contextFor(parts, served, patient, answer.records, asking.caller);
  return {
    records: answer.records.map((record) => ({ header: record.header, ...served.map(record, context) })),
    doubts: new Set(answer.records.flatMap((record) => served.doubts(record))),
    coverage: answer.coverage,
    context,
  };
}

function contextFor(
  { config, identities }: RecordsParts,
  served: ServedType,
  patient: PatientId,
  records: readonly BridgeRecord[],
  caller: Caller,
): MappingContext {
  const twins = twinMarks(records);
  const gate = config.callers.find(({ hsaId }) => hsaId.toUpperCase() === caller.hsaId.toUpperCase())?.gate;
  return {
    generation: october2026,
    patient: {
      reference: `Patient/${identities.patientId(patient)}`,
      identifier: { system: uriOf(patient.type), value: patient.id },
    },
    idOf: (resourceType, header) =>
      identities.resourceId(patient, [
        resourceType,
        served.contract,
        header.sourceSystem.toUpperCase(),
        header.documentId,
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

function requireSomeAnswer(coverage: Coverage): void {
  const reasons = coverage.flatMap((source) => (source.outcome === 'failed' ? [source.reason] : []));
  const answered = coverage.some((source) => source.outcome === 'answered');
  if (answered || reasons.length === 0) return;
  // A bad answer says more than no answer, and so decides the status.
  if (reasons.includes('refused')) throw new SourcesFailed('SOURCE_REFUSED', coverage);
  if (reasons.includes('bad-data')) throw new SourcesFailed('SOURCE_BAD_DATA', coverage);
  throw new SourcesFailed(reasons.includes('timed-out') ? 'SOURCE_TIMEOUT' : 'SOURCE_UNREACHABLE', coverage);
}
