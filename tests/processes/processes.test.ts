import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { keepKnowledge, readProcesses, reportProcess } from '../../src/processes/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

describe.each(['embedded', 'PostgreSQL'])('the processes in a store: %s', (engine) => {
  let data: Awaited<ReturnType<typeof temporaryDataDir>>;
  let store: Store;
  beforeAll(async () => {
    data = await temporaryDataDir();
    const databaseUrl = engine === 'embedded' ? undefined : postgres?.url;
    store = await openStore({ databaseUrl, dataDir: data.path });
  });
  afterAll(async () => {
    await store?.close();
    await data?.remove();
  });

  const hands = [{ source: 'SE-A', concurrency: 10, running: 3, idleMilliseconds: 12 }];

  it('tell who they are and what they know, and are gone when they stop in order', async () => {
    const events = createEvents();
    const knows = keepKnowledge({ events, hands: () => hands, troubles: async () => ['bus: Redis is away.'] });
    events.emit('breaker:state:changed', { target: 'SE-A', state: 'open' });
    const serving = await reportProcess({ store, role: 'serve', knows, events });
    const working = await reportProcess({ store, role: 'work', knows, events });
    const known = { hands, breakers: { 'SE-A': 'open' }, troubles: ['bus: Redis is away.'], silent: false };
    expect(await readProcesses(store)).toMatchObject([
      { role: 'serve', ...known },
      { role: 'work', ...known },
    ]);
    await serving.close();
    expect(await readProcesses(store)).toMatchObject([{ role: 'work' }]);
    await working.close();
    expect(await readProcesses(store)).toEqual([]);
  });

  it('are silent when they were not heard of, and forgotten by the next that tells of itself', async () => {
    const row = (id: string, age: string) =>
      store.pool.query(
        `INSERT INTO bridge.process (id, role, version, host, seen_at, knows)
         VALUES ($1, 'work', '1', 'host', now() - $2::interval, '{"hands":[],"breakers":{},"troubles":[]}')`,
        [id, age],
      );
    await row('killed', '30 seconds');
    await row('killed-long-ago', '11 minutes');
    const knows = async () => ({ hands: [], breakers: {}, brokenSince: {}, sources: {}, troubles: [] });
    const { close } = await reportProcess({ store, role: 'serve', knows, events: createEvents() });
    const found = (await readProcesses(store)).map(({ id, role, silent }) =>
      role === 'work' ? [id, silent] : [role, silent],
    );
    expect(found.toSorted()).toEqual([
      ['killed', true],
      ['serve', false],
    ]);
    await close();
  });
});

it('a store that does not take it is told of once', async () => {
  const data = await temporaryDataDir();
  const store = await openStore({ databaseUrl: undefined, dataDir: data.path });
  await store.close();
  const events = createEvents();
  const told: unknown[] = [];
  events.on('process:report:failed', (event) => told.push(event));
  const knows = async () => ({ hands: [], breakers: {}, brokenSince: {}, sources: {}, troubles: [] });
  const { close } = await reportProcess({ store, role: 'both', knows, events });
  await close();
  expect(told).toHaveLength(1);
  await data.remove();
});
