import { loadAggregate } from './load.ts';
import { processorTime, type Share } from './processor-time.ts';
import { Workbench } from './setup.ts';
import { prepare, withBridge } from './table/installation.ts';

const shares: readonly Share[] = ['serve', 'work', 'PostgreSQL', 'Redis', 'the rest'];
const records = [1, 20, 500];
const seconds = { warmUp: 6, measured: 10 };

/** Processor time of one aggregate of three sources, by who uses it: `serve` and `work` apart, over Redis and PostgreSQL. */
export async function benchCost(): Promise<number> {
  const bench = new Workbench();
  try {
    const ground = await prepare(bench);
    await withBridge(bench, await ground.environment(), async ({ port }) => {
      process.stdout.write(
        `| records from each | ${shares.join(' | ')} | a second |\n|${' --- |'.repeat(shares.length + 2)}\n`,
      );
      for (const count of records) {
        await ground.answers({ records: count, delayMs: 0 });
        await loadAggregate(port, { seconds: seconds.warmUp });
        const before = processorTime();
        const { answers, errors, perSecond } = await loadAggregate(port, { seconds: seconds.measured });
        const after = processorTime();
        if (errors > 0) throw new Error(`${errors} calls were not answered: what the others cost says little.`);
        const spent = shares.map((share) => ((after[share] - before[share]) / answers).toPrecision(2));
        process.stdout.write(`| ${count} | ${spent.join(' | ')} | ${perSecond.toFixed(1)} |\n`);
      }
    });
    return 0;
  } finally {
    await bench.close();
  }
}
