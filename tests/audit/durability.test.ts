import { afterAll, expect, it } from 'vitest';
import { createAccessLog, logSource, verifyLog } from '../../src/audit/index.ts';
import { openStore } from '../../src/store/index.ts';
import { startChild } from '../support/child.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

/** On each engine; `tests/e2e/crash.test.ts` kills whole bridges. The long form: CRASHES=100. */
const crashes = Number(process.env.CRASHES ?? 3);

it.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'loses no acknowledged entry to SIGKILL, %s',
  {
    timeout: crashes * 15_000,
  },
  async (engine) => {
    const dataDir = await temporaryDataDir();
    const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
    const acknowledged: string[] = [];
    for (let kill = 0; kill < crashes; kill++) {
      const url = databaseUrl === undefined ? [] : [databaseUrl];
      const child = startChild(new URL('./programs/append-entries.ts', import.meta.url), dataDir.path, ...url);
      await child.printed(2 + Math.floor(Math.random() * 400));
      await child.signal('SIGKILL');
      acknowledged.push(...child.lines.slice(1).filter((line) => line.length === 36));
    }
    const store = await openStore({ databaseUrl, dataDir: dataDir.path });
    const log = await createAccessLog({ store, config: logConfig(dataDir.path) });
    const { rows } = await store.pool.query('SELECT id FROM bridge.audit_entry');
    const { fault, entries } = await verifyLog(await logSource(log), { earlier: [], keys: log.keys });
    const health = await log.health();
    await log.close();
    await store.close();
    await dataDir.remove();
    const kept = new Set(rows.map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThan(crashes);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect({ fault, entries, health }).toEqual({
      fault: undefined,
      entries: kept.size,
      health: { ok: true, reasons: [] },
    });
  },
);
