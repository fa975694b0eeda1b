import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessLog,
  type AuditEntry,
  type AuditFilter,
  createAccessLog,
  logSource,
  readAccessLog,
  verifyLog,
} from '../../src/audit/index.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../../src/audit/tree/index.ts';
import { createEvents } from '../../src/events.ts';
import { openStore, type Store, withSnapshot } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';
import { sampleEntry, sampleRefusal } from './sample-entry.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('access log over %s', (engine) => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let store: Store;
  let log: AccessLog;
  const events = createEvents();

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
    store = await openStore({ databaseUrl, dataDir: dataDir.path });
    log = await createAccessLog({ store, config: logConfig(dataDir.path), events });
  });
  afterAll(async () => {
    await log.close();
    await store.close();
    await dataDir.remove();
  });

  it('gives back an entry as it was, by id and by number', async () => {
    const entry = sampleEntry({
      correlationId: 'whole',
      actor: { hsaId: 'SE2321000230-DEMOLAK', name: undefined, commission: 'SE2321000230-DEMOMIU' },
    });
    await log.append(entry);
    const found = await log.find(entry.id);
    expect(found).toEqual({ ...entry, sequence: expect.any(Number) });
    expect(await log.find(String(found?.sequence))).toEqual(found);
    expect(await log.find('none')).toBeUndefined();
    expect(await log.find('987654321')).toBeUndefined();
  });

  it('lists what a filter asks for', async () => {
    const other = { ...sampleEntry().certificate, serial: 'beef', fingerprint: 'ef'.repeat(32) } as NonNullable<
      AuditEntry['certificate']
    >;
    const entries = {
      early: sampleEntry({ at: '2026-03-01T10:00:00Z' }),
      otherPatient: sampleEntry({
        at: '2026-03-02T10:00:00Z',
        patient: { id: '199801022383', type: '1.2.752.129.2.1.3.1' },
      }),
      otherCaller: sampleEntry({
        at: '2026-03-03T10:00:00Z',
        caller: { hsaId: 'SE2321000222-DEMOEHR', name: 'Journal Väster', kind: 'function', organisation: undefined },
        certificate: other,
      }),
      empty: sampleEntry({ at: '2026-03-04T10:00:00Z', outcome: 'empty', units: [], records: 0 }),
      refused: sampleRefusal({ at: '2026-03-05T10:00:00Z', correlationId: 'refused-call' }),
    };
    await log.append(Object.values(entries));
    const march = { from: '2026-03-01T00:00:00+01:00', to: '2026-04-01T00:00:00+02:00' };
    const listed = async (filter: AuditFilter) => {
      const { entries: found } = await log.list({ ...march, ...filter }, { limit: 50 });
      return found.map(({ id }) => Object.entries(entries).find(([, entry]) => entry.id === id)?.[0]);
    };
    expect(await listed({})).toEqual(['refused', 'empty', 'otherCaller', 'otherPatient', 'early']);
    expect(await listed({ patient: '199801022383' })).toEqual(['otherPatient']);
    expect(await listed({ caller: 'se2321000222-demoehr' })).toEqual(['otherCaller']);
    expect(await listed({ certificate: 'BEEF' })).toEqual(['otherCaller']);
    expect(await listed({ certificate: 'CD:'.repeat(32) })).toEqual(['refused']);
    expect(await listed({ outcome: 'refused' })).toEqual(['refused']);
    expect(await listed({ outcome: 'empty' })).toEqual(['empty']);
    expect(await listed({ correlationId: 'refused-call' })).toEqual(['refused']);
    expect(await listed({ from: '2026-03-02T10:00:00Z', to: '2026-03-04T10:00:00Z' })).toEqual([
      'otherCaller',
      'otherPatient',
    ]);
    expect(await listed({ patient: '191212121212', outcome: 'released' })).toEqual(['otherCaller', 'early']);
    expect(await listed({ patient: "' OR true --" })).toEqual([]);
  });

  it('finds whom and whose an entry concerns', async () => {
    const [north, west] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'];
    const entries = {
      linked: sampleEntry({
        at: '2026-06-01T10:00:00Z',
        patient: { id: '700118AA1234', type: '1.2.752.74.9.1' },
        linked: [{ id: '199901012384', type: '1.2.752.129.2.1.3.1' }],
      }),
      emergency: sampleEntry({
        at: '2026-06-02T10:00:00Z',
        kind: 'continuation',
        action: 'search',
        contract: 'GetAlertInformation:2',
        purpose: 'Administration',
        emergency: true,
        actor: { hsaId: 'SE2321000230-DEMOLAK', name: undefined, commission: undefined },
        reader: { careProvider: west, careUnit: 'SE2321000222-DEMOVE9' },
      }),
      refused: sampleRefusal({ at: '2026-06-03T10:00:00Z' }),
    };
    await log.append(Object.values(entries));
    const june = { from: '2026-06-01T00:00:00+02:00', to: '2026-07-01T00:00:00+02:00' };
    const listed = async (filter: AuditFilter) => {
      const { entries: found } = await log.list({ ...june, ...filter }, { limit: 50 });
      return found.map(({ id }) => Object.entries(entries).find(([, entry]) => entry.id === id)?.[0]);
    };
    expect(await listed({ patient: '199901012384' })).toEqual(['linked']);
    expect(await listed({ patient: '700118AA1234' })).toEqual(['linked']);
    expect(await listed({ person: 'se2321000230-demolak' })).toEqual(['emergency']);
    expect(await listed({ unit: 'SE2321000222-DEMOVE9' }), 'that reads').toEqual(['emergency']);
    expect(await listed({ unit: 'SE2321000222-DEMOVE7' }), 'that discloses').toEqual(['emergency', 'linked']);
    expect(await listed({ controller: north })).toEqual(['linked']);
    expect(await listed({ controller: west })).toEqual(['emergency', 'linked']);
    expect(await listed({ controller: north, strangers: true })).toEqual(['refused', 'linked']);
    expect(await listed({ kind: 'continuation' })).toEqual(['emergency']);
    expect(await listed({ action: 'search' })).toEqual(['emergency']);
    expect(await listed({ contract: 'GetAlertInformation:2' })).toEqual(['emergency']);
    expect(await listed({ purpose: 'Administration' })).toEqual(['emergency']);
    expect(await listed({ emergency: true })).toEqual(['emergency']);
    expect(await listed({ emergency: true, outcome: 'refused' })).toEqual([]);
  });

  it('proves each entry, and that it has only grown', async () => {
    const first = await log.head();
    const entries = Array.from({ length: 300 }, () => sampleEntry());
    await log.append(entries);
    const second = await log.head();
    expect(second.size).toBe(first.size + 300);
    const grown = await log.consistency(first.size, second.size);
    expect(verifyConsistency(first.size, second.size, grown, first.root, second.root)).toBe(true);
    const found = await log.find(entries[123]?.id ?? '');
    const { rows } = await store.pool.query('SELECT entry FROM bridge.audit_entry WHERE sequence = $1', [
      found?.sequence,
    ]);
    const leaf = leafHash(rows[0].entry);
    const proof = await log.inclusion(found?.sequence ?? -1, second.size);
    expect(verifyInclusion(leaf, found?.sequence ?? -1, second.size, proof, second.root)).toBe(true);
    const beyond = [
      () => log.inclusion(9_999, second.size),
      () => log.inclusion(0, 9_999),
      () => log.inclusion(-1, 1),
      () => log.consistency(2, 1),
    ];
    for (const ask of beyond) await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('pages through entries of the same instant without losing or repeating any', async () => {
    const entries = Array.from({ length: 23 }, () => sampleEntry({ correlationId: 'pages' }));
    await log.append(entries);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await log.list({ correlationId: 'pages' }, { limit: 10, after });
      seen.push(...page.entries.map((entry) => entry.id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(entries.map((entry) => entry.id).toReversed());
  });

  it('lets concurrent entries share a commit', async () => {
    const commits: number[] = [];
    const count = ({ count: entries }: { count: number }) => commits.push(entries);
    events.on('audit:entry:written', count);
    await Promise.all(Array.from({ length: 300 }, () => log.append(sampleEntry({ correlationId: 'crowd' }))));
    events.off('audit:entry:written', count);
    expect(commits).toEqual([1, 299]);
    const { entries } = await log.list({ correlationId: 'crowd' }, { limit: 1000 });
    expect(entries).toHaveLength(300);
  });

  it.runIf(engine === 'postgres')('is not ready without the standby that it was told to have', async () => {
    const demanding = await createAccessLog({ store, config: logConfig(dataDir.path, { synchronousStandby: true }) });
    expect(await demanding.health()).toEqual({ ok: false, reasons: [expect.stringContaining('standby')] });
    expect(await log.health()).toEqual({ ok: true, reasons: [] });
    await demanding.close();
  });

  it.runIf(engine === 'postgres')('is one tree when several processes write to it', async () => {
    const other = await createAccessLog({ store, config: logConfig(dataDir.path) });
    const before = (await log.head()).size;
    const writing = Array.from({ length: 40 }, (_, nr) => (nr % 2 ? log : other).append(sampleEntry()));
    await Promise.all(writing);
    expect((await log.head()).size).toBe(before + 40);
    const found = await verifyLog(await logSource(log), { earlier: [], keys: log.keys });
    expect(found).toMatchObject({ fault: undefined, entries: before + 40 });
    await other.close();
  });

  it.runIf(engine === 'postgres')('is read as it was when reading began, and verified so', async () => {
    await withSnapshot(store, async (view) => {
      const frozen = readAccessLog(view);
      const { size } = await frozen.head();
      await log.append([sampleEntry(), sampleEntry()]);
      await log.erase([[0, 1]]);
      const found = await verifyLog(await logSource(frozen), { earlier: [], keys: log.keys });
      expect(found).toMatchObject({ fault: undefined, entries: size, hashesOnly: 0 });
    });
    const found = await verifyLog(await logSource(log), { earlier: [], keys: log.keys });
    expect(found.fault, 'erased, and no act on the log says so').toEqual({ kind: 'erased', sequence: 0 });
  });

  it('takes any text from outside, and a repeated entry once', async () => {
    const long = 'å'.repeat(20_000);
    const entry = sampleEntry({
      correlationId: `outside-${long}`,
      logicalAddress: 'NUL \0, half a pair \ud83d, line\nfeed \u2028',
      caller: { hsaId: long, name: long, kind: 'function', organisation: undefined },
      patient: { id: long, type: '' },
      reason: long,
    });
    await Promise.all([log.append(entry), log.append(sampleEntry({ correlationId: 'beside' }))]);
    await log.append(entry);
    const { entries } = await log.list({ correlationId: entry.correlationId }, { limit: 10 });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.logicalAddress).toBe('NUL \uFFFD, half a pair \uFFFD, line\nfeed \u2028');
    expect(entries[0]?.reason).toBe(`${'å'.repeat(4096)}…`);
  });

  it('refuses an entry when the store is gone, says so, and names no patient', async () => {
    const failures: string[] = [];
    events.on('audit:entry:failed', ({ text }) => failures.push(text));
    if (engine === 'postgres') await postgres?.pause();
    else await store.close();
    await expect(log.append(sampleEntry())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(failures).toHaveLength(1);
    expect(failures[0]).not.toContain('191212121212');
  });

  it.runIf(engine === 'postgres')('works on when the server is back', async () => {
    await postgres?.resume();
    await log.append(sampleEntry({ correlationId: 'afterwards' }));
    expect((await log.list({ correlationId: 'afterwards' }, { limit: 10 })).entries).toHaveLength(1);
  });
});
