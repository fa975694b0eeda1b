import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccessLog, createAccessLog } from '../../src/audit/index.ts';
import { createEvents, type Events } from '../../src/events.ts';
import { countUsage } from '../../src/figures/count-usage.ts';
import { countOf, within } from '../../src/figures/histogram.ts';
import { type Figures, keepFigures } from '../../src/figures/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { sampleEntry, sampleRefusal } from '../audit/sample-entry.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const source = 'SE2321000230-DEMOVAS';
const contract = 'GetDiagnosis:2' as const;
const correlationId = 'c';
const all = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('figures over %s', { timeout: 60_000 }, (engine) => {
  let data: Awaited<ReturnType<typeof temporaryDataDir>>;
  let store: Store;
  let log: AccessLog;

  beforeAll(async () => {
    data = await temporaryDataDir();
    const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
    store = await openStore({ databaseUrl, dataDir: data.path });
    log = await createAccessLog({ store, config: logConfig(data.path) });
  });
  beforeEach(async () => {
    while (await countUsage(store));
    for (const table of ['bridge.source_figure', 'bridge.usage_figure', 'bridge.certificate_figure'] as const)
      await store.db.deleteFrom(table).execute();
  });
  afterAll(async () => {
    await log?.close();
    await store?.close();
    await data?.remove();
  });

  /** One more process, as it were. */
  function startProcess(): { events: Events; figures: Figures } {
    const events = createEvents();
    return { events, figures: keepFigures({ store, events }) };
  }

  function answer(events: Events, milliseconds: number, records = 1): void {
    events.emit('source:query:answered', { source, contract, records, milliseconds, correlationId });
  }

  it('of sources add up over processes and restarts', async () => {
    const [one, other] = [startProcess(), startProcess()];
    for (const milliseconds of [10, 27_000, 27_001]) answer(one.events, milliseconds);
    answer(other.events, 80_000, 5);
    const failure = { source, contract, status: 504, text: '', milliseconds: 9, correlationId };
    other.events.emit('source:query:failed', { ...failure, reason: 'timed-out' });
    const withheld = { source, contract, reason: 'broken', rule: 'r', count: 7 } as const;
    other.events.emit('records:withheld:counted', { counts: [withheld], correlationId });
    await Promise.all([one.figures.close(), other.figures.close()]);
    const again = startProcess();
    answer(again.events, 20, 2);
    const [figures, ...more] = await again.figures.sources({ ...all, by: 'month' });
    expect(more).toEqual([]);
    expect(figures).toMatchObject({
      source,
      contract,
      records: 10,
      failed: { 'timed-out': 1 },
      withheld: { broken: 7 },
    });
    const answered = figures?.answered ?? [];
    expect([countOf(answered), within(answered, 50), within(answered, 27_000), answered.at(-1)]).toEqual([5, 2, 3, 1]);
    await again.figures.close();
  });

  it('of sources tell hours, Swedish days and months apart, and leave out hours that something touches', async () => {
    const rows = ['2026-03-31T20:00:00Z', '2026-03-31T22:00:00Z', '2026-04-01T10:00:00Z'].map((hour) => ({
      ...{ source, contract, measure: 'records' },
      ...{ hour: new Date(hour), n: 1 },
    }));
    await store.db.insertInto('bridge.source_figure').values(rows).execute();
    const { figures } = startProcess();
    const told = async (by: 'hour' | 'day' | 'month', more: object = {}) =>
      (await figures.sources({ ...all, by, ...more })).map(({ period, records }) => [period, records]);
    expect(await told('month')).toEqual([
      ['2026-03', 1],
      ['2026-04', 2],
    ]);
    expect(await told('day')).toEqual([
      ['2026-03-31', 1],
      ['2026-04-01', 2],
    ]);
    const except = [{ from: new Date('2026-03-31T22:59:00Z'), to: new Date('2026-04-01T10:00:00Z') }];
    expect(await told('hour', { except })).toEqual([
      ['2026-03-31T20:00:00Z', 1],
      ['2026-04-01T10:00:00Z', 1],
    ]);
    expect(await told('hour', { source: 'SE-ANOTHER' })).toEqual([]);
    await figures.close();
  });

  it('of sources tell what comparisons with the engagement index found, by what came of them', async () => {
    const { events, figures } = startProcess();
    const run = { source, reason: undefined, created: 3, updated: 1, deleted: 2, milliseconds: 1, late: 2 };
    for (const outcome of ['done', 'done', 'failed'] as const)
      events.emit('engagements:reconciliation:finished', { ...run, outcome, listed: 100 });
    const [told] = await figures.sources({ ...all, by: 'month' });
    expect(told).toMatchObject({ contract: '', index: { done: 2, undone: 1, listed: 200, differing: 12, late: 4 } });
    await figures.close();
  });

  it('of sources wait while the store does not take them, and none is lost', async () => {
    const { events, figures } = startProcess();
    const told: string[] = [];
    events.on('figures:tally:failed', ({ text }) => told.push(text));
    await store.pool.query('ALTER TABLE bridge.source_figure RENAME TO elsewhere');
    answer(events, 10);
    await expect(figures.sources({ ...all, by: 'month' })).rejects.toThrow();
    expect(told.length).toBeGreaterThan(0);
    await store.pool.query('ALTER TABLE bridge.elsewhere RENAME TO source_figure');
    answer(events, 10);
    const [after] = await figures.sources({ ...all, by: 'month' });
    expect(countOf(after?.answered ?? [])).toBe(2);
    await figures.close();
  });

  it('of certificates count calls, of persons by issuer alone; whole days, or what there is of today', async () => {
    const { figures } = startProcess();
    expect(await figures.certificateCalls()).toEqual({ days: 0, calls: [] });
    const today = sampleEntry();
    const { caller, certificate } = today;
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const made = (days: number, more: object = {}) => sampleEntry({ at: daysAgo(days), ...more });
    const person = { caller: { ...caller, kind: 'person' } } as object;
    await log.append([made(0), made(0), made(0, { kind: 'closing' }), made(0, { outcome: 'refused' })]);
    while (await countUsage(store));
    const told = {
      ...{ fingerprint: certificate?.fingerprint, issuer: certificate?.issuer, caller: caller?.hsaId.toUpperCase() },
      ...{ contract: today.contract, careUnit: today.reader?.careUnit?.toUpperCase() },
    };
    expect(await figures.certificateCalls()).toEqual({ days: 0, calls: [{ ...told, n: 2 }] });
    await log.append([made(3), made(1), made(1), made(1, person)]);
    while (await countUsage(store));
    const { days, calls } = await figures.certificateCalls();
    expect(days).toBe(3);
    expect(calls.toSorted((one, other) => one.n - other.n)).toEqual([
      { ...told, fingerprint: '', caller: '', n: 1 },
      { ...told, n: 3 },
    ]);
    await log.append([made(30)]);
    while (await countUsage(store));
    expect((await figures.certificateCalls()).days).toBe(7);
    await figures.close();
  });

  const question = { first: '2026-01-01', last: '2099-12-31', by: 'month' } as const;

  it('of use count readings, refusals, emergencies and consents, by who reads; nothing of the patient', async () => {
    const at = '2026-04-30T22:30:00.000Z';
    const act = (action: string, more: object = {}) =>
      sampleEntry({ at, kind: 'act', action, contract: undefined, purpose: undefined, ...more });
    await log.append([
      ...[sampleEntry({ at }), sampleEntry({ at }), sampleEntry({ at: '2026-04-30T21:30:00.000Z' })],
      ...[sampleEntry({ kind: 'closing' }), sampleEntry({ action: 'read:original' }), act('consent:check')],
      ...[sampleRefusal({ at }), sampleRefusal({ at, details: { attempts: 30 } })],
      sampleRefusal({ at, code: 'CALLER_NOT_PERMITTED', reader: sampleEntry().reader }),
      ...[act('emergency:declare'), act('emergency:open'), act('consent:register'), act('consent:cancel')],
      ...[act('consent:register'), act('consent:register', { outcome: 'failed' })],
      act('consent:delete', { outcome: 'refused' }),
    ]);
    while (await countUsage(store));
    const { figures } = startProcess();
    const told = await figures.usage(question);
    const [careProvider, careUnit] = ['SE2321000230-DEMOVG', 'SE2321000230-DEMOVE1'];
    const [purpose, period] = ['Vård och behandling', '2026-05'];
    const unit = { careProvider, careUnit };
    const none = { contract: '', purpose: '' };
    expect(told).toEqual([
      { ...unit, contract, purpose, period: '2026-04', measure: 'overview', n: 1 },
      { careProvider: '', careUnit: '', period, contract, purpose: '', measure: 'refused:CERT_REVOKED', n: 31 },
      { ...unit, period, ...none, measure: 'consent:registered', n: 1 },
      { ...unit, period, ...none, measure: 'consent:withdrawn', n: 1 },
      { ...unit, period, ...none, measure: 'emergency:opened', n: 1 },
      { ...unit, period, contract, purpose: '', measure: 'refused:CALLER_NOT_PERMITTED', n: 1 },
      { ...unit, period, contract, purpose, measure: 'overview', n: 2 },
    ]);
    const { rows } = await sql<{ row: string }>`SELECT f::text AS row FROM bridge.usage_figure AS f`.execute(store.db);
    expect(rows.map(({ row }) => row).join()).not.toContain('191212121212');
    await figures.close();
  });

  it('of use count every entry once, also when it breaks off in the middle and when many count', async () => {
    const entries = Array.from({ length: 2_300 }, () => sampleEntry({ at: '2026-06-15T12:00:00.000Z' }));
    for (const part of [entries.slice(0, 1_200), entries.slice(1_200)]) await log.append(part);
    const total = async () => {
      const { figures } = startProcess();
      const [told] = await figures.usage(question);
      await figures.close();
      return told?.n ?? 0;
    };
    expect(await countUsage(store)).toBe(true);
    const first = await total();
    expect(first).toBe(1_000);
    // After the figures have been written, and before it is written down how far it has come.
    await store.pool.query('ALTER TABLE bridge.usage_counted ADD CONSTRAINT breaks CHECK (next < 0) NOT VALID');
    await expect(countUsage(store)).rejects.toThrow();
    expect(await total()).toBe(first);
    await store.pool.query('ALTER TABLE bridge.usage_counted DROP CONSTRAINT breaks');
    const more = Array.from({ length: 5 }, () => log.append(sampleEntry({ at: '2026-06-15T12:00:00.000Z' })));
    const counting = Array.from({ length: 4 }, async () => {
      while (await countUsage(store));
    });
    await Promise.all([...more, ...counting]);
    while (await countUsage(store));
    expect(await total()).toBe(2_305);
  });
});
