import { lackingIn } from '../access/index.ts';
import type { BridgeRecord, Contract } from '../contracts/index.ts';
import { span } from '../tracing/index.ts';
import { inOrderOfArrival } from './arrival.ts';
import { createAskSource } from './ask-source.ts';
import { joinBeside, type More, type OwnPiece } from './collection.ts';
import { type Conclusion, createConcluding, reportOf } from './conclude.ts';
import { type Answered, askedCoverage, ourWordsFor, skippedCoverage } from './coverage-lines.ts';
import { inEmergency } from './emergency.ts';
import { judgeWhole } from './hidden-parts.ts';
import type { AskedUnder } from './identities.ts';
import { type JudgedAnswer, judgeAnswer, judgedTogether } from './judging.ts';
import { recordIdentity } from './merge.ts';
import { createOriginal } from './original.ts';
import type {
  AccessTold,
  OriginalOverview,
  Overview,
  OverviewAnswer,
  OverviewEnd,
  OverviewPart,
  OverviewParts,
  OverviewRequest,
  OverviewStream,
  StreamedOverview,
} from './overview.ts';
import { createPrepare, type Prepared } from './prepare.ts';
import { tracedParts } from './traced.ts';
import { inAskedVersion } from './versions.ts';
import { withheldCounts } from './withheld.ts';

/**
 * The broker: permission → gate → sources → bus → collect → judge → merge → log. All at once, or each source's answer as
 * it comes: what is asked, judged and told in the end is the same.
 */
