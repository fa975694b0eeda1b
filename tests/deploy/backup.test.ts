import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessLog } from '../../src/audit/index.ts';
import { audit } from '../../src/commands/audit.ts';
import { migrate } from '../../src/commands/migrate.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { sampleEntry } from '../audit/sample-entry.ts';
import { ground, messageTo, takesAll } from '../deliveries/fixtures.ts';
import { demoConfig } from '../support/config.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';

const postgres = await startPostgres();
/** Nothing in it is needed after a restart, so the other machine has an empty one. */
const [redis, otherRedis] = await Promise.all([startRedis(), startRedis()]);
afterAll(() => Promise.all([postgres, redis, otherRedis].map((server) => server?.stop())));
const execute = promisify(execFile);

/** docs/operations.md, Backup and restore: its commands, over a database that is written to meanwhile. */
describe.skipIf(!postgres || !redis || !otherRedis)('a backup', { timeout: 60_000 }, () => {
  let folder: string;
  let databaseUrl: string;
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-backup-'));
    databaseUrl = (await postgres?.newDatabase()) ?? '';
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function run(command: typeof audit, args: string[], url: string): Promise<string> {
    const out = new PassThrough();
    const code = await command(args, { ...demoConfig(), ...logConfig(folder), databaseUrl: url }, out);
    out.end();
    expect(code).toBe(0);
    return text(out);
  }

  async function append(here: Store, count: number): Promise<void> {
    const log = await createAccessLog({ store: here, config: logConfig(folder) });
    await log.append(Array.from({ length: count }, () => sampleEntry()));
    await log.close();
  }

  it('is restored elsewhere with a log that verifies and goes on, and messages that arrive', async () => {
    expect(await run(migrate, [], databaseUrl)).toMatch(/^The tables are those of version \d+\.\n$/);
    store = await openStore({ databaseUrl, dataDir: folder });
    const here = ground(store, redis?.url, redis, () => store.close());
    const { taken, destination } = takesAll();
    const { outbox } = await here.open();
    await append(store, 20);
    await outbox.commit(async (_, put) => put(['first', 'second'].map((one) => messageTo(destination.name, one))));
    await writeFile(join(folder, 'head'), await run(audit, ['head'], databaseUrl));

    const file = join(folder, 'norrbryggan.dump');
    await execute('pg_dump', ['--format=custom', `--file=${file}`, `--dbname=${databaseUrl}`]);
    await append(store, 5);
    await here.closeAll();
    await here.stop();

    const elsewhere = (await postgres?.newDatabase()) ?? '';
    await execute('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${elsewhere}`, file]);
    expect(await run(audit, ['verify', '--head', join(folder, 'head')], elsewhere)).toMatch(/^Whole: 20 entries/);

    store = await openStore({ databaseUrl: elsewhere, dataDir: folder });
    const there = ground(store, otherRedis?.url, otherRedis, () => store.close());
    const { send } = await there.open();
    await send([destination]);
    await expect.poll(() => taken).toEqual(['first', 'second']);
    await append(store, 3);
    await there.closeAll();
    await there.stop();
    expect(await run(audit, ['verify', '--head', join(folder, 'head')], elsewhere)).toMatch(/^Whole: 23 entries/);
  });
});
