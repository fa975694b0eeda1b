import { setTimeout as rest } from 'node:timers/promises';
import { loadAggregate } from '../load.ts';
import { residentOf } from '../resident.ts';
import { stop, type Workbench } from '../setup.ts';
import { type Ground, withBridge } from './installation.ts';
import type { Row } from './rows.ts';

/** Until what is only needed at the start has been given back. */
const settlingMs = 20_000;

/** Memory of a bridge that nobody asks anything, and the time from start to ready; both with the data of an earlier run. */
export async function idle({ bench, environment: installation }: Ground): Promise<Row[]> {
  const environment = await installation();
  const embedded = {
    PORT: '0',
    PORTAL_PORT: '0',
    ADMIN_PORT: '0',
    CONFIG: 'config/demo.yaml',
    DATA_DIR: `${bench.folder}/demo`,
  };
  await (await started(bench, ['demo'], embedded, /^ready /)).end();
  const demo = await started(bench, ['demo'], embedded, /^ready /);
  await rest(settlingMs);
  const demoMemory = residentOf(demo.pid);
  await demo.end();

  const alone = await started(bench, ['serve'], { ...embedded, CONFIG: environment.CONFIG }, /^ready /);
  await alone.end();

  await withBridge(bench, environment, ({ port }) => loadAggregate(port, { requests: 500 }));
  const serving = await started(bench, ['serve'], environment, /^ready /);
  await rest(settlingMs);
  const memory = residentOf(serving.pid);
  await serving.end();

  const processes = ({ megabytes, count }: ReturnType<typeof residentOf>): string =>
    `${count} process${count === 1 ? '' : 'es'}, ${megabytes.toFixed(0)} MB`;
  return [
    { name: 'idle-serve', value: memory.megabytes, about: processes(memory) },
    { name: 'idle-demo', value: demoMemory.megabytes, about: processes(demoMemory) },
    { name: 'start-embedded', value: alone.seconds, about: 'until it says that it is ready' },
    { name: 'start-servers', value: serving.seconds, about: 'until it says that it is ready' },
  ];
}

interface Started {
  readonly pid: number;
  readonly seconds: number;
  end(): Promise<void>;
}

async function started(
  bench: Workbench,
  args: string[],
  environment: NodeJS.ProcessEnv,
  ready: RegExp,
): Promise<Started> {
  const startedAt = performance.now();
  const { child } = await bench.program(['src/main.ts', ...args], environment, ready);
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    pid: child.pid as number,
    seconds,
    end: () => stop(child),
  };
}
