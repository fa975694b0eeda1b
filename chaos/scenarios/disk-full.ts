import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../callers.ts';
import type { Scenario, Verdict } from '../scenario.ts';

/** What is left in half-empty pages of the database lasts so long at most. */
const PATIENCE_MILLISECONDS = 30_000;

export const diskFull: Scenario = {
  name: 'disk-full',
  what: 'the disk of the access log’s database is full, then there is room again',
  wholeWithin: 10,
  async run({ postgres, callers }, form) {
    await postgres.fill();
    const full = performance.now();
    await firstRefusal(callers.calls, full);
    await sleep(form === 'long' ? 20_000 : 1_000);
    await callers.settled();
    const calls = callers.calls.filter(({ at }) => at > full);
    await postgres.makeRoom();
    return [refusedPlainly(calls)];
  },
};

/** Some must be refused, or the disk was not full; what is given out is judged as in every scenario. */
function refusedPlainly(calls: readonly Call[]): Verdict {
  const refused = calls.filter(({ outcome }) => outcome === 'retryable').length;
  const otherwise = calls.filter(({ outcome }) => outcome === 'fault' || outcome === 'broken').length;
  return {
    promise: 'what cannot be logged is refused, to be asked again',
    measured: `${refused} of ${calls.length}, ${otherwise} failed otherwise`,
    kept: refused > 0 && otherwise === 0,
  };
}

/** Resolves when a call was told to come back, or when none will be. */
async function firstRefusal(calls: readonly Call[], since: number): Promise<void> {
  while (performance.now() < since + PATIENCE_MILLISECONDS) {
    if (calls.some(({ at, outcome }) => at > since && outcome === 'retryable')) return;
    await sleep(50);
  }
}
