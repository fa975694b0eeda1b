import { addedCounts, endOfClass, type LastFailure, type ProcessLine, type SourceCounts } from '../processes/index.ts';

/** What came of the queries of the last quarter of an hour, in all processes that are heard of. */
export interface SourceHealth {
  readonly answered: number;
  readonly failed: number;
  readonly reasons: SourceCounts['reasons'];
  /** Of what was answered, to a tenth of the time; undefined where nothing was. */
  readonly milliseconds: { readonly median: number; readonly p95: number } | undefined;
  readonly lastFailure: LastFailure | undefined;
}

export function healthOf(source: string, processes: readonly Pick<ProcessLine, 'sources'>[]): SourceHealth {
  const { answered, reasons, times, lastFailure } = addedCounts(
    processes.flatMap(({ sources }) => sources[source] ?? []),
  );
  return {
    answered,
    failed: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    reasons,
    milliseconds:
      answered > 0 ? { median: timeAt(0.5, times, answered), p95: timeAt(0.95, times, answered) } : undefined,
    lastFailure,
  };
}

/** The time that so many of the answers did not exceed. */
function timeAt(share: number, times: SourceCounts['times'], answered: number): number {
  let left = Math.ceil(share * answered);
  const classes = Object.keys(times).map(Number);
  const found = classes
    .sort((one, other) => one - other)
    .find((each) => {
      left -= times[each] ?? 0;
      return left <= 0;
    });
  return endOfClass(found ?? 0);
}