export function createOverview(given: OverviewParts): Overview & StreamedOverview & OriginalOverview {
  const parts = tracedParts(given);
  const { shownAtMost, slowMs } = parts.config.overview;
  const prepare = createPrepare(parts);
  const askSource = createAskSource(parts);
  const concluding = createConcluding(parts.config);

  async function ask(given: OverviewRequest): Promise<OverviewAnswer> {
    const prepared = await prepare(given);
    const judged = await Promise.all(prepared.asked.map((source) => answerOf(source, prepared)));
    const conclusion = conclude(prepared, judged);
    const { answers, merged, coverage, notes } = conclusion;
    const report = reportOf(prepared, conclusion, concluding.isOurs);
    const more = answers[0]?.more;
    const logged = await parts
      .log({ ...report, records: merged.records, isPart: more !== undefined })
      .catch((thrown) => {
        more?.leave();
        throw thrown;
      });
    const { delivered, entry } = logged;
    return {
      records: merged.records,
      beside: joinBeside(answers.map((source) => source.beside)),
      own: answers[0]?.own,
      ...(answers[0] && more && { further: further(prepared, answers[0], more, logged) }),
      coverage,
      notes,
      access: accessTold(entry, prepared, conclusion),
      person: prepared.person,
      delivered,
    };
  }

  /** As parts of one reading: each is judged, and on the log, before it leaves. */
  async function* further(
    prepared: Prepared,
    beginning: Answered,
    more: More,
    { continued }: Awaited<ReturnType<OverviewParts['log']>>,
  ): AsyncGenerator<readonly OwnPiece[]> {
    const { request, contract, admission, startedAt } = prepared;
    let left: More | undefined = more;
    request.gone?.addEventListener('abort', () => left?.leave());
    while (left) {
      const { planned } = beginning;
      const part: Answered = { ...(await left.next()), planned, milliseconds: Date.now() - startedAt };
      left = part.more;
      if (part.failure) tellOfSource(part, contract, request.correlationId);
      if (part.failure && !part.own) throw part.failure;
      const judged = await judgeAnswer(part, admission);
      const { shown, withheld, own } = judged.answer;
      tellOfWithheld([judged.answer], prepared);
      await continued({ ...partReport(prepared, judged, shown), withheld });
      yield own?.pieces ?? [];
    }
  }

  async function stream(given: OverviewRequest): Promise<OverviewStream> {
    const prepared = await prepare(given);
    const { contract, asked, skipped, deadline } = prepared;
    const logged = await parts.log(beginningOf(prepared));
    return {
      asked: asked.map(({ ask: { hsaId, name } }) => ({ source: hsaId, name })),
      notAsked: skipped.map((source) => skippedCoverage(source, contract)),
      deadline,
      answers: arriving(prepared, logged),
      delivered: logged.delivered,
    };
  }

  async function* arriving(
    prepared: Prepared,
    { continued }: Awaited<ReturnType<OverviewParts['log']>>,
  ): AsyncGenerator<OverviewPart | OverviewEnd> {
    const { contract, asked } = prepared;
    const answers: JudgedAnswer[] = [];
    const released: BridgeRecord[] = [];
    const isNew = unseenOfPlatforms();
    for await (const { index, value } of inOrderOfArrival(asked.map((source) => answerOf(source, prepared)))) {
      const { answer } = value;
      const relayed = relayedIn(answer);
      const merged = concluding.merge(answer.shown.filter((record) => !relayed.has(record)));
      const records = merged.records.slice(0, shownAtMost).filter((record) => isNew(answer, record));
      const of = merged.records.length;
      const isCut = of > shownAtMost;
      const shown = isCut ? { ...answer, shown: [...merged.records.slice(0, shownAtMost), ...relayed] } : answer;
      answers[index] = { ...value, answer: shown };
      released.push(...records);
      if (records.length > 0) await continued(partReport(prepared, value, records));
      const told = { ...shown, shown: shown.shown.filter((record) => !relayed.has(record)) };
      yield {
        kind: 'part',
        source: answer.planned.ask.hsaId,
        records,
        coverage: askedCoverage(told, { contract, merged, slowMs }),
        ...(isCut && { cut: { shown: shownAtMost, of } }),
      };
    }
    const conclusion = conclude(prepared, answers);
    const report = reportOf(prepared, conclusion, concluding.isOurs);
    const entry = await continued({ ...report, records: [], released: released.length, isPart: true });
    yield endOf(conclusion, released, accessTold(entry, prepared, conclusion));
  }

  /** Of what a platform gives, systems that are asked here. */
  function relayedIn({ planned, shown }: Answered): ReadonlySet<BridgeRecord> {
    const isRelayed = ({ header }: BridgeRecord) => concluding.isOurs(header.sourceSystem);
    return new Set(planned.ask.aggregates ? shown.filter(isRelayed) : []);
  }

  /** What one source answered, judged, in the version that was asked for. */
  async function answerOf(source: AskedUnder, prepared: Prepared): Promise<JudgedAnswer> {
    const { request, contract, admission } = prepared;
    const judged = await judgeWhole(
      await askSource(source, prepared),
      (answer) => judgeAnswer(answer, admission),
      () => askSource(source, prepared, true),
    );
    const answer = inAskedContract(judged.answer, contract, request);
    tellOfSource(answer, contract, request.correlationId);
    return { ...judged, answer };
  }

  function conclude(prepared: Prepared, judged: readonly JudgedAnswer[]): Conclusion {
    const conclusion = concluding.conclude(prepared, judged);
    tellOfWithheld(conclusion.answers, prepared);
    return conclusion;
  }

  function tellOfWithheld(answers: readonly Answered[], { contract, request }: Prepared): void {
    const counts = answers.flatMap((answered) => withheldCounts(answered, contract));
    if (counts.length > 0)
      parts.events.emit('records:withheld:counted', { counts, correlationId: request.correlationId });
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

  return {
    ask: (request) => span('overview', { contract: request.contract }, () => ask(request)),
    stream: (request) => span('overview', { contract: request.contract }, () => stream(request)),
    original: createOriginal(parts, prepare, askSource),
  };
}

/** What a source gave as records of the contract that was asked for. */
function inAskedContract(answered: Answered, contract: Contract, { filter }: OverviewRequest): Answered {
  const { translation } = answered.planned;
  return translation ? { ...answered, ...inAskedVersion(answered, translation, contract, filter) } : answered;
}

/** Two platforms may give the same record: the second time it is none of theirs. */
function unseenOfPlatforms(): (answer: Answered, record: BridgeRecord) => boolean {
  const seen = new Set<string>();
  return ({ planned }, record) => {
    if (!planned.ask.aggregates) return true;
    const identity = recordIdentity(record);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  };
}

/** Before anybody is asked: nothing is released yet. */
function beginningOf({ request, admission, identities, asked, startedAt }: Prepared) {
  return {
    request,
    records: [],
    coverage: [],
    sourcesAsked: asked.map(({ ask }) => ask.hsaId),
    withheld: new Map(),
    failures: [],
    milliseconds: Date.now() - startedAt,
    patients: identities,
    admission,
    isPart: true,
  };
}

function partReport(prepared: Prepared, judged: JudgedAnswer, records: readonly BridgeRecord[]) {
  const { answer } = judged;
  return {
    ...beginningOf(prepared),
    records,
    sourcesAsked: [answer.planned.ask.hsaId],
    // Nobody is told anything before all have answered.
    judged: judgedTogether([judged], prepared.admission, false),
  };
}

function endOf({ merged, coverage, notes }: Conclusion, released: readonly BridgeRecord[], access: AccessTold) {
  const remains = new Set(merged.records.map(nameOf));
  return {
    kind: 'end',
    coverage,
    notes,
    access,
    aliased: released.filter((record) => !remains.has(nameOf(record))),
    possibleDuplicates: merged.records.filter(({ likenessOf }) => likenessOf),
  } as const;
}

function nameOf({ header }: BridgeRecord): string {
  return JSON.stringify([header.sourceSystem.toUpperCase(), header.documentId]);
}

function accessTold(entry: string, { admission }: Prepared, { judged }: Conclusion): AccessTold {
  const { holders, blockers, ownUnits } = judged.told;
  const { circumstances } = admission;
  return {
    entry,
    emergency: inEmergency(admission),
    lacking: circumstances.reader.gate === 'bridge' ? lackingIn(circumstances) : [],
    holders,
    blockers,
    ownUnits,
  };
}
