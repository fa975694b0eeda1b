import type { BridgeRecord } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';
import type { SourceStatus } from '../sources/answer-part.ts';
import { type FailureReason, SourceFailure } from '../sources/query.ts';
import type { CoverageNote, SourceCoverage } from './coverage.ts';
import { type Answered, askedCoverage, type Telling, withheldBy } from './coverage-lines.ts';
import { recordIdentity } from './merge.ts';

/**
 * Sources that are aggregating platforms themselves, the national one above all: asked once, they answer for many
 * systems. What they say of each stands in Coverage as if it had been asked here.
 */

/**
 * A platform may also reach our own sources, around the permissions and failures seen here. Their records count only from
 * themselves: what the platform gives of them is the same again, or is withheld as another's.
 */
export function withoutOurs(answers: readonly Answered[], ours: (hsaId: string) => boolean): Answered[] {
  if (!answers.some(({ planned }) => planned.ask.aggregates)) return [...answers];
  const direct = answers.filter(({ planned }) => !planned.ask.aggregates).flatMap(({ shown }) => shown);
  let given: Set<string> | undefined;
  const isGiven = (record: BridgeRecord): boolean => {
    given ??= new Set(direct.map(recordIdentity));
    return given.has(recordIdentity(record));
  };
  return answers.map((answer) => {
    if (!answer.planned.ask.aggregates || answer.own) return answer;
    const relayed = answer.shown.filter(({ header }) => ours(header.sourceSystem));
    if (relayed.length === 0) return answer;
    const others = relayed.filter((record) => !isGiven(record)).length;
    return {
      ...answer,
      shown: answer.shown.filter(({ header }) => !ours(header.sourceSystem)),
      withheld: others > 0 ? withMore(answer.withheld, others) : answer.withheld,
    };
  });
}

function withMore(withheld: Answered['withheld'], count: number): Answered['withheld'] {
  return new Map([...withheld, ['other-source', (withheld.get('other-source') ?? 0) + count]]);
}

/**
 * A line for each of the platform's systems that is not ours; beside them one for the platform itself when it failed,
 * named no system, withheld something, answered in another version of the contract, or gave records of systems that it did not name.
 */
export function platformCoverage(
  answered: Answered,
  telling: Telling,
  ours: (hsaId: string) => boolean,
): SourceCoverage[] {
  const whole = askedCoverage(answered, telling);
  if (whole.outcome !== 'answered') return [whole];
  const statuses = foreignStatuses(answered, ours);
  const lines = statuses.map((status) => statusLine(status, answered, telling));
  const named = lines.reduce((total, line) => total + (line.outcome === 'answered' ? line.records : 0), 0);
  const unnamed = answered.shown.length - named;
  const isTold = lines.length > 0 && unnamed === 0;
  if (isTold && withheldBy(answered) === 0 && !whole.translated) return lines;
  const isSilent = answered.statuses === undefined;
  const notes: CoverageNote[] = [...whole.notes, ...(isSilent ? (['sources-not-stated'] as const) : [])];
  return [{ ...whole, notes, records: unnamed }, ...lines];
}

/** Why systems behind the platform gave nothing, in the platform's words, for the access log. */
export function platformFailures(
  answered: Answered,
  ours: (hsaId: string) => boolean,
): { readonly source: string; readonly failure: SourceFailure }[] {
  return foreignStatuses(answered, ours)
    .filter(({ code }) => code === 'NoDataSynchFailed')
    .map((status) => ({
      source: status.source,
      failure: new SourceFailure(reasonOf(status), statusNumber(status), status.error?.text ?? ''),
    }));
}

/** One for each system; what went wrong goes before what went well. */
function foreignStatuses({ statuses = [] }: Answered, ours: (hsaId: string) => boolean): SourceStatus[] {
  const bySource = new Map<string, SourceStatus>();
  for (const status of statuses) {
    const key = status.source.toUpperCase();
    if (!ours(status.source) && (status.code === 'NoDataSynchFailed' || !bySource.has(key))) bySource.set(key, status);
  }
  return [...bySource.values()];
}

function statusLine(
  status: SourceStatus,
  { planned, shown, milliseconds }: Answered,
  telling: Telling,
): SourceCoverage {
  const { contract, merged } = telling;
  const { hsaId: through, name } = planned.ask;
  const { source } = status;
  const base = { source, name, contract: contract.id, deliversFrom: undefined, through };
  if (status.code === 'NoDataSynchFailed') {
    const code = status.error?.code || undefined;
    const text = `${through} got nothing from it (${[status.error?.agent, code].filter(Boolean).join(' ') || 'no code'}).`;
    return {
      ...base,
      notes: [],
      outcome: 'failed',
      reason: reasonOf(status),
      status: statusNumber(status),
      code,
      text,
      milliseconds,
    };
  }
  const isCached = status.code !== 'DataFromSource';
  const duplicateIds = merged.duplicateIds.get(source.toUpperCase()) ?? 0;
  const possibleDuplicates = merged.possibleDuplicates.get(source.toUpperCase()) ?? 0;
  const notes: CoverageNote[] = [
    ...(possibleDuplicates > 0 ? (['possible-duplicates'] as const) : []),
    ...(isCached ? (['from-cache'] as const) : []),
    ...(duplicateIds > 0 ? (['duplicate-id'] as const) : []),
  ];
  return {
    ...base,
    notes,
    outcome: 'answered',
    records: shown.filter(({ header }) => sameHsaId(header.sourceSystem, source)).length,
    milliseconds,
    withheld: 0,
    duplicateIds,
    possibleDuplicates,
    ...(isCached && { cache: cacheOf(status) }),
  };
}

function cacheOf(status: SourceStatus): { readonly asOf: string | undefined; readonly failure?: string } {
  const { code, lastSuccess: asOf, error } = status;
  return code === 'DataFromCache' ? { asOf } : { asOf, failure: error?.code || String(statusNumber(status)) };
}

/** The code on timeout is 504 (aggregating services); who caused it tells the rest apart. */
function reasonOf({ error }: SourceStatus): FailureReason {
  if (error?.code === '504') return 'timed-out';
  return error?.agent === 'service_producer' ? 'refused' : 'unreachable';
}

/** Codes that are no numbers (`VP009`) stand beside, as they were given. */
function statusNumber({ error }: SourceStatus): number {
  return error && /^\d{1,6}$/.test(error.code) ? Number(error.code) : 502;
}
