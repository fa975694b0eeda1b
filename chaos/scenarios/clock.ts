import { readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab.ts';
import type { Scenario, Verdict } from '../scenario.ts';

/** The bridge's processes see a clock that jumps; the servers, and the machine's other clocks, go on as they were. */
export const clockJump: Scenario = {
  name: 'clock-jump',
  what: 'the clock jumps two hours ahead, and back',
  wholeWithin: 10,
  async run(lab, form) {
    const library = findLibrary();
    if (!library) return [notMeasured()];
    const clock = join(tmpdir(), `norrbryggan-clock-${process.pid}`);
    const set = (offset: string) => writeFile(clock, offset);
    await set('+0');
    await restart(lab, {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_CACHE_DURATION: '1',
      DONT_FAKE_MONOTONIC: '1',
    });
    const verdicts: Verdict[] = [];
    for (const [offset, what] of [
      ['+2h', 'two hours ahead'],
      ['+0', 'back'],
    ] as const) {
      await set(offset);
      const jumped = performance.now();
      await sleep(form === 'long' ? 30_000 : 2_500);
      verdicts.push(answeredSince(lab, jumped + NOTICED_MILLISECONDS, what));
    }
    await restart(lab, {});
    await rm(clock);
    return verdicts;
  },
};

/** Every process has seen the jump by then. */
const NOTICED_MILLISECONDS = 1_500;

async function restart({ serve, work }: Lab, more: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all([serve.stop(), work.stop()]);
  await Promise.all([serve.start(more), work.start(more)]);
}

function answeredSince({ callers }: Lab, since: number, what: string): Verdict {
  const calls = callers.calls.filter(({ at }) => at > since);
  const failed = calls.filter(({ outcome }) => outcome !== 'whole').length;
  return {
    promise: `answers go on with the clock ${what}`,
    measured: `${failed} failed of ${calls.length}`,
    kept: failed === 0 && calls.length > 0,
  };
}

/** Debian's package faketime. */
function findLibrary(): string | undefined {
  const name = 'libfaketime.so.1';
  const found = readdirSync('/usr/lib', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
    .map(({ name: machine }) => join('/usr/lib', machine, 'faketime'))
    .find((folder) => contains(folder, name));
  return found && join(found, name);
}

function contains(folder: string, name: string): boolean {
  try {
    return readdirSync(folder).includes(name);
  } catch {
    return false;
  }
}

/** On a laptop without it that is said; in CI it is a failure. */
const notMeasured = (): Verdict => ({
  promise: 'answers go on whatever the clock says',
  measured: 'not measured: libfaketime is not installed (Debian: apt-get install faketime)',
  kept: process.env.CI !== 'true',
});
