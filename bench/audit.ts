import { startPostgres } from '../tests/support/postgres.ts';
import { startRedis } from '../tests/support/redis.ts';
import { type Callers, loadAggregate } from './load.ts';
import { benchLogSize } from './log-size.ts';
import { portOf, request, Workbench } from './setup.ts';

/** A patient of whom the councils have nothing: the sources’ work is least then, and the log’s share greatest. */
const stranger = request.replace('191212121212', '195001019818');
/** `requests` of one measurement take some seconds on two cores. */
const loads: readonly (Callers & { readonly name: string; readonly requests: number })[] = [
  { name: 'demo patient, 1 caller', request, callers: 1, requests: 20 },
  { name: 'demo patient, 64 callers', request, callers: 64, requests: 64 },
  { name: 'nothing found, 1 caller', request: stranger, callers: 1, requests: 200 },
  { name: 'nothing found, 64 callers', request: stranger, callers: 64, requests: 400 },
];

/** The same bridge twice, with its log and without, on stores of their own. */
interface Pair {
  readonly name: string;
  readonly withLog: number;
  readonly without: number;
}

interface Round {
  readonly withLog: number;
  readonly without: number;
  readonly errors: number;
}

/**
 * What the access log costs an overview, and then a log of many entries. Exit code 1 when answers failed, or when
 * verification did not hold its bounds.
 */
export async function benchAudit(long: boolean): Promise<number> {
  const errors = await benchCost(long ? { rounds: 9, times: 3 } : { rounds: 3, times: 1 });
  const isBounded = await benchLogSize(long ? 1_000_000 : 50_000);
  return errors === 0 && isBounded ? 0 : 1;
}

/** Rounds of one comparison, and how many times the requests of a load go into one measurement. */
interface Extent {
  readonly rounds: number;
  readonly times: number;
}

async function benchCost(extent: Extent): Promise<number> {
  const bench = new Workbench();
  let errors = 0;
  try {
    const { configFile } = await bench.councils();
    print(['overview GetDiagnosis', 'with /s', 'without /s', 'with/without', 'rounds', 'errors']);
    for (const open of [overServers, embedded]) {
      const pair = await open(bench, configFile);
      if (!pair) continue;
      for (const load of loads) errors += await compare(pair, load, extent);
    }
    return errors;
  } finally {
    await bench.close();
  }
}

async function compare(pair: Pair, load: (typeof loads)[number], { rounds, times }: Extent): Promise<number> {
  const warmUp = { requests: load.callers + 10 };
  await loadAggregate(pair.without, warmUp, load);
  await loadAggregate(pair.withLog, warmUp, load);
  const measured: Round[] = [];
  for (let nr = 0; nr < rounds; nr++) measured.push(await round(pair, load, times * load.requests, nr % 2 === 0));
  const ratios = measured.map(({ withLog, without }) => withLog / without).sort((one, other) => one - other);
  const errors = measured.reduce((sum, each) => sum + each.errors, 0);
  print([
    `${pair.name}, ${load.name}`,
    middle(measured.map(({ withLog }) => withLog)).toFixed(1),
    middle(measured.map(({ without }) => without)).toFixed(1),
    middle(ratios).toFixed(2),
    `${ratios[0]?.toFixed(2)}–${ratios.at(-1)?.toFixed(2)}`,
    errors,
  ]);
  return errors;
}

/** The two next to each other in time, and who goes first changes, so that a machine that slows down shows as spread. */
async function round(pair: Pair, load: Callers, requests: number, withLogFirst: boolean): Promise<Round> {
  const first = await loadAggregate(withLogFirst ? pair.withLog : pair.without, { requests }, load);
  const second = await loadAggregate(withLogFirst ? pair.without : pair.withLog, { requests }, load);
  const [withLog, without] = withLogFirst ? [first, second] : [second, first];
  return { withLog: withLog.perSecond, without: without.perSecond, errors: first.errors + second.errors };
}

async function overServers(bench: Workbench, configFile: string): Promise<Pair | undefined> {
  const postgres = await startPostgres();
  if (!postgres) return undefined;
  bench.onClose(() => postgres.stop());
  async function start(logged: boolean): Promise<number | undefined> {
    const redis = await startRedis();
    if (!redis) return undefined;
    bench.onClose(() => redis.stop());
    return startBridge(bench, configFile, logged, {
      BUS_URL: redis.url,
      DATABASE_URL: (await postgres?.newDatabase()) ?? '',
    });
  }
  const withLog = await start(true);
  const without = await start(false);
  return withLog && without ? { name: 'PostgreSQL', withLog, without } : undefined;
}

async function embedded(bench: Workbench, configFile: string): Promise<Pair> {
  const withLog = await startBridge(bench, configFile, true, {});
  const without = await startBridge(bench, configFile, false, {});
  return { name: 'embedded', withLog, without };
}

/** Resolves with its port. With servers the two roles run apart, as in production. */
async function startBridge(
  bench: Workbench,
  configFile: string,
  logged: boolean,
  servers: NodeJS.ProcessEnv,
): Promise<number> {
  const kind = servers.BUS_URL ? 'servers' : 'embedded';
  const environment = {
    PORT: '0',
    PORTAL_PORT: '0',
    ADMIN_PORT: '0',
    CONFIG: configFile,
    DATA_DIR: `${bench.folder}/${kind}-${logged ? 'with' : 'without'}`,
    ...servers,
  };
  const hook = logged ? [] : ['--import', new URL('without-log.ts', import.meta.url).href];
  const serving = await bench.program([...hook, 'src/main.ts', 'serve'], environment, /^ready /);
  if (servers.BUS_URL) await bench.program(['src/main.ts', 'work'], environment, /^working /);
  return portOf(serving.line);
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(cells: readonly (string | number)[]): void {
  const line = cells.map((cell, index) => String(cell).padEnd(index === 0 ? 40 : 13)).join('');
  process.stdout.write(`${line.trimEnd()}\n`);
}
