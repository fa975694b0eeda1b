import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertKind, Condition } from '../../src/alerts/alert.ts';
import { type AlertLedger, createLedger, type Turns } from '../../src/alerts/ledger.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const damping = { holdMs: 60_000, goneMs: 120_000 };
const failing: Condition = { kind: 'SourceFailing', subject: 'SE2321000222-DEMONCS', facts: { failed: 9 } };
const blindTo = (...kinds: AlertKind[]) => ({ seen: [], blind: new Set(kinds), mayEnd: true, expected: [] });

describe.each(['embedded', 'PostgreSQL'])('the ledger of alerts: %s', (engine) => {
  let data: Awaited<ReturnType<typeof temporaryDataDir>>;
  /** Two processes of one installation; embedded there is only one. */
  let stores: Store[];
  let ledgers: AlertLedger[];
  let now = Date.now();
  const later = (seconds: number) => {
    now += seconds * 1000;
    return new Date(now);
  };
  /** All look at the same moment. */
  const allObserve = async (seen: readonly Condition[], at: Date, expected: readonly string[] = []): Promise<Turns> => {
    const sight = { seen, blind: new Set<AlertKind>(), mayEnd: true, expected };
    const turns = await Promise.all([...ledgers, ...ledgers].map((ledger) => ledger.observe(sight, at)));
    return { started: turns.flatMap(({ started }) => started), ended: turns.flatMap(({ ended }) => ended) };
  };

  beforeAll(async () => {
    data = await temporaryDataDir();
    const databaseUrl = engine === 'embedded' ? undefined : postgres?.url;
    stores = [await openStore({ databaseUrl, dataDir: data.path })];
    if (databaseUrl) stores.push(await openStore({ databaseUrl, dataDir: data.path }));
    ledgers = stores.map((store) => createLedger(store, damping));
  });
  afterAll(async () => {
    for (const store of stores ?? []) await store.close();
    await data?.remove();
  });

  it('starts an alert once and ends it once, however many watch', async () => {
    expect(await allObserve([failing], later(0))).toEqual({ started: [], ended: [] });
    expect(await ledgers[0]?.open([])).toEqual([]);
    const { started } = await allObserve([failing], later(60));
    expect(started).toMatchObject([{ ...failing, endedAt: undefined, acknowledged: undefined }]);
    expect(await allObserve([{ ...failing, facts: { failed: 10 } }], later(30))).toEqual({ started: [], ended: [] });
    expect(await ledgers[0]?.open([])).toMatchObject([{ id: started[0]?.id, facts: { failed: 10 } }]);
    expect(await allObserve([], later(119))).toEqual({ started: [], ended: [] });
    const { ended } = await allObserve([], later(1));
    expect(ended).toMatchObject([{ id: started[0]?.id, endedAt: new Date(now).toISOString() }]);
    await allObserve([failing], later(1));
    expect((await allObserve([failing], later(60))).started).toHaveLength(1);
    expect(await ledgers.at(-1)?.open([])).toMatchObject([{ endedAt: undefined }]);
    expect(await ledgers.at(-1)?.ended()).toMatchObject([{ endedAt: expect.any(String) }]);
  });

  it('ends nothing that one process alone still sees, that cannot be looked at, or that it has not watched itself', async () => {
    const [first, last] = [ledgers[0], ledgers.at(-1)];
    const sees = { seen: [failing], blind: new Set<AlertKind>(), mayEnd: true, expected: [] };
    await first?.observe(sees, later(100));
    expect(await last?.observe(blindTo(), later(100))).toEqual({ started: [], ended: [] });
    expect(await last?.observe(blindTo('SourceFailing'), later(1_000))).toEqual({ started: [], ended: [] });
    expect(await last?.observe({ ...blindTo(), mayEnd: false }, later(1))).toEqual({ started: [], ended: [] });
    expect((await last?.observe(blindTo(), later(1)))?.ended).toHaveLength(1);
  });

  it('starts nothing that announced work explains, but lists it, and starts it when the work is over', async () => {
    const source = 'SE2321000222-DEMOLAB';
    const away: Condition = { kind: 'SourceFailing', subject: source, facts: { failed: 3 } };
    await allObserve([away], later(0), [source]);
    expect(await allObserve([away], later(3_600), [source])).toEqual({ started: [], ended: [] });
    expect(await ledgers[0]?.open([source])).toMatchObject([away]);
    expect(await ledgers[0]?.open([])).toEqual([]);
    for (let minute = 0; minute < 2; minute++) await allObserve([away], later(60), [source]);
    expect((await allObserve([away], later(10))).started).toMatchObject([away]);
    expect((await allObserve([], later(120))).ended).toHaveLength(1);
  });

  it('is told who has it in hand while it is open', async () => {
    const dead: Condition = { kind: 'MessagesDead', subject: 'referral-SE2321000222-DEMOREM', facts: { dead: 1 } };
    const { started } = await allObserve([dead], later(0));
    const id = started[0]?.id ?? '';
    const by = { by: 'Ida Demoberg', note: 'Ringer dem.', at: new Date(now).toISOString() };
    expect(await ledgers[0]?.acknowledge(id, by)).toMatchObject({ id, acknowledged: by });
    await allObserve([dead], later(10));
    expect(await ledgers.at(-1)?.open([])).toContainEqual(expect.objectContaining({ id, acknowledged: by }));
    await allObserve([], later(500));
    expect(await ledgers[0]?.acknowledge(id, by)).toBeUndefined();
  });
});
