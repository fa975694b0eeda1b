import { randomUUID } from 'node:crypto';
import { type Admission, lackingIn, type RecordGate } from '../access/index.ts';
import { type Contract, contractById, type PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { isReserveNumber, isTestIdentity, parsePatientId, sameHsaId } from '../identities/index.ts';
import type { SourceQuery } from '../sources/query.ts';
import { span } from '../tracing/index.ts';
import { createAdmit } from './admit.ts';
import { createAliases } from './aliases.ts';
import { type Collected, collect, joinBeside } from './collection.ts';
import { continued } from './continued.ts';
import type { SourceCoverage } from './coverage.ts';
import { type Answered, askedCoverage, ourWordsFor, skippedCoverage, type Telling } from './coverage-lines.ts';
import { inEmergency } from './emergency.ts';
import { withEngagements } from './engagements.ts';
import { judgeWhole } from './hidden-parts.ts';
import { type AskedUnder, underIdentities } from './identities.ts';
import type { Judged } from './judged.ts';
import { judgeAnswers } from './judging.ts';
import { mergeRecords } from './merge.ts';
import type { AccessTold, Overview, OverviewAnswer, OverviewParts, OverviewRequest, SourceAsker } from './overview.ts';
import { withCareProviders } from './owners.ts';
import { identitiesFrom, type PatientIdentities } from './patient.ts';
import { isAsked, isSkipped, type Planned, planSources } from './plan.ts';
import { platformCoverage, platformFailures, withoutOurs } from './platform.ts';
import { sharingQueries } from './sharing.ts';
import { tracedParts } from './traced.ts';
import { filterInOwnVersion, inAskedVersion } from './versions.ts';
import { withheldCounts } from './withheld.ts';

/** How the sources are asked, the same for all of them. */
interface Asking {
  readonly gate: Omit<RecordGate, 'source'>;
  readonly priority: Parameters<SourceAsker['ask']>[1]['priority'];
  /** Epoch milliseconds. */
  readonly deadline: number;
}

/** The broker: permission → gate → sources → bus → collect → judge → merge → log. */
export function createOverview(given: OverviewParts): Overview {
  const parts = tracedParts(given);
  const { config, routing, permissions } = parts;
  const admit = createAdmit(parts);
  const upstream = sharingQueries(parts.sources);
  const mergeRules = { aliases: createAliases(config.aliases), rankOf };

  async function ask(given: OverviewRequest): Promise<OverviewAnswer> {
    const startedAt = Date.now();
    const contract = contractById(given.contract);
    if (!contract) throw new BridgeError('ADDRESS_UNKNOWN');
    const sources = await span('plan', {}, () => planSources(given, contract, { config, routing, permissions }));
    const patient = parsePatientId(given.filter.patient);
    const { identities, person, notes } = await patientBehind(patient, given.correlationId);
    const request = { ...given, filter: { ...given.filter, patient } };
    const admission = await admit(request, { identities, person }, startedAt);
    const isAggregate = sameHsaId(request.logicalAddress, config.bridge.hsaId);
    const concerned = underIdentities(sources, patient, identities, isAggregate);
    const { correlationId } = request;
    const asksIndex = isAggregate && !inEmergency(admission);
    const planned = asksIndex
      ? await withEngagements(concerned, {
          lookup: parts.engagements,
          routing,
          contract,
          patients: identities,
          correlationId,
        })
      : concerned;
    const deadline = startedAt + config.overview.deadlineMs;
    // In FHIR a withdrawn record is shown as entered in error, so that readers can delete their copy.
    const forbidsNullified = request.face !== 'fhir' && contract.forbidsNullified;
    const asking: Asking = {
      gate: { patients: identities, gate: admission.circumstances.reader.gate, forbidsNullified },
      priority: inEmergency(admission) ? 'emergency' : 'interactive',
      deadline,
    };
    const asked = await Promise.all(planned.filter(isAsked).map((source) => askOne(source, request, asking)));
    const tells = tellsOfMore(request, planned, admission);
    const { answers, judged } = await judgeWhole(
      asked,
      (some) => judgeAnswers(some, admission, tells),
      (answer) => askOne(answer.planned, request, asking, true),
    );
    const told = answers.map((answer) => inAskedContract(answer, contract, request));
    for (const answer of told) tellOfSource(answer, contract, request.correlationId);
    const collected = withoutOurs(told, isOurs);
    tellWithheld(collected, contract, given.correlationId);
    const shown = collected.flatMap((source) => source.shown);
    const merged = span('merge', { records: shown.length }, () => mergeRecords(shown, mergeRules));
    const coverage = [
      ...collected.flatMap((source) => coverageOf(source, { contract, merged, slowMs: config.overview.slowMs })),
      ...planned.filter(isSkipped).map((source) => skippedCoverage(source, contract)),
    ];
    const allNotes = [...notes, ...judged.told.indicators];
    const { delivered, entry } = await parts.log({
      request,
      records: merged.records,
      coverage,
      notes: allNotes,
      sourcesAsked: collected.map((source) => source.planned.ask.hsaId),
      withheld: sum(collected.map((source) => source.withheld)),
      failures: collected.flatMap((source) => [
        ...(source.failure ? [{ source: source.planned.ask.hsaId, failure: source.failure }] : []),
        ...platformFailures(source, isOurs),
      ]),
      milliseconds: Date.now() - startedAt,
      patients: identities,
      admission,
      judged,
    });
    return {
      records: merged.records,
      beside: joinBeside(collected.map((source) => source.beside)),
      own: collected[0]?.own,
      coverage,
      notes: allNotes,
      access: accessTold(entry, admission, judged),
      person,
      delivered,
    };
  }

  /**
   * Whether the reader may be told that there is more than is shown. That says neither whose it is nor from when: so not
   * where the question itself is about one other care provider, one unit, contact or time.
   */
  function tellsOfMore({ filter }: OverviewRequest, planned: readonly Planned[], admission: Admission): boolean {
    const { period, careUnits, careContacts, sourceSystem, specific } = filter;
    const narrows = period ?? sourceSystem ?? specific ?? careUnits[0] ?? careContacts[0];
    if (narrows !== undefined) return false;
    const [only, ...others] = planned.filter(isAsked);
    const { careProvider } = admission.circumstances.reader;
    return only === undefined || others.length > 0 || sameHsaId(only.ask.careProvider, careProvider);
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

  /** Of what was shown: how much a source holds that is blocked is for no operational log. */
  function tellOfSource(
    { planned, failure, shown, milliseconds }: Answered,
    { id: contract }: Contract,
    correlationId: string,
  ): void {
    const told = { source: planned.ask.hsaId, contract, milliseconds, correlationId };
    if (failure) {
      const { reason, status } = failure;
      parts.events.emit('source:query:failed', { ...told, reason, status, text: ourWordsFor(failure) });
    } else parts.events.emit('source:query:answered', { ...told, records: shown.length });
  }

  function tellWithheld(collected: readonly Answered[], contract: Contract, correlationId: string): void {
    const counts = collected.flatMap((answered) => withheldCounts(answered, contract));
    if (counts.length > 0) parts.events.emit('records:withheld:counted', { counts, correlationId });
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
    { gate, priority, deadline }: Asking,
    whole = false,
  ): Promise<Answered> {
    const startedAt = Date.now();
    const source = planned.ask;
    const queries = planned.patients.map((patient) => ({
      ...queryFor(planned, patient, request, Math.min(deadline, startedAt + source.timeoutMs)),
      ...(!whole && ownMessage(planned, patient, request)),
    }));
    const askSource = (query: SourceQuery) =>
      upstream.ask(query, { priority, behalf: request, ...(request.gone && { signal: request.gone }) });
    const takesParts = request.face === 'soap' && !planned.translation && !whole;
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
    return { ...together(answers), planned, milliseconds: Date.now() - startedAt };
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

  return { ask: (request) => span('overview', { contract: request.contract }, () => ask(request)) };
}

/** What a source gave as records of the contract that was asked for. */
function inAskedContract(answered: Answered, contract: Contract, { filter }: OverviewRequest): Answered {
  const { translation } = answered.planned;
  return translation ? { ...answered, ...inAskedVersion(answered, translation, contract, filter) } : answered;
}

function accessTold(entry: string, admission: Admission, { told }: Judged): AccessTold {
  const { holders, blockers } = told;
  const { circumstances } = admission;
  return {
    entry,
    emergency: inEmergency(admission),
    lacking: circumstances.reader.gate === 'bridge' ? lackingIn(circumstances) : [],
    holders,
    blockers,
  };
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
