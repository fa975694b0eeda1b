import { randomUUID } from 'node:crypto';
import type { RecordGate } from '../access/index.ts';
import type { PatientId, RecordFilter } from '../contracts/index.ts';
import { isReserveNumber, sameHsaId } from '../identities/index.ts';
import type { SourceQuery } from '../sources/query.ts';
import { type Collected, collect, joinBeside } from './collection.ts';
import { continued } from './continued.ts';
import type { Answered } from './coverage-lines.ts';
import { inEmergency } from './emergency.ts';
import type { AskedUnder } from './identities.ts';
import type { OverviewParts, OverviewRequest } from './overview.ts';
import { withCareProviders } from './owners.ts';
import type { Prepared } from './prepare.ts';
import { sharingQueries } from './sharing.ts';
import { sum } from './sum.ts';
import { filterInOwnVersion } from './versions.ts';

/** `whole`: also where the source would give its answer in parts. Never throws for what the source does. */
export type AskSource = (planned: AskedUnder, prepared: Prepared, whole?: boolean) => Promise<Answered>;

/** One query for each identity under which the source is asked; when one fails, the source has failed. */
export function createAskSource({ config, sources, directory }: OverviewParts): AskSource {
  const upstream = sharingQueries(sources);

  return async (planned, prepared, whole = false) => {
    const { request, contract, admission, deadline } = prepared;
    const startedAt = Date.now();
    const source = planned.ask;
    const priority = inEmergency(admission) ? 'emergency' : 'interactive';
    const queries = planned.patients.map((patient) => ({
      ...queryFor(planned, patient, request, Math.min(deadline, startedAt + source.timeoutMs)),
      ...wording(planned, patient, request, whole),
    }));
    const askSource = (query: SourceQuery) =>
      upstream.ask(query, { priority, behalf: request, ...(request.gone && { signal: request.gone }) });
    const takesParts = request.face === 'soap' && !planned.translation && !whole;
    const inParts = (query: SourceQuery) => (takesParts ? askSource(query) : continued(askSource, query));
    const wholeAnswer = (query: SourceQuery) => withCareProviders(inParts(query), directory);
    const gate = gateOf(prepared, planned);
    // Where readers are judged here, the answer's head tells them what there is in all of it; and that a source has more
    // than it gave must not be told before it is known whether all of it is withheld.
    const tellsOfAll = admission.circumstances.reader.gate === 'bridge' || contract.besideRecords.includes('hasMore');
    const cutsLarge = request.face === 'soap' && !tellsOfAll;
    const answers = await Promise.all(queries.map((query) => collect(wholeAnswer(query), gate, cutsLarge)));
    return { ...together(answers), planned, milliseconds: Date.now() - startedAt };
  };

  /** In which words the answer is wanted, and what is asked in the caller's own. */
  function wording(planned: AskedUnder, patient: PatientId, request: OverviewRequest, whole: boolean) {
    const own = whole ? {} : ownMessage(planned, patient, request);
    // Records that leave as they came need not be taken apart here.
    const asWritten = request.face === 'soap' && !planned.translation && !own.ownWords;
    return { ...own, ...(asWritten && { asWritten }) };
  }

  /** The caller's message names one identity; where others are asked as well, no answer to it alone is the whole one. */
  function ownMessage(
    { patients, translation }: AskedUnder,
    patient: PatientId,
    request: OverviewRequest,
  ): Pick<SourceQuery, 'message' | 'ownWords'> {
    const { message, filter, logicalAddress } = request;
    if (!message || patient !== filter.patient || translation) return {};
    const isAggregate = sameHsaId(logicalAddress, config.bridge.hsaId);
    // With a reserve number each source wants to be named, and a message to all of them names none.
    if (isAggregate && isReserveNumber(patient)) return {};
    return { message, ownWords: patients.length === 1 && !isAggregate };
  }
}

function gateOf({ request, contract, identities, admission }: Prepared, { ask: source }: AskedUnder): RecordGate {
  return {
    patients: identities,
    source: source.aggregates ? undefined : source.hsaId,
    gate: admission.circumstances.reader.gate,
    // In FHIR a withdrawn record is shown as entered in error, so that readers can delete their copy.
    forbidsNullified: request.face !== 'fhir' && contract.forbidsNullified,
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
    originals: new Map(answers.flatMap((answer) => [...(answer.originals ?? [])])),
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
    ...(request.original !== undefined && { original: request.original }),
    // Of the platform itself all that it gives is wanted.
    ...(planned.ask.aggregates && { sourceSystem: isItself(planned, filter) ? undefined : filter.sourceSystem }),
    originalConsumer: request.originalConsumer,
    ...(request.trail && { trail: request.trail }),
    deadline,
  };
}

function isItself({ ask }: AskedUnder, { sourceSystem }: RecordFilter): boolean {
  return sourceSystem !== undefined && sameHsaId(sourceSystem, ask.hsaId);
}
