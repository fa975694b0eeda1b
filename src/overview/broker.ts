import { randomUUID } from 'node:crypto';
import { judgeRecord, type RecordGate, type WithholdingReason } from '../access/index.ts';
import { type BridgeRecord, type Contract, contractById } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { isTestIdentity, parsePatientId } from '../identities/index.ts';
import { SourceFailure, type SourceQuery } from '../sources/query.ts';
import type { Coverage, CoverageNote, SourceCoverage } from './coverage.ts';
import { type Merged, mergeRecords } from './merge.ts';
import type { Overview, OverviewAnswer, OverviewParts, OverviewRequest } from './overview.ts';
import { type Planned, planSources } from './plan.ts';

type Asked = Extract<Planned, { ask: unknown }>;
type Skipped = Extract<Planned, { skip: unknown }>;

interface Collected {
  readonly planned: Asked;
  readonly shown: readonly BridgeRecord[];
  readonly withheld: ReadonlyMap<WithholdingReason, number>;
  readonly failure: SourceFailure | undefined;
  readonly milliseconds: number;
}

/** The broker: gate → sources → bus → collect → filter → merge → log. */
export function createOverview(parts: OverviewParts): Overview {
  const { config, routing, permissions } = parts;

  async function ask(given: OverviewRequest): Promise<OverviewAnswer> {
    const startedAt = Date.now();
    const contract = contractById(given.contract);
    if (!contract) throw new BridgeError('ADDRESS_UNKNOWN');
    const gate = gateOf(given);
    const planned = await planSources(given, contract, { config, routing, permissions });
    const request = { ...given, filter: { ...given.filter, patient: patientOf(given) } };
    const deadline = startedAt + config.overview.deadlineMs;
    const collected = await Promise.all(
      planned.filter(isAsked).map((source) => collect(source, request, contract, gate, deadline)),
    );
    const merged = mergeRecords(collected.flatMap((source) => source.shown));
    const coverage = [
      ...collected.map((source) => coverageOf(source, contract, merged, config.overview.slowMs)),
      ...planned.filter(isSkipped).map((source) => skippedCoverage(source, contract)),
    ];
    return answer(request, merged, coverage, collected, Date.now() - startedAt);
  }

  /** Who answers for relation and consent. Without an actor, a caller for whom this bridge decides cannot be let in. */
  function gateOf(request: OverviewRequest): 'consumer' | 'patient' {
    const gate = permissions.callerOf(request.caller.hsaId)?.gate;
    if (gate === undefined) throw new BridgeError('CALLER_NOT_PERMITTED');
    if (gate === 'bridge') throw new BridgeError('ACTOR_REQUIRED');
    return gate;
  }

  function patientOf(request: OverviewRequest): RecordGate['patient'] {
    const patient = parsePatientId(request.filter.patient);
    if (config.bridge.kind === 'production' && isTestIdentity(patient)) throw new BridgeError('PATIENT_NOT_ALLOWED');
    return patient;
  }

  async function collect(
    planned: Asked,
    request: OverviewRequest,
    contract: Contract,
    gate: 'consumer' | 'patient',
    deadline: number,
  ): Promise<Collected> {
    const startedAt = Date.now();
    const source = planned.ask;
    const query = queryFor(planned, request, Math.min(deadline, startedAt + source.timeoutMs));
    const recordGate: RecordGate = {
      patient: request.filter.patient,
      source: source.hsaId,
      gate,
      // In FHIR a withdrawn record is shown as entered in error, so that readers can delete their copy.
      forbidsNullified: request.face === 'soap' && contract.forbidsNullified,
    };
    const shown: BridgeRecord[] = [];
    const withheld = new Map<WithholdingReason, number>();
    try {
      for await (const record of parts.sources.ask(query, {
        priority: request.emergency ? 'emergency' : 'interactive',
      })) {
        const verdict = judgeRecord(record, recordGate);
        if (verdict === 'show') shown.push(record);
        else withheld.set(verdict, (withheld.get(verdict) ?? 0) + 1);
      }
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown;
      const milliseconds = Date.now() - startedAt;
      parts.events.emit('source:query:failed', {
        source: source.hsaId,
        contract: contract.id,
        reason: thrown.reason,
        status: thrown.status,
        text: ourWordsFor(thrown),
        milliseconds,
        correlationId: request.correlationId,
      });
      // What came before the failure is not shown: half a source would look like the whole of it.
      return { planned, shown: [], withheld: new Map(), failure: thrown, milliseconds };
    }
    const milliseconds = Date.now() - startedAt;
    parts.events.emit('source:query:answered', {
      source: source.hsaId,
      contract: contract.id,
      records: shown.length,
      milliseconds,
      correlationId: request.correlationId,
    });
    return { planned, shown, withheld, failure: undefined, milliseconds };
  }

  async function answer(
    request: OverviewRequest,
    merged: Merged,
    coverage: Coverage,
    collected: readonly Collected[],
    milliseconds: number,
  ): Promise<OverviewAnswer> {
    const delivered = await parts.log({
      request,
      records: merged.records,
      coverage,
      sourcesAsked: collected.map((source) => source.planned.ask.hsaId),
      withheld: sum(collected.map((source) => source.withheld)),
      failures: collected.flatMap(({ planned, failure }) => (failure ? { source: planned.ask.hsaId, failure } : [])),
      milliseconds,
    });
    return { records: merged.records, coverage, delivered };
  }

  return { ask };
}

