import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { createLongWorks, type LongWorks, type Telling } from '../../src/long-work/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

const secret = Buffer.alloc(32, 7);
const officer = { owner: 'SE2321000230-DEMOsakerhet', careProvider: 'SE2321000230-DEMOVG' };
const colleague = { ...officer, owner: 'SE2321000230-DEMOOTHER' };
const kind = 'log-export';

let store: Store;
let here: LongWorks;
let beside: LongWorks;
const events = createEvents();
const releases: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const dataDir = await temporaryDataDir();
  releases.push(dataDir.remove);
  store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
  releases.push(store.close);
  // Two processes over one store.
  [here, beside] = [0, 1].map(() => createLongWorks({ store, secret, events })) as [LongWorks, LongWorks];
  releases.push(
    () => here.close(),
    () => beside.close(),
  );
}, 60_000);
afterAll(async () => {
  for (const release of releases.reverse()) await release();
});
beforeEach(() => store.db.deleteFrom('bridge.long_work').execute());

const stateOf = (id: string) => async () => (await beside.find(officer.careProvider, id)).state;
const untilEnded = (id: string) => expect.poll(stateOf(id), { timeout: 10_000 }).not.toBe('running');
/** Runs until it is told to end. */
const endless = ({ signal }: Telling) =>
  new Promise<object>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
async function textOf(result: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of result) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('long work', () => {
  it('is found and its result read in another process, and stands sealed in the store', async () => {
    const line = 'Åsa Öberg 191212121212\n';
    const step = Promise.withResolvers<void>();
    const { id } = await here.begin({ kind, ...officer }, async ({ write, progress }) => {
      for (let nr = 0; nr < 60_000; nr++) await write(line);
      progress(1, 2);
      await step.promise;
      return { lines: 60_000 };
    });
    const done = async () => (await beside.list(officer.careProvider, kind))[0]?.done;
    await expect.poll(done, { timeout: 20_000 }).toBe(1).finally(step.resolve);
    await untilEnded(id);
    expect(await beside.find(officer.careProvider, id)).toMatchObject({
      state: 'finished',
      outcome: { lines: 60_000 },
      bytes: 60_000 * Buffer.byteLength(line),
      goneAt: expect.any(String),
    });
    expect(await textOf(await beside.result(officer, id))).toBe(line.repeat(60_000));
    const chunks = await store.db.selectFrom('bridge.long_work_chunk').selectAll().execute();
    expect(chunks.length, 'several parts').toBeGreaterThan(1);
    for (const { sealed } of chunks) expect(sealed.includes('191212121212')).toBe(false);
    const elsewhere = createLongWorks({ store, secret: Buffer.alloc(32, 8), events });
    await expect(elsewhere.result(officer, id).then(textOf)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await elsewhere.close();
  });

  it('is its owner’s; her care provider sees that it is there, and others do not', async () => {
    const { id } = await here.begin({ kind, ...officer }, async ({ write }) => {
      await write('content');
      return {};
    });
    await untilEnded(id);
    expect(await beside.list('se2321000230-demovg', kind)).toHaveLength(1);
    expect(await beside.list('SE2321000222-DEMOVG', kind)).toEqual([]);
    for (const act of ['result', 'remove'] as const) {
      await expect(beside[act](colleague, id)).rejects.toMatchObject({ code: 'WORK_OF_ANOTHER' });
      const stranger = { ...officer, careProvider: 'SE2321000222-DEMOVG' };
      await expect(beside[act](stranger, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('ends when it is removed in another process, and leaves nothing', async () => {
    const [begun, stopped] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { id } = await here.begin({ kind, ...officer }, async (telling) => {
      await telling.write('x'.repeat(600_000));
      begun.resolve();
      return endless(telling).finally(stopped.resolve);
    });
    await begun.promise;
    await beside.remove(officer, id);
    await stopped.promise;
    await expect(beside.find(officer.careProvider, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect.poll(() => store.db.selectFrom('bridge.long_work_chunk').selectAll().execute()).toEqual([]);
  });

  it('is stopped by its owner while it runs; what has ended stays', async () => {
    const stopped = Promise.withResolvers<void>();
    const under = await here.begin({ kind, ...officer }, (telling) => endless(telling).finally(stopped.resolve));
    await expect(beside.stop(colleague, under.id)).rejects.toMatchObject({ code: 'WORK_OF_ANOTHER' });
    await beside.stop(officer, under.id);
    await stopped.promise;
    await expect(beside.find(officer.careProvider, under.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const ended = await here.begin({ kind, ...officer }, async () => ({ lines: 1 }));
    await untilEnded(ended.id);
    await expect(beside.stop(officer, ended.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await stateOf(ended.id)()).toBe('finished');
  });

  it('is interrupted when its process stops, or is heard of no more', async () => {
    const dying = createLongWorks({ store, secret, events });
    const { id } = await dying.begin({ kind, ...officer }, endless);
    expect(await stateOf(id)()).toBe('running');
    await dying.close();
    expect(await stateOf(id)()).toBe('interrupted');
    const killed = { id: 'killed', kind, owner: officer.owner, care_provider: officer.careProvider, state: 'running' };
    await store.db.insertInto('bridge.long_work').values(killed).execute();
    expect(await stateOf('killed')()).toBe('running');
    await age(30);
    expect(await stateOf('killed')()).toBe('interrupted');
  });

  it('is gone after a day', async () => {
    const { id } = await here.begin({ kind, ...officer }, async ({ write }) => {
      await write('content');
      return {};
    });
    await untilEnded(id);
    await age(25 * 3_600);
    expect(await beside.list(officer.careProvider, kind)).toEqual([]);
    await expect(beside.result(officer, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await untilEnded((await here.begin({ kind, ...officer }, async () => ({}))).id);
    expect(await store.db.selectFrom('bridge.long_work_chunk').selectAll().execute()).toEqual([]);
  });

  it('tells why it broke off', async () => {
    const told: unknown[] = [];
    events.on('work:run:failed', (event) => told.push(event));
    const { id } = await here.begin({ kind, ...officer }, async ({ write }) => {
      await write('half');
      throw new BridgeError('AUDIT_UNAVAILABLE');
    });
    await untilEnded(id);
    expect(await here.find(officer.careProvider, id)).toMatchObject({ state: 'failed', failure: 'AUDIT_UNAVAILABLE' });
    expect(told).toMatchObject([{ kind, code: 'AUDIT_UNAVAILABLE' }]);
    await expect(here.result(officer, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is no more than two at a time for each person', async () => {
    const begin = (by: typeof officer, of = here) => of.begin({ kind, ...by }, endless);
    const first = await begin(officer);
    await begin(officer, beside);
    await expect(begin(officer)).rejects.toMatchObject({ code: 'WORK_LIMIT' });
    await begin(colleague);
    await here.remove(officer, first.id);
    await begin(officer);
  });
});

/** Makes all work that many seconds older. */
async function age(seconds: number): Promise<void> {
  const earlier = sql<Date>`seen_at - make_interval(secs => ${seconds})`;
  await store.db.updateTable('bridge.long_work').set({ seen_at: earlier }).execute();
}
