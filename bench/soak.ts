import { loadAggregate } from './load.ts';
import { residentOf } from './resident.ts';
import { portOf, Workbench } from './setup.ts';

/** Resident memory may grow by this much over the soak; what the allocator keeps for itself is within it. */
const boundMegabytes = 64;
const rounds = 10;

/** Memory of one embedded bridge process over many requests. Exit code 1 when it grew beyond the bound. */
export async function soak(requests: number): Promise<number> {
  const bench = new Workbench();
  try {
    const { configFile } = await bench.councils();
    const environment = {
      PORT: '0',
      PORTAL_PORT: '0',
      ADMIN_PORT: '0',
      CONFIG: configFile,
      DATA_DIR: `${bench.folder}/soak`,
    };
    const bridge = await bench.program(['src/main.ts', 'serve'], environment, /^ready /);
    const port = portOf(bridge.line);
    // The heap finds its working size first; growth counts from there.
    await loadAggregate(port, { requests: Math.max(500, requests / rounds) });
    const before = residentOf(bridge.child.pid as number).megabytes;
    process.stdout.write(`warm: ${before.toFixed(0)} MB resident\n`);
    let after = before;
    for (let round = 1; round <= rounds; round += 1) {
      const { errors, timeouts } = await loadAggregate(port, { requests: requests / rounds });
      after = residentOf(bridge.child.pid as number).megabytes;
      process.stdout.write(
        `${(round * requests) / rounds} requests: ${after.toFixed(0)} MB, ${errors} errors, ${timeouts} of them time-outs\n`,
      );
    }
    const growth = after - before;
    process.stdout.write(`growth ${growth.toFixed(0)} MB over ${requests} requests; bound ${boundMegabytes} MB\n`);
    return growth <= boundMegabytes ? 0 : 1;
  } finally {
    await bench.close();
  }
}
