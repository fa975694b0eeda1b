import { existsSync, readFileSync } from 'node:fs';
import { startPostgres } from '../tests/support/postgres.ts';
import { startRedis } from '../tests/support/redis.ts';
import { type Callers, loadAggregate } from './load.ts';
import { middle } from './middle.ts';
import { portOf, request, Workbench } from './setup.ts';

/** A patient of whom the councils have nothing: the sources’ work is least then, and the bridge’s own share greatest. */
const stranger = request.replace('191212121212', '195001019818');
interface Load extends Callers {
  readonly name: string;
  /** Of one measurement: some seconds on two cores. */
  readonly requests: number;
}

const loads: readonly Load[] = [
  { name: 'demo patient, 1 caller', request, callers: 1, requests: 20 },
  { name: 'demo patient, 64 callers', request, callers: 64, requests: 64 },
  { name: 'nothing found, 1 caller', request: stranger, callers: 1, requests: 200 },
  { name: 'nothing found, 64 callers', request: stranger, callers: 64, requests: 400 },
];

/** A bridge: the port it answers on, and its processes. */
interface Bridge {
  readonly port: number;
  readonly pids: readonly number[];
}

/** The same bridge twice, with the part that is measured and without, on stores of their own. */
interface Pair {
  readonly name: string;
  readonly withIt: Bridge;
  readonly without: Bridge;
}

interface Measure {
  readonly perSecond: number;
  /** Processor time of the bridge's processes, in milliseconds a request: what others do on the machine changes it little. */
  readonly processor: number;
  readonly errors: number;
}

interface Round {
  readonly withIt: Measure;
  readonly without: Measure;
}

interface Ground {
  readonly bench: Workbench;
  readonly configFile: string;
  readonly without: string;
}

/** Rounds of one comparison, and how many times the requests of a load go into one measurement. */
interface Extent {
  readonly rounds: number;
  readonly times: number;
}

/**
 * What one part of the bridge costs an overview. `without`: a module in this folder that, loaded before the bridge, puts
 * something idle in the part's place. Gives how many answers failed.
 */
export async function benchCost(without: string, extent: Extent): Promise<number> {
  const bench = new Workbench();
  let errors = 0;
  try {
    const { configFile } = await bench.councils();
    print(['overview GetDiagnosis', 'with /s', 'without /s', 'with/without', 'processor time', 'errors']);
    for (const open of [overServers, embedded]) {
      const pair = await open({ bench, configFile, without });
      if (!pair) continue;
      for (const load of loads) errors += await compare(pair, load, extent);
    }
    return errors;
  } finally {
    await bench.close();
  }
}

async function compare(pair: Pair, load: Load, { rounds, times }: Extent): Promise<number> {
  const warmUp = load.callers + 10;
  await measure(pair.without, load, warmUp);
  await measure(pair.withIt, load, warmUp);
  const measured: Round[] = [];
  for (let nr = 0; nr < rounds; nr++) measured.push(await round(pair, load, times * load.requests, nr % 2 === 0));
  const errors = measured.reduce((sum, { withIt, without }) => sum + withIt.errors + without.errors, 0);
  print([
    `${pair.name}, ${load.name}`,
    middle(measured.map(({ withIt }) => withIt.perSecond)).toFixed(1),
    middle(measured.map(({ without }) => without.perSecond)).toFixed(1),
    ratios(measured, ({ perSecond }) => perSecond),
    ratios(measured, ({ processor }) => processor),
    errors,
  ]);
  return errors;
}

/** With to without: the median, and the range. */
function ratios(rounds: readonly Round[], of: (measure: Measure) => number): string {
  const sorted = rounds.map(({ withIt, without }) => of(withIt) / of(without)).sort((one, other) => one - other);
  return `${middle(sorted).toFixed(2)} (${sorted[0]?.toFixed(2)}–${sorted.at(-1)?.toFixed(2)})`;
}

/** The two next to each other in time, and who goes first changes, so that a machine that slows down shows as spread. */
async function round({ withIt, without }: Pair, load: Load, requests: number, withItFirst: boolean): Promise<Round> {
  const first = await measure(withItFirst ? withIt : without, load, requests);
  const second = await measure(withItFirst ? without : withIt, load, requests);
  return withItFirst ? { withIt: first, without: second } : { withIt: second, without: first };
}

async function measure({ port, pids }: Bridge, load: Load, requests: number): Promise<Measure> {
  const before = processorTime(pids);
  const { perSecond, errors } = await loadAggregate(port, { requests }, load);
  return { perSecond, errors, processor: (processorTime(pids) - before) / requests };
}

/** Of these processes until now, in milliseconds; NaN where the system does not tell it as Linux does (proc(5)). */
function processorTime(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    if (!existsSync(`/proc/${pid}/stat`)) return Number.NaN;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * 10;
}

async function overServers(ground: Ground): Promise<Pair | undefined> {
  const { bench } = ground;
  const postgres = await startPostgres();
  if (!postgres) return undefined;
  bench.onClose(() => postgres.stop());
  async function start(hasIt: boolean): Promise<Bridge | undefined> {
    const redis = await startRedis();
    if (!redis) return undefined;
    bench.onClose(() => redis.stop());
    return startBridge(ground, hasIt, {
      BUS_URL: redis.url,
      DATABASE_URL: (await postgres?.newDatabase()) ?? '',
    });
  }
  const withIt = await start(true);
  const without = await start(false);
  return withIt && without ? { name: 'PostgreSQL', withIt, without } : undefined;
}

async function embedded(ground: Ground): Promise<Pair> {
  const withIt = await startBridge(ground, true, {});
  const without = await startBridge(ground, false, {});
  return { name: 'embedded', withIt, without };
}

/** With servers the two roles run apart, as in production. */
async function startBridge(
  { bench, configFile, without }: Ground,
  hasIt: boolean,
  servers: NodeJS.ProcessEnv,
): Promise<Bridge> {
  const kind = servers.BUS_URL ? 'servers' : 'embedded';
  const environment = {
    PORT: '0',
    PORTAL_PORT: '0',
    ADMIN_PORT: '0',
    CONFIG: configFile,
    DATA_DIR: `${bench.folder}/${kind}-${hasIt ? 'with' : 'without'}`,
    ...servers,
  };
  const hook = hasIt ? [] : ['--import', new URL(without, import.meta.url).href];
  const serving = await bench.program([...hook, 'src/main.ts', 'serve'], environment, /^ready /);
  const working = servers.BUS_URL
    ? [await bench.program([...hook, 'src/main.ts', 'work'], environment, /^working /)]
    : [];
  return { port: portOf(serving.line), pids: [serving, ...working].map(({ child }) => child.pid as number) };
}

function print(cells: readonly (string | number)[]): void {
  const line = cells.map((cell, index) => String(cell).padEnd(index === 0 ? 36 : 18)).join('');
  process.stdout.write(`${line.trimEnd()}\n`);
}
