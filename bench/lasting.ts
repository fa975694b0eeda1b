import type { ChildProcess } from 'node:child_process';
import { diagnosisPath, request, Workbench } from './setup.ts';
import { prepare, withBridge } from './table/installation.ts';
import { createCaller } from './table/pace.ts';

const milliseconds = { warmUp: 10_000, measured: 15_000 };
/** Of a call that is over nothing should last: beyond this share of what it needed, something keeps it. */
const bound = 0.06;

/**
 * How much of what calls need is taken for lasting memory, in `serve` and in `work`: aggregates of three sources with
 * twenty records each, one after the other, so that a collection meets at most one that is under way. It fails when that is
 * more than {@link bound}. By the engine's own words (`--trace-gc-nvp`).
 */
export async function benchLasting(): Promise<number> {
  const bench = new Workbench();
  try {
    const ground = await prepare(bench);
    await ground.answers({ records: 20, delayMs: 0 });
    const measure = async ({ port, processes }: { port: number; processes: readonly ChildProcess[] }) => {
      const call = {
        url: `https://localhost:${port}${diagnosisPath}`,
        headers: { 'content-type': 'text/xml; charset=UTF-8' },
        body: request,
      };
      await oneAfterTheOther(call, milliseconds.warmUp);
      const heard = processes.map(listen);
      const calls = await oneAfterTheOther(call, milliseconds.measured);
      const shares = heard.map((tell) => tell());
      for (const [nr, share] of shares.entries())
        process.stdout.write(`${['serve', 'work'][nr]}: ${(share * 100).toFixed(1)} % lasts, of ${calls} calls\n`);
      return shares.every((share) => share <= bound) ? 0 : 1;
    };
    return await withBridge(bench, await ground.environment(), measure, ['--trace-gc-nvp']);
  } finally {
    await bench.close();
  }
}

async function oneAfterTheOther(call: Parameters<ReturnType<typeof createCaller>['send']>[0], forMs: number) {
  const caller = createCaller(1);
  const end = performance.now() + forMs;
  let calls = 0;
  while (performance.now() < end) {
    const { status } = await caller.send(call, calls);
    if (status !== 200) throw new Error(`A call was answered with ${status}.`);
    calls += 1;
  }
  await caller.close();
  return calls;
}

/** From now on; gives what was promoted of what was allocated until it is asked. */
function listen({ stdout }: ChildProcess): () => number {
  let said = '';
  stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return () => {
    const collections = [...said.matchAll(/ gc=s .* allocated=(\d+) promoted=(\d+)/g)];
    const sum = (part: 1 | 2): number => collections.reduce((total, one) => total + Number(one[part]), 0);
    return sum(2) / sum(1);
  };
}
