import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createEvents } from '../src/events.ts';
import { createCache, liveDirectoryPolicy } from '../src/hsa/cache.ts';
import { copySource } from '../src/hsa/copy/source.ts';
import { copiedObjects } from '../src/hsa/copy/store.ts';
import { directoryOver } from '../src/hsa/directory.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { type CatalogueSize, personId, searchFor, unitId, writeCatalogue } from './catalogue.ts';
import { Workbench } from './setup.ts';

/**
 * Whatever the size of the directory, PostgreSQL apart: of the importing process's heap, which ends when it needs more, and
 * of that process. Without a limit the engine lets garbage lie for as long as the machine has memory.
 */
const heapBoundMb = 128;
const memoryBoundMb = 512;
/** The slowest hundredth of lookups from the cache. */
export const cachedBoundMs = 1;
const lookups = 2_000;
const searches = 300;

/**
 * A directory of 100,000 units and 700,000 people, or a tenth of that, copied into PostgreSQL: how long and how much memory
 * it takes, and what lookups and searches over it take. Gives 1 beyond the bounds.
 */
export async function benchDirectoryCopy(long: boolean): Promise<number> {
  const size = long ? { units: 100_000, people: 700_000 } : { units: 10_000, people: 70_000 };
  const postgres = await startPostgres();
  if (!postgres) throw new Error('PostgreSQL is not installed.');
  const bench = new Workbench();
  bench.onClose(() => postgres.stop());
  try {
    const file = join(bench.folder, 'catalogue.ldif');
    await writeCatalogue(file, size);
    const store = await openStore({ databaseUrl: postgres.url, dataDir: bench.folder });
    bench.onClose(() => store.close());
    return await measure(store, () => copied(postgres.url, bench.folder, file), file, size);
  } finally {
    await bench.close();
  }
}

interface Copied {
  readonly seconds: number;
  /** Of the importing process, at most. */
  readonly memoryMb: number;
}

async function measure(
  store: Store,
  importing: () => Promise<Copied>,
  file: string,
  size: CatalogueSize,
): Promise<number> {
  const megabytes = ((await stat(file)).size / 1_048_576).toFixed(0);
  say(`${size.units} units and ${size.people} people with their assignments: ${megabytes} MB of LDIF`);
  const first = await importing();
  say(
    `first import: ${first.seconds.toFixed(0)} s, at most ${first.memoryMb.toFixed(0)} MB of memory, ${heapBoundMb} MB of heap`,
  );
  const second = await importing();
  say(`the same again: ${second.seconds.toFixed(0)} s, at most ${second.memoryMb.toFixed(0)} MB`);
  const { rows } = await store.pool.query<{ bytes: number }>(
    `SELECT pg_total_relation_size('bridge.directory_object') AS bytes`,
  );
  say(`on disk ${((rows[0]?.bytes ?? 0) / 1_048_576).toFixed(0)} MB with its indexes`);
  await store.pool.query('VACUUM ANALYZE bridge.directory_object');

  const events = createEvents();
  const cache = createCache(liveDirectoryPolicy, Date.now, events);
  const directory = directoryOver(copySource(copiedObjects(store)), cache);
  const asked = Array.from({ length: lookups }, (_, nr) => nr);
  const spread = (nr: number, of: number): number => (nr * 7_919) % of;
  const person = (nr: number) => directory.commissionsOf(personId(spread(nr, size.people)));
  const unit = (nr: number) => directory.unit(unitId(21 + spread(nr, size.units - 21)));
  say(`assignments of a person, first time: ${quantiles(await timed(asked, person))}`);
  say(`a unit with its place, first time:   ${quantiles(await timed(asked, unit))}`);
  const fromCache = [...(await timed(asked, person)), ...(await timed(asked, unit))].sort((a, b) => a - b);
  say(`either, from the cache:              ${quantiles(fromCache)}`);
  const search = (nr: number) => directory.search(searchFor(spread(nr, size.units)));
  const searched = await timed(asked.slice(0, searches), search);
  say(`searches:                            ${quantiles(searched)}`);
  const memoryMb = Math.max(first.memoryMb, second.memoryMb);
  const isWithin = memoryMb <= memoryBoundMb && quantile(fromCache, 0.99) <= cachedBoundMs;
  say(`${isWithin ? 'within' : 'beyond'} ${memoryBoundMb} MB of memory and ${cachedBoundMs} ms from the cache`);
  return isWithin ? 0 : 1;
}

/** In a process of its own, whose heap has a limit. */
async function copied(...which: readonly [databaseUrl: string, dataDir: string, file: string]): Promise<Copied> {
  const program = new URL('directory-import.ts', import.meta.url).pathname;
  const flags = [`--max-old-space-size=${heapBoundMb}`, '--disable-warning=ExperimentalWarning'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, ...which]);
  return JSON.parse(stdout);
}

export async function timed(numbers: readonly number[], ask: (nr: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const nr of numbers) {
    const began = performance.now();
    await ask(nr);
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other);
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
}

export function quantiles(times: readonly number[]): string {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => quantile(times, part).toFixed(3));
  return `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
