import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccessLog, createAccessLog, createLogWork, type LogWork, type Officer } from '../../src/audit/index.ts';
import { createEvents } from '../../src/events.ts';
import { createLongWorks } from '../../src/long-work/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { sampleEntry } from './sample-entry.ts';
import { by } from './stored-entries.ts';

const officer: Officer = {
  correlationId: 'c',
  face: 'portal',
  caller: undefined,
  certificate: undefined,
  actor: by('SE2321000230-DEMOSAKERHET'),
  controller: 'SE2321000230-DEMOVG',
};
const events = createEvents();
const told: object[] = [];
events.on('audit:log:broken', (event) => told.push(event));

const releases: (() => Promise<unknown>)[] = [];
let store: Store;
let log: AccessLog;
let work: LogWork;
beforeAll(async () => {
  const dataDir = await temporaryDataDir();
  releases.push(dataDir.remove);
  const config = logConfig(dataDir.path);
  store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
  releases.push(store.close);
  log = await createAccessLog({ store, config });
  releases.push(() => log.close());
  const works = createLongWorks({ store, secret: Buffer.alloc(32, 7), events });
  releases.push(() => works.close());
  work = createLogWork({ config: config as never, log, works, events });
  await log.append(Array.from({ length: 20 }, () => sampleEntry()));
}, 60_000);
afterAll(async () => {
  for (const release of releases.reverse()) await release();
});
beforeEach(() => store.db.deleteFrom('bridge.long_work').execute());

const sql = (text: string) => store.pool.query(text);
const latest = async () => (await work.verifications(officer))[0];
const untilEnded = () =>
  expect.poll(async () => (await latest())?.state, { timeout: 20_000 }).toSatisfy((state) => state !== 'running');
const acts = async (action: string) => (await log.list({ action }, { limit: 10 })).entries;

describe('a verification that officers begin', () => {
  it('of a log that was altered is told of at once, stands on the log, and is not forgotten for the next', async () => {
    await sql("UPDATE bridge.audit_entry SET purpose = 'Administration' WHERE sequence = 7");
    await work.beginVerification(officer, undefined);
    await untilEnded();
    const fault = { kind: 'columns', sequence: 7 };
    expect(await latest()).toMatchObject({ state: 'finished', outcome: { fault, entries: 7 } });
    expect(told).toEqual([{ fault: 'columns', text: expect.stringContaining('entry 7') }]);
    const [act] = await acts('log:verify');
    expect(act).toMatchObject({ actor: { hsaId: officer.actor?.hsaId }, details: { fault: 'columns', entries: 7 } });

    await sql("UPDATE bridge.audit_entry SET purpose = 'Vård och behandling' WHERE sequence = 7");
    await work.beginVerification(officer, undefined);
    await untilEnded();
    const found = (await work.verifications(officer)).map(({ outcome }) => outcome);
    expect(found).toMatchObject([{ entries: 21 }, { fault }]);
    expect(found[0]).not.toHaveProperty('fault');
    expect(told).toHaveLength(1);
  });

  it('with a head is one of its own, and none is an export', async () => {
    const { note } = await log.head();
    const [first, compared] = [
      await work.beginVerification(officer, undefined),
      await work.beginVerification(officer, note),
    ];
    expect(compared.id).not.toBe(first.id);
    await expect
      .poll(async () => (await work.verifications(officer)).map(({ outcome }) => outcome), { timeout: 20_000 })
      .toMatchObject([{ comparedWithEarlierHead: true }, { comparedWithEarlierHead: false }]);
    await expect(work.removeExport(officer, first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(work.stopVerification(officer, first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await work.verifications(officer)).toHaveLength(2);
  });
});

describe('what is under way', () => {
  it.each([
    ['log-verification', officer, 'stopped'],
    ['log-verification', { ...officer, actor: by('SE2321000230-DEMOOTHER') }, 'WORK_OF_ANOTHER'],
    ['log-verification', { ...officer, controller: 'SE2321000222-DEMOVG' }, 'NOT_FOUND'],
    ['log-export', officer, 'NOT_FOUND'],
  ] as const)('and is a %s, is stopped as a verification by its owner alone', async (kind, whoStops, outcome) => {
    const owner = { owner: 'SE2321000230-DEMOSAKERHET', care_provider: 'SE2321000230-DEMOVG' };
    const values = { id: crypto.randomUUID(), kind, ...owner, state: 'running' };
    await store.db.insertInto('bridge.long_work').values(values).execute();
    const told = await work.stopVerification(whoStops, values.id).then(
      () => 'stopped',
      ({ code }) => code,
    );
    expect(told).toBe(outcome);
    const left = await store.db.selectFrom('bridge.long_work').select('id').execute();
    expect(left).toHaveLength(outcome === 'stopped' ? 0 : 1);
  });
});

describe('an export beyond the limit', () => {
  it('is not on the log as one that was made', async () => {
    for (let nr = 0; nr < 20; nr++)
      await store.db
        .insertInto('bridge.long_work')
        .values({
          id: crypto.randomUUID(),
          kind: 'log-export',
          owner: 'SE2321000230-DEMOSAKERHET',
          care_provider: 'SE2321000230-DEMOVG',
          state: 'finished',
        })
        .execute();
    await expect(work.beginExport(officer)).rejects.toMatchObject({ code: 'WORK_LIMIT' });
    expect(await acts('log:export')).toEqual([]);
  });
});