function queryFor(planned: Asked, request: OverviewRequest, deadline: number): SourceQuery {
  const { filter } = request;
  return {
    id: randomUUID(),
    correlationId: request.correlationId,
    contract: request.contract,
    source: planned.ask.hsaId,
    logicalAddress: planned.address,
    patient: filter.patient,
    period: filter.period,
    careUnits: filter.careUnits,
    careContacts: filter.careContacts,
    ...(filter.specific && { specific: filter.specific }),
    originalConsumer: request.originalConsumer,
    deadline,
  };
}

function coverageOf(collected: Collected, contract: Contract, merged: Merged, slowMs: number): SourceCoverage {
  const { planned, failure, milliseconds, shown } = collected;
  const { hsaId: source, name, deliversFrom } = planned.ask;
  const base = { source, name, contract: contract.id, deliversFrom };
  if (failure) {
    return {
      ...base,
      notes: planned.notes,
      outcome: 'failed',
      reason: failure.reason,
      status: failure.status,
      text: ourWordsFor(failure),
      milliseconds,
    };
  }
  const withheld = [...collected.withheld.values()].reduce((total, count) => total + count, 0);
  const duplicateIds = merged.duplicateIds.get(source.toUpperCase()) ?? 0;
  const notes: CoverageNote[] = [
    ...planned.notes,
    ...(milliseconds > slowMs ? (['slow'] as const) : []),
    ...(withheld > 0 ? (['records-withheld'] as const) : []),
    ...(duplicateIds > 0 ? (['duplicate-id'] as const) : []),
  ];
  return { ...base, notes, outcome: 'answered', records: shown.length, milliseconds, withheld, duplicateIds };
}

/** What a record system says itself may name the patient, or its own insides: it stands on the access log alone. */
function ourWordsFor({ reason, status, message }: SourceFailure): string {
  return reason === 'refused' ? `The record system refused or failed the query, with status ${status}.` : message;
}

function skippedCoverage({ skip, reason }: Skipped, contract: Contract): SourceCoverage {
  return {
    source: skip.hsaId,
    name: skip.name,
    contract: contract.id,
    notes: [],
    deliversFrom: skip.deliversFrom,
    outcome: 'not-asked',
    reason,
  };
}

function isAsked(planned: Planned): planned is Asked {
  return 'ask' in planned;
}

function isSkipped(planned: Planned): planned is Skipped {
  return 'skip' in planned;
}

function sum(maps: readonly ReadonlyMap<WithholdingReason, number>[]): Map<WithholdingReason, number> {
  const total = new Map<WithholdingReason, number>();
  for (const map of maps) for (const [reason, count] of map) total.set(reason, (total.get(reason) ?? 0) + count);
  return total;
}
