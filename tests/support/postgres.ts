import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Postgres {
  /** `postgres://…` of an empty database. */
  readonly url: string;
  /** The address of one more database, empty. */
  newDatabase(): Promise<string>;
  /** `pg_ctl stop -m fast`: connections are cut, what is committed stays. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server of its own on a free port in a temporary folder; undefined on a machine without one, which is a
 * failure in CI. The server refuses to run as root, so root starts it as the user `postgres` that Debian's package makes.
 */
export async function startPostgres(): Promise<Postgres | undefined> {
  const bin = await findBinaries();
  if (!bin) {
    if (process.env.CI === 'true') throw new Error('PostgreSQL is not installed; CI must test with it.');
    console.warn('PostgreSQL is not installed: tests over it are skipped. Debian: apt-get install postgresql');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-postgres-'));
  const asUser = await unprivileged(folder);
  const port = await freePort();
  const data = join(folder, 'data');
  const control = (...rest: string[]) => asUser(join(bin, 'pg_ctl'), '-D', data, '-w', '-s', ...rest);
  const start = () =>
    control('-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`, 'start');
  const pause = () => control('-m', 'fast', 'stop');
  await asUser(
    join(bin, 'initdb'),
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  );
  await start();
  let running = true;
  let databases = 0;
  const address = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  return {
    url: address('postgres'),
    async newDatabase() {
      const name = `test_${++databases}`;
      await asUser(join(bin, 'createdb'), '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', name);
      return address(name);
    },
    async pause() {
      running = false;
      await pause();
    },
    async resume() {
      await start();
      running = true;
    },
    async stop() {
      if (running) await control('-m', 'immediate', 'stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const DEBIAN = '/usr/lib/postgresql';

async function findBinaries(): Promise<string | undefined> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  return newest === undefined ? undefined : join(DEBIAN, String(newest), 'bin');
}

/** How to run a program that must not be root: as is, or as `postgres` who then owns the folder. */
async function unprivileged(folder: string): Promise<(program: string, ...args: string[]) => Promise<unknown>> {
  if (process.getuid?.() !== 0) return (program, ...args) => run(program, args, { cwd: folder });
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  const [uid, gid] = await Promise.all([id('-u'), id('-g')]);
  await chown(folder, uid, gid);
  return (program, ...args) => run(program, args, { cwd: folder, uid, gid });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port given.');
  return address.port;
}
