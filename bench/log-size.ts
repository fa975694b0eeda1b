import { createAccessLog } from '../src/audit/index.ts';
import { openStore } from '../src/store/index.ts';
import { sampleEntry } from '../tests/audit/sample-entry.ts';
import { logConfig } from '../tests/support/log-config.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { Workbench } from './setup.ts';
import type { Verified } from './verify.ts';

/** The verifying process may have this much resident, however long the log. */
const boundMegabytes = 512;
const group = 500;

/**
 * A log of so many entries, made by the log itself, measured at a tenth and at its end: how fast it grows, how long its
 * verification takes and in what memory, how long a proof. False when it was not whole or memory went beyond the bound.
 */
export async function benchLogSize(entries: number): Promise<boolean> {
  const postgres = await startPostgres();
  if (!postgres) return true;
  const bench = new Workbench();
  bench.onClose(() => postgres.stop());
  try {
    let isBounded = true;
    for (const [from, to] of [
      [0, entries / 10],
      [entries / 10, entries],
    ] as const) {
      const seconds = await append(postgres.url, bench.folder, from, to);
      const { line } = await bench.program(['bench/verify.ts', postgres.url], {}, /^\{/);
      const verified: Verified = JSON.parse(line);
      tell(verified, (to - from) / seconds);
      isBounded &&= verified.whole && verified.megabytes <= boundMegabytes;
    }
    return isBounded;
  } finally {
    await bench.close();
  }
}

function tell({ whole, size, seconds, megabytes, proofMs }: Verified, appended: number): void {
  process.stdout.write(
    `${size} entries: appended ${appended.toFixed(0)}/s; ${whole ? 'verified' : 'NOT WHOLE'} in ${seconds.toFixed(1)} s ` +
      `(${(size / seconds).toFixed(0)}/s), ${megabytes.toFixed(0)} MB at most of ${boundMegabytes}; ` +
      `inclusion proof p50 ${proofMs.p50.toFixed(1)} ms, p99 ${proofMs.p99.toFixed(1)} ms\n`,
  );
}

/** Seconds it took. */
async function append(databaseUrl: string, dataDir: string, from: number, to: number): Promise<number> {
  const store = await openStore({ databaseUrl, dataDir });
  const log = await createAccessLog({ store, config: logConfig(dataDir) });
  const started = performance.now();
  for (let at = from; at < to; at += group) {
    const count = Math.min(group, to - at);
    await log.append(Array.from({ length: count }, (_, nr) => entry(at + nr)));
  }
  const seconds = (performance.now() - started) / 1_000;
  await log.close();
  await store.close();
  return seconds;
}

/** Some ten thousand patients and a thousand people, an entry a second. */
function entry(nr: number): ReturnType<typeof sampleEntry> {
  return sampleEntry({
    at: new Date(Date.UTC(2026, 0, 1) + nr * 1_000).toISOString(),
    correlationId: crypto.randomUUID(),
    patient: { id: `patient-${(nr * 7_919) % 10_007}`, type: '1.2.752.129.2.1.3.1' },
    actor: { hsaId: `SE2321000230-DEMO${nr % 1_009}`, name: 'Test Testsson', commission: undefined },
  });
}
