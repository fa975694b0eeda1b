import { randomUUID } from 'node:crypto';
import type { RecordGate } from '../access/index.ts';
import { type Contract, contractById, type PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { isReserveNumber, isTestIdentity, parsePatientId, sameHsaId } from '../identities/index.ts';
import type { SourceQuery } from '../sources/query.ts';
import { createAliases } from './aliases.ts';
import { type Collected, collect, joinBeside } from './collection.ts';
import { continued } from './continued.ts';
import type { Coverage, Lost, SourceCoverage } from './coverage.ts';
import { type Answered, askedCoverage, ourWordsFor, skippedCoverage, type Telling } from './coverage-lines.ts';
import { type AskedUnder, underIdentities } from './identities.ts';
import { type Merged, mergeRecords } from './merge.ts';
import type { Overview, OverviewAnswer, OverviewParts, OverviewRequest } from './overview.ts';
import { withCareProviders } from './owners.ts';
import { type AnswerNote, identitiesFrom, type PatientIdentities } from './patient.ts';
import { isAsked, isSkipped, planSources } from './plan.ts';
import { platformCoverage, platformFailures, withoutOurs } from './platform.ts';
import { filterInOwnVersion, inAskedVersion } from './versions.ts';
import { withheldCounts } from './withheld.ts';

/** The broker: gate → sources → bus → collect → filter → merge → log. */
export function createOverview(parts: OverviewParts): Overview {
  const { config, routing, permissions } = parts;
  const mergeRules = { aliases: createAliases(config.aliases), rankOf };

  async function ask(given: OverviewRequest): Promise<OverviewAnswer> {
    const startedAt = Date.now();
    const contract = contractById(given.contract);
    if (!contract) throw new BridgeError('ADDRESS_UNKNOWN');
    const gate = gateOf(given);
    const sources = await planSources(given, contract, { config, routing, permissions });
    const patient = parsePatientId(given.filter.patient);
    const { identities, person, notes } = await patientBehind(patient, given.correlationId);
    const request = { ...given, filter: { ...given.filter, patient } };
    const isAggregate = sameHsaId(request.logicalAddress, config.bridge.hsaId);
    const planned = underIdentities(sources, patient, identities, isAggregate);
    const deadline = startedAt + config.overview.deadlineMs;
    // In FHIR a withdrawn record is shown as entered in error, so that readers can delete their copy.
    const forbidsNullified = request.face !== 'fhir' && contract.forbidsNullified;
    const recordGate = { patients: identities, gate, forbidsNullified };
    const answers = await Promise.all(
      planned.filter(isAsked).map((source) => askOne(source, request, contract, recordGate, deadline)),
    );
    const collected = withoutOurs(answers, isOurs);
    tellWithheld(collected, contract, given.correlationId);
    const merged = mergeRecords(
      collected.flatMap((source) => source.shown),
      mergeRules,
    );
    const coverage = [
      ...collected.flatMap((source) => coverageOf(source, { contract, merged, slowMs: config.overview.slowMs })),
      ...planned.filter(isSkipped).map((source) => skippedCoverage(source, contract)),
    ];
    const answered = await answer(request, merged, coverage, collected, notes, Date.now() - startedAt);
    return { ...answered, person, notes };
  }

  /** Of two systems that hold one record, the one that lives on goes first; one that we do not know goes last. */
  function rankOf(hsaId: string): number {
    const source = config.sources.find((each) => sameHsaId(each.hsaId, hsaId));
    return source ? ['active', 'read-only', 'archive'].indexOf(source.lifecycle) : 3;
  }

  /** The systems behind this bridge, and the bridge itself. */
  function isOurs(hsaId: string): boolean {
    const ours = [config.bridge, ...config.sources.filter((source) => !source.aggregates)];
    return ours.some((each) => sameHsaId(each.hsaId, hsaId));
  }

  function coverageOf(answered: Answered, telling: Telling): SourceCoverage[] {
    const isPlatform = answered.planned.ask.aggregates;
    return isPlatform ? platformCoverage(answered, telling, isOurs) : [askedCoverage(answered, telling)];
  }

  function tellWithheld(collected: readonly Answered[], contract: Contract, correlationId: string): void {
    const counts = collected.flatMap((answered) => withheldCounts(answered, contract));
    if (counts.length > 0) parts.events.emit('records:withheld:counted', { counts, correlationId });
  }

  /** Who answers for relation and consent. Without an actor, a caller for whom this bridge decides cannot be let in. */
  function gateOf(request: OverviewRequest): 'consumer' | 'patient' {
    const gate = permissions.callerOf(request.caller.hsaId)?.gate;
    if (gate === undefined) throw new BridgeError('CALLER_NOT_PERMITTED');
    // Relation, consent and blocks have no judge here yet: even with an actor such a caller cannot be let in.
    if (gate === 'bridge') throw new BridgeError(request.actor ? 'GATE_UNAVAILABLE' : 'ACTOR_REQUIRED');
    return gate;
  }

  async function patientBehind(given: PatientId, correlationId: string): Promise<PatientIdentities> {
    const refusesTests = config.bridge.kind === 'production';
    if (refusesTests && isTestIdentity(given)) throw new BridgeError('PATIENT_NOT_ALLOWED');
    const patient = identitiesFrom(given, await parts.persons.person(given, { correlationId }));
    if (refusesTests && patient.person?.test) throw new BridgeError('PATIENT_NOT_ALLOWED');
    return patient;
  }

  /** One query for each identity under which the source is asked; when one fails, the source has failed. */
  async function askOne(
    planned: AskedUnder,
    request: OverviewRequest,
    contract: Contract,
    gate: Omit<RecordGate, 'source'>,
    deadline: number,
  ): Promise<Answered> {
    const startedAt = Date.now();
    const source = planned.ask;
    const queries = planned.patients.map((patient) => ({
      ...queryFor(planned, patient, request, Math.min(deadline, startedAt + source.timeoutMs)),
      ...ownMessage(planned, patient, request),
    }));
    const priority = request.emergency ? 'emergency' : 'interactive';
    const askSource = (query: SourceQuery) => parts.sources.ask(query, { priority });
    const takesParts = request.face === 'soap' && !planned.translation;
    const inParts = (query: SourceQuery) => (takesParts ? askSource(query) : continued(askSource, query));
    const wholeAnswer = (query: SourceQuery) =>
      contractById(query.contract)?.namesNoCareProvider
        ? withCareProviders(inParts(query), parts.directory)
        : inParts(query);
    const answers = await Promise.all(
      queries.map((query) =>
        collect(wholeAnswer(query), { ...gate, source: source.aggregates ? undefined : source.hsaId }),
      ),
    );
    const milliseconds = Date.now() - startedAt;
    const told = { source: source.hsaId, contract: contract.id, milliseconds, correlationId: request.correlationId };
    const collected = inAskedContract(together(answers), planned, contract, request);
    if (collected.failure) {
      const { reason, status } = collected.failure;
      parts.events.emit('source:query:failed', { ...told, reason, status, text: ourWordsFor(collected.failure) });
    } else parts.events.emit('source:query:answered', { ...told, records: collected.shown.length });
    return { ...collected, planned, milliseconds };
  }

  /** The caller's message names one identity; where others are asked as well, no answer to it alone is the whole one. */
  function ownMessage({ patients, translation }: AskedUnder, patient: PatientId, request: OverviewRequest) {
    const { message, filter, logicalAddress } = request;
    if (!message || patient !== filter.patient || translation) return {};
    const isAggregate = sameHsaId(logicalAddress, config.bridge.hsaId);
    // With a reserve number each source wants to be named, and a message to all of them names none.
    if (isAggregate && isReserveNumber(patient)) return {};
    return { message, ownWords: patients.length === 1 && !isAggregate };
  }

  async function answer(
    request: OverviewRequest,
    merged: Merged,
    coverage: Coverage,
    collected: readonly Answered[],
    notes: readonly AnswerNote[],
    milliseconds: number,
  ): Promise<Omit<OverviewAnswer, 'person' | 'notes'>> {
    const delivered = await parts.log({
      request,
      records: merged.records,
      coverage,
      notes,
      sourcesAsked: collected.map((source) => source.planned.ask.hsaId),
      withheld: sum(collected.map((source) => source.withheld)),
      failures: collected.flatMap((source) => [
        ...(source.failure ? [{ source: source.planned.ask.hsaId, failure: source.failure }] : []),
        ...platformFailures(source, isOurs),
      ]),
      milliseconds,
    });
    const beside = joinBeside(collected.map((source) => source.beside));
    return { records: merged.records, beside, own: collected[0]?.own, coverage, delivered };
  }

  return { ask };
}

/** What was collected as records of the contract that was asked for. */
function inAskedContract(
  collected: Collected,
  { translation }: AskedUnder,
  contract: Contract,
  { filter }: OverviewRequest,
): Collected & { readonly lost?: Lost } {
  return translation ? inAskedVersion(collected, translation, contract, filter) : collected;
}

/** The answers of one source under several identities. */
function together(answers: readonly Collected[]): Collected {
  const [first] = answers;
  if (first && answers.length === 1) return first;
  const failure = answers.find((answer) => answer.failure)?.failure;
  if (failure) return { shown: [], withheld: new Map(), beside: {}, own: undefined, failure };
  return {
    shown: answers.flatMap((answer) => answer.shown),
    withheld: sum(answers.map((answer) => answer.withheld)),
    brokenRules: sum(answers.map((answer) => answer.brokenRules ?? new Map<string, number>())),
    beside: joinBeside(answers.map((answer) => answer.beside)),
    own: undefined,
    failure: undefined,
    statuses: answers.some(({ statuses }) => statuses) ? answers.flatMap(({ statuses = [] }) => statuses) : undefined,
    notes: [...new Set(answers.flatMap((answer) => answer.notes ?? []))],
  };
}

function queryFor(planned: AskedUnder, patient: PatientId, request: OverviewRequest, deadline: number): SourceQuery {
  const { translation } = planned;
  const filter = translation ? filterInOwnVersion(request.filter, translation) : request.filter;
  return {
    id: randomUUID(),
    correlationId: request.correlationId,
    contract: translation?.from ?? request.contract,
    source: planned.ask.hsaId,
    logicalAddress: planned.address,
    service: planned.service,
    patient,
    period: filter.period,
    careUnits: filter.careUnits,
    careContacts: filter.careContacts,
    ...(filter.specific && { specific: filter.specific }),
    ...(planned.ask.aggregates && { sourceSystem: filter.sourceSystem }),
    originalConsumer: request.originalConsumer,
    ...(request.trail && { trail: request.trail }),
    deadline,
  };
}

function sum<Key>(maps: readonly ReadonlyMap<Key, number>[]): Map<Key, number> {
  const total = new Map<Key, number>();
  for (const map of maps) for (const [reason, count] of map) total.set(reason, (total.get(reason) ?? 0) + count);
  return total;
}
