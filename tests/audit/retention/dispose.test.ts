import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAccessLog, fileSource, logSource, type Officer, verifyLog } from '../../../src/audit/index.ts';
import { dispose } from '../../../src/audit/retention/dispose.ts';
import { openStore } from '../../../src/store/index.ts';
import { demoConfig } from '../../support/config.ts';
import { temporaryDataDir } from '../../support/data-dir.ts';
import { startPostgres } from '../../support/postgres.ts';
import { sampleEntry } from '../sample-entry.ts';
import { by } from '../stored-entries.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const ways = ['embedded', ...(postgres ? ['postgres'] : [])];

const now = new Date('2036-05-01T12:00:00Z');
const officer: Officer = {
  correlationId: 'of-the-officer',
  face: 'cli',
  caller: undefined,
  certificate: undefined,
  actor: by('SE2321000230-DEMOSAKERHET'),
  controller: undefined,
};
const secret = '199801022383';

describe.each(ways)('disposal, %s', { timeout: 60_000 }, (way) => {
  const releases: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const release of releases.reverse()) await release();
  });

  async function opened() {
    const dataDir = await temporaryDataDir();
    const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-archive-'));
    releases.push(dataDir.remove, () => rm(folder, { recursive: true }));
    const databaseUrl = way === 'postgres' ? await postgres?.newDatabase() : undefined;
    const config = { ...demoConfig(() => undefined, { DATA_DIR: dataDir.path }), databaseUrl };
    const open = async () => {
      const store = await openStore(config);
      const log = await createAccessLog({ store, config });
      const close = async () => {
        await log.close();
        await store.close();
      };
      return { store, log, close, parts: { config, store, log, now: () => now } };
    };
    return { folder, dataDir: dataDir.path, open };
  }

  it('archives, tells the log, erases, and the log verifies as before', async () => {
    const { folder, dataDir, open } = await opened();
    let { store, log, close, parts } = await open();
    const old = { patient: { id: secret, type: '1.2.752.129.2.1.3.1' }, actor: by(secret), correlationId: secret };
    await log.append(sampleEntry({ ...old, at: '2020-01-01T12:00:00Z' }));
    await log.append(sampleEntry({ at: '2030-01-01T12:00:00Z', correlationId: 'kept' }));
    await log.append(sampleEntry({ ...old, at: '2021-01-01T12:00:00Z' }));
    await store.pool.query(
      `INSERT INTO bridge.registration (subject, id, parent, patient_id, patient_type, care_provider, recorded_at, ends_at, content)
       SELECT subject, id, parent, $1, 'x', 'SE-DEMO', '2020-01-01', ends::timestamptz, '{}' FROM (VALUES
         ('relation', 'past', NULL, '2021-01-01'), ('relation', 'kept', NULL, '2035-01-01'),
         ('block', 'open', NULL, NULL), ('block', 'lifted', NULL, NULL),
         ('revoke', 'lift', 'lifted', '2035-01-01'), ('assertion', 'withdrawn', NULL, NULL)) AS given (subject, id, parent, ends)`,
      [secret],
    );
    await store.pool.query(
      `INSERT INTO bridge.registration_event (subject, id, event, recorded_at, action)
       VALUES ('block', 'lifted', 'cancelled', '2021-01-01', '{}'), ('assertion', 'withdrawn', 'cancelled', '2021-01-01', '{}')`,
    );
    const before = await log.head();

    const counted = await dispose(parts, officer, { before: undefined, archive: undefined });
    expect(counted).toMatchObject({ entries: 2, registrations: 4, folder: undefined });
    expect((await log.list({ patient: secret }, { limit: 10 })).entries).toHaveLength(2);

    const done = await dispose(parts, officer, { before: undefined, archive: folder });
    expect(done).toMatchObject({ entries: 2, registrations: 4 });
    expect((await log.list({ patient: secret }, { limit: 10 })).entries).toEqual([]);
    const [act] = (await log.list({ action: 'log:dispose' }, { limit: 10 })).entries;
    expect(act).toMatchObject({
      activity: 'Radera',
      details: {
        places: [
          [0, 0],
          [2, 2],
        ],
        registrations: 4,
      },
    });
    const { rows } = await store.pool.query('SELECT id FROM bridge.registration ORDER BY id');
    expect(rows).toEqual([{ id: 'kept' }, { id: 'open' }]);
    const { rows: left } = await store.pool.query('SELECT audit_entry::text AS row FROM bridge.audit_entry');
    expect(JSON.stringify(left)).not.toContain(secret);
    if (way === 'embedded') expect(await readFile(join(dataDir, 'audit.log'), 'utf8')).not.toContain(secret);

    const whole = async () => (await verifyLog(await logSource(log), { earlier: [before], keys: [] })).fault;
    expect(await whole()).toBeUndefined();
    await log.append(sampleEntry({ at: '2036-05-01T12:00:00Z', correlationId: 'after' }));
    await close();
    ({ store, log, close, parts } = await open());
    await log.append(sampleEntry({ at: '2036-05-01T12:00:01Z', correlationId: 'after a restart' }));
    expect(await whole()).toBeUndefined();
    expect((await dispose(parts, officer, { before: undefined, archive: folder })).folder, 'once').toBeUndefined();

    await store.pool.query('UPDATE bridge.audit_entry SET entry = NULL WHERE sequence = 1');
    expect(await whole(), 'erased without an act').toEqual({ kind: 'erased', sequence: 1 });
    await close();
  });

  it.skipIf(way !== 'embedded')('can be made again from the journal, hashes and all', async () => {
    const { folder, dataDir, open } = await opened();
    const first = await open();
    await first.log.append(sampleEntry({ at: '2020-01-01T12:00:00Z', correlationId: secret }));
    await first.log.append(sampleEntry({ at: '2030-01-01T12:00:00Z', correlationId: 'kept' }));
    await dispose(first.parts, officer, { before: undefined, archive: folder });
    const head = await first.log.head();
    await first.close();
    const empty = await temporaryDataDir();
    releases.push(empty.remove);
    await rm(join(dataDir, 'pglite'), { recursive: true });
    await rename(join(empty.path, 'pglite'), join(dataDir, 'pglite'));
    const again = await open();
    const verified = await verifyLog(await logSource(again.log), { earlier: [head], keys: [] });
    expect(verified).toMatchObject({ fault: undefined, hashesOnly: 1 });
    await again.close();
  });

  it('leaves a package that proves itself', async () => {
    const { folder, open } = await opened();
    const { log, close, parts } = await open();
    await log.append([sampleEntry({ at: '2020-01-01T12:00:00Z', correlationId: '<&">' }), sampleEntry()]);
    const head = await log.head();
    const { folder: pack = '' } = await dispose(parts, officer, { before: '2021-01-01', archive: folder });
    await close();
    expect(await readdir(folder), 'nothing unfinished').toEqual([pack.split('/').at(-1)]);
    const manifest = await readFile(join(pack, 'METS.xml'), 'utf8');
    const files = [...manifest.matchAll(/SIZE="(\d+)" [^>]*CHECKSUM="(\w+)"[^>]*><FLocat [^>]*href="([^"]+)"/g)];
    expect(files.map(([, , , path]) => path).toSorted()).toEqual([
      'documentation/README.txt',
      'metadata/head.txt',
      'representations/entries/data/entries.jsonl',
      'representations/entries/data/registrations.jsonl',
    ]);
    for (const [, size, sum, path = ''] of files) {
      const content = await readFile(join(pack, path));
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([Number(size), sum]);
    }
    execFileSync('xmllint', ['--noout', join(pack, 'METS.xml')]);
    const source = await fileSource(join(pack, 'representations/entries/data/entries.jsonl'));
    expect(source && (await verifyLog(source, { earlier: [head], keys: [] }))).toMatchObject({
      fault: undefined,
      entries: 1,
    });
  });

  it('refuses what must be kept longer', async () => {
    const { folder, open } = await opened();
    const { close, parts } = await open();
    const early = dispose(parts, officer, { before: '2027-01-01', archive: folder });
    await expect(early).rejects.toMatchObject({ code: 'RETENTION_NOT_OVER' });
    await close();
  });
});
