import type { BreakerState } from '../breaker/index.ts';
import type { ProcessLine } from '../processes/index.ts';

interface FoundBreaker {
  /** The worst of those of the processes; undefined where none ever changed. */
  readonly breaker: BreakerState | undefined;
  /** Since when the first of them has not been closed; ISO 8601. */
  readonly brokenSince: string | undefined;
}

/** Of a record system by its HSA-id, or a destination by its name: each process has a breaker of its own. */
export function breakerOf(
  target: string,
  processes: readonly Pick<ProcessLine, 'breakers' | 'brokenSince'>[],
): FoundBreaker {
  const states = processes.map(({ breakers }) => breakers[target]);
  return {
    breaker: (['open', 'half-open', 'closed'] as const).find((state) => states.includes(state)),
    brokenSince: processes.flatMap(({ brokenSince }) => brokenSince[target] ?? []).sort()[0],
  };
}
