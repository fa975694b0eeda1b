import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { copyFolder, madeOnce } from './made-once.ts';

const execute = promisify(execFile);

interface Postgres {
  /** `postgres://…` of an empty database. */
  readonly url: string;
  /** The address of one more database, empty. */
  newDatabase(): Promise<string>;
  /** `pg_ctl stop -m fast`: connections are cut, what is committed stays. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** No file of it grows beyond the largest there is, which PostgreSQL meets as it meets a full disk. */
  fill(): Promise<void>;
  /** There is room again. */
  makeRoom(): Promise<void>;
  /** Starts a server that follows this one. From then on a commit here waits until it is on disk there. */
  addStandby(): Promise<Standby>;
  /** The machine is lost: its processes are killed and its files are gone. */
  destroy(): Promise<void>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

interface Standby {
  /** Makes it a server that is written to; gives the address of the database that the primary’s `url` names. */
  promote(): Promise<string>;
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
  cluster ??= madeOnce(`postgres${bin.replaceAll('/', '-')}`, (folder) => makeCluster(bin, folder));
  const original = await cluster;
  const server = await startServer(bin, (_run, data) => copyFolder(original, data));
  let databases = 0;
  return {
    url: server.address('postgres'),
    async newDatabase() {
      const name = `test_${++databases}`;
      await server.run('createdb', ...server.connection, name);
      return server.address(name);
    },
    pause: server.pause,
    resume: server.start,
    fill: async () => server.limitFiles(String(await server.largestFile())),
    makeRoom: () => server.limitFiles('unlimited'),
    async addStandby() {
      const copy = ['-R', '-X', 'stream', '-c', 'fast', '--no-sync'];
      const standby = await startServer(bin, (run, data) =>
        run('pg_basebackup', ...server.connection, '-D', data, ...copy),
      );
      const sql = (text: string) => server.run('psql', ...server.connection, '-q', '-c', text);
      // Only now: with nobody to wait for, not even the copy would have been made.
      await sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
      await sql('SELECT pg_reload_conf()');
      return {
        async promote() {
          await standby.control('promote');
          return standby.address('postgres');
        },
        stop: standby.stop,
      };
    },
    destroy: server.destroy,
    stop: server.stop,
  };
}

/** What `initdb` makes, which each server begins with a copy of. */
let cluster: Promise<string> | undefined;

async function makeCluster(bin: string, folder: string): Promise<void> {
  const own = await mkdtemp(join(tmpdir(), 'norrbryggan-initdb-'));
  const asUser = await unprivileged(own);
  const options = ['-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale', 'C', '--no-sync', '--wal-segsize=1'];
  await asUser(join(bin, 'initdb'), '-D', join(own, 'data'), ...options);
  await copyFolder(join(own, 'data'), folder);
  await rm(own, { recursive: true });
}

type Run = (program: string, ...args: string[]) => Promise<unknown>;

/** A server on a free port, over the data folder that `make` makes. */
async function startServer(bin: string, make: (run: Run, data: string) => Promise<unknown>) {
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-postgres-'));
  const asUser = await unprivileged(folder);
  const run: Run = (program, ...args) => asUser(join(bin, program), ...args);
  const port = await freePort();
  const data = join(folder, 'data');
  const control = (...rest: string[]) => run('pg_ctl', '-D', data, '-w', '-s', ...rest);
  let running = false;
  const start = async (): Promise<void> => {
    await control('-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`, 'start');
    running = true;
  };
  const halt = async (mode: 'fast' | 'immediate'): Promise<void> => {
    if (running) await control('-m', mode, 'stop');
    running = false;
  };
  // Its processes may still be writing as they end.
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 10 });
  const postmaster = async () => Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  await make(run, data);
  await start();
  return {
    run,
    control,
    start,
    connection: ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'],
    address: (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    pause: () => halt('fast'),
    async largestFile() {
      const files = await readdir(data, { recursive: true, withFileTypes: true });
      const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
      return Math.max(...(await Promise.all(sizes)).map(({ size }) => size));
    },
    /** Of the server and its children; children to come inherit it. The limit is soft, so that it can be lifted again. */
    async limitFiles(bytes: string) {
      const parent = await postmaster();
      // The parent first: children that it makes from now on have the limit.
      const children = (await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8')).trim().split(' ');
      for (const pid of [parent, ...children]) {
        await asUser('prlimit', '--pid', String(pid), `--fsize=${bytes}:`).catch((thrown: unknown) => {
          // A child that has ended in the meantime writes nothing.
          if (existsSync(`/proc/${pid}`)) throw thrown;
        });
      }
    },
    async destroy() {
      process.kill(await postmaster(), 'SIGKILL');
      running = false;
      await remove();
    },
    async stop() {
      await halt('immediate');
      await remove();
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
async function unprivileged(folder: string): Promise<Run> {
  if (process.getuid?.() !== 0) return (program, ...args) => execute(program, args, { cwd: folder });
  const id = async (flag: string) => Number((await execute('id', [flag, 'postgres'])).stdout);
  const [uid, gid] = await Promise.all([id('-u'), id('-g')]);
  await chown(folder, uid, gid);
  return (program, ...args) => execute(program, args, { cwd: folder, uid, gid });
}
