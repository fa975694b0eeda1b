import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

export const postgresRestarted: Scenario = {
  name: 'postgres-restarted',
  what: 'PostgreSQL stops, cutting its connections, and starts again',
  wholeWithin: 10,
  async run({ postgres, callers }, form) {
    await postgres.pause();
    const gone = performance.now();
    await sleep(form === 'long' ? 20_000 : 1_500);
    const released = callers.calls.filter(
      ({ at, outcome }) => at > gone && (outcome === 'whole' || outcome === 'partial'),
    );
    await postgres.resume();
    return [
      {
        promise: 'nothing is given out while the access log is away',
        measured: `${released.length} answers`,
        kept: released.length === 0,
      },
    ];
  },
};
