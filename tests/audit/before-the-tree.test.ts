import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { type AuditEntry, createAccessLog, logSource, verifyLog } from '../../src/audit/index.ts';
import { openStore } from '../../src/store/index.ts';
import { accessLog } from '../../src/store/migrations/01-access-log.ts';
import { qualityOfSources } from '../../src/store/migrations/02-quality-of-sources.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';
import { sampleEntry, sampleRefusal } from './sample-entry.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

/** More than one subtree whose root is kept, and the last ones lost by the store. */
const entries = Array.from({ length: 300 }, (_, nr) =>
  nr % 3 ? sampleEntry() : sampleRefusal({ reason: `nr ${nr}` }),
);
const lost = [sampleEntry({ reason: 'in the journal alone' }), sampleEntry()];

it.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'makes a log of before it was a tree one that verifies, %s',
  async (engine) => {
    const dataDir = await temporaryDataDir();
    const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
    const journal = join(dataDir.path, 'audit.log');
    await inDatabase(join(dataDir.path, 'pglite'), databaseUrl, oldStore(entries));
    if (engine === 'embedded') await writeFile(journal, `${oldJournal([...entries, ...lost])}{"crc32":"00`);
    const all = engine === 'embedded' ? [...entries, ...lost] : entries;

    const store = await openStore({ databaseUrl, dataDir: dataDir.path });
    for (const start of ['first', 'second']) {
      const log = await createAccessLog({ store, config: logConfig(dataDir.path) });
      const verified = await verifyLog(await logSource(log), { earlier: [], keys: log.keys });
      expect(verified, start).toMatchObject({ fault: undefined, entries: all.length });
      expect(await log.health(), start).toEqual({ ok: true, reasons: [] });
      const listed = await log.list({}, { limit: 1_000 });
      expect(listed.entries.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toReversed());
      expect(await log.find('0')).toEqual(JSON.parse(JSON.stringify({ ...entries[0], sequence: 0 })));
      await log.close();
    }
    const { rows } = await store.pool.query<{ entry: string }>(
      'SELECT entry FROM bridge.audit_entry ORDER BY sequence',
    );
    await store.close();
    if (engine === 'embedded') expect(await entriesIn(journal)).toEqual(rows.map(({ entry }) => entry));
    await dataDir.remove();
  },
);

/** As version 2 of the schema had it. */
function oldStore(rows: readonly AuditEntry[]): string {
  const values = rows.map((entry) =>
    [
      entry.id,
      entry.at,
      entry.kind,
      entry.outcome,
      entry.correlationId,
      entry.caller?.hsaId,
      entry.patient?.id,
      entry.certificate?.fingerprint,
      entry.certificate?.serial,
      JSON.stringify(entry),
    ]
      .map((value) => (value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`))
      .join(),
  );
  return `
    DROP SCHEMA IF EXISTS bridge CASCADE;
    CREATE SCHEMA bridge;
    CREATE TABLE bridge.migration (
      version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
    ${accessLog.sql}
    ${qualityOfSources.sql}
    INSERT INTO bridge.migration (version, name) VALUES (1, 'access log'), (2, 'quality of sources');
    INSERT INTO bridge.audit_entry (id, at, kind, outcome, correlation_id, caller_hsa_id, patient_id,
      certificate_fingerprint, certificate_serial, entry) VALUES ${values.map((row) => `(${row})`).join()};`;
}

function oldJournal(lines: readonly AuditEntry[]): string {
  return lines
    .map((entry) => JSON.stringify(entry))
    .map((text) => `{"crc32":"${crc32(text).toString(16).padStart(8, '0')}","entry":${text}}\n`)
    .join('');
}

async function entriesIn(journal: string): Promise<string[]> {
  const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => /"entry":(.*)\}$/.exec(line)?.[1] ?? line);
}

async function inDatabase(folder: string, databaseUrl: string | undefined, sql: string): Promise<void> {
  if (databaseUrl === undefined) {
    const database = await PGlite.create({ dataDir: folder });
    await database.exec(sql);
    await database.close();
    return;
  }
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(sql);
  await client.end();
}
