import type { SourceLine } from '../../../operations/source-tools.ts';

/** How a record system does, in one word; the first that fits. */
export type Standing =
  /** It failed so often that it is not asked. */
  | 'spared'
  /** It is tried, to see whether it works again. */
  | 'tried'
  /** What waits for it has waited longer than anybody waits for an answer. */
  | 'stuck'
  /** At least half of the questions fail. */
  | 'failing'
  /** More fail than the agreement allows: one in two hundred. */
  | 'failing-now-and-then'
  /** One answer in twenty takes more than half of the time there is. */
  | 'slow'
  /** Nobody has asked it. */
  | 'quiet'
  | 'works';

/** Of a hundred, 99.5 are to be answered. */
const mostFailing = 0.005;

export function standingOf(line: SourceLine): Standing {
  const { breaker, queue, answered, failed, milliseconds, timeoutMs } = line;
  if (breaker === 'open') return 'spared';
  if (breaker === 'half-open') return 'tried';
  if ((queue?.oldestMilliseconds ?? 0) > timeoutMs) return 'stuck';
  const rate = failureRate(line);
  if (rate >= 0.5) return 'failing';
  if (rate > mostFailing) return 'failing-now-and-then';
  if (milliseconds && milliseconds.p95 > timeoutMs / 2) return 'slow';
  return answered + failed === 0 ? 'quiet' : 'works';
}

/** From 0 to 1; 0 where nobody has asked. */
export function failureRate({ answered, failed }: Pick<SourceLine, 'answered' | 'failed'>): number {
  return answered + failed === 0 ? 0 : failed / (answered + failed);
}

export const standingColor: Readonly<Record<Standing, 'danger' | 'warning' | 'neutral' | 'success'>> = {
  spared: 'danger',
  tried: 'warning',
  stuck: 'danger',
  failing: 'danger',
  'failing-now-and-then': 'warning',
  slow: 'warning',
  quiet: 'neutral',
  works: 'success',
};

/** Worst first; those that do alike keep their order. */
export function worstFirst(lines: readonly SourceLine[]): readonly SourceLine[] {
  const order = ['danger', 'warning', 'neutral', 'success'];
  const rank = (line: SourceLine) => order.indexOf(standingColor[standingOf(line)]);
  return lines.toSorted((one, other) => rank(one) - rank(other));
}
