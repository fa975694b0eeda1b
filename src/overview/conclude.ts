import type { Config } from '../config.ts';
import type { Contract } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';
import { span } from '../tracing/index.ts';
import { createAliases } from './aliases.ts';
import type { Coverage, SourceCoverage } from './coverage.ts';
import { type Answered, askedCoverage, skippedCoverage, type Telling } from './coverage-lines.ts';
import type { Judged } from './judged.ts';
import { type JudgedAnswer, judgedTogether } from './judging.ts';
import { type Merged, mergeRecords } from './merge.ts';
import type { AccessReport } from './overview.ts';
import type { AnswerNote } from './patient.ts';
import { platformCoverage, platformFailures, withoutOurs } from './platform.ts';
import type { Prepared } from './prepare.ts';
import { sum } from './sum.ts';

/** What everybody's answers make together. */
export interface Conclusion {
  readonly answers: readonly Answered[];
  readonly merged: Merged;
  readonly coverage: Coverage;
  readonly notes: readonly AnswerNote[];
  readonly judged: Judged;
}

export interface Concluding {
  /** Of the answers, in the order in which they were asked for: the order in which they came makes no difference. */
  conclude(prepared: Prepared, answers: readonly JudgedAnswer[]): Conclusion;
  /** Of some records alone, by the rules for all. */
  merge(records: Parameters<typeof mergeRecords>[0]): Merged;
  /** Whether the bridge asks the system itself, so that what a platform says of it does not count. */
  isOurs(hsaId: string): boolean;
}

export function createConcluding(config: Config): Concluding {
  const { slowMs } = config.overview;
  const mergeRules = { aliases: createAliases(config.aliases), rankOf };
  /** The systems behind this bridge, and the bridge itself; in upper case. */
  const ours = new Set(
    [config.bridge, ...config.sources.filter((source) => !source.aggregates)].map(({ hsaId }) => hsaId.toUpperCase()),
  );
  const isOurs: Concluding['isOurs'] = (hsaId) => ours.has(hsaId.toUpperCase());
  const merge: Concluding['merge'] = (records) => mergeRecords(records, mergeRules);

  return {
    conclude(prepared, all) {
      const { contract, admission, notes, skipped, tells } = prepared;
      const judged = judgedTogether(all, admission, tells);
      const answers = withoutOurs(
        all.map(({ answer }) => answer),
        isOurs,
      );
      const shown = answers.flatMap((answer) => answer.shown);
      const merged = span('merge', { records: shown.length }, () => merge(shown));
      const coverage = [
        ...answers.flatMap((answer) => coverageOf(answer, contract, merged)),
        ...skipped.map((source) => skippedCoverage(source, contract)),
      ];
      return { answers, merged, coverage, notes: [...notes, ...judged.told.indicators], judged };
    },
    merge,
    isOurs,
  };

  function coverageOf(answered: Answered, contract: Contract, merged: Merged): SourceCoverage[] {
    const telling: Telling = { contract, merged, slowMs };
    const isPlatform = answered.planned.ask.aggregates;
    return isPlatform ? platformCoverage(answered, telling, isOurs) : [askedCoverage(answered, telling)];
  }

  /** Of two systems that hold one record, the one that lives on goes first; one that we do not know goes last. */
  function rankOf(hsaId: string): number {
    const source = config.sources.find((each) => sameHsaId(each.hsaId, hsaId));
    return source ? ['active', 'read-only', 'archive'].indexOf(source.lifecycle) : 3;
  }
}

/** The conclusion as the log is told of it, beside the records that it releases. */
export function reportOf(
  { request, admission, identities, startedAt }: Prepared,
  { answers, coverage, notes, judged }: Conclusion,
  isOurs: Concluding['isOurs'],
): Omit<AccessReport, 'records'> {
  return {
    request,
    coverage,
    notes,
    sourcesAsked: answers.map((source) => source.planned.ask.hsaId),
    withheld: sum(answers.map((source) => source.withheld)),
    failures: answers.flatMap((source) => [
      ...(source.failure ? [{ source: source.planned.ask.hsaId, failure: source.failure }] : []),
      ...platformFailures(source, isOurs),
    ]),
    milliseconds: Date.now() - startedAt,
    patients: identities,
    admission,
    judged,
  };
}
