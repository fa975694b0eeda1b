import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { createKeeper, type KeeperOptions } from '../../src/tracing/keeper.ts';
import type { Segment } from '../../src/tracing/segment.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

let store: Store;
let data: Awaited<ReturnType<typeof temporaryDataDir>>;
beforeAll(async () => {
  data = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: data.path });
});
afterAll(async () => {
  await store.close();
  await data.remove();
});

const step = { id: '1', parent: undefined, name: 'soap', facts: {}, marks: {} };
function segment(correlationId: string, told: { outcome?: string; milliseconds?: number; at?: number } = {}): Segment {
  const { outcome = 'ok', milliseconds = 5, at = Date.now() } = told;
  return { correlationId, traceId: 'abc', steps: [{ ...step, outcome, milliseconds, at }], omitted: 0 };
}

function keeper(options: Partial<KeeperOptions> = {}) {
  const events = createEvents();
  const dropped: number[] = [];
  events.on('trace:steps:dropped', ({ count }) => dropped.push(count));
  const limits = { slowMs: 1_000, ordinaryPerSecond: 1_000_000, keepDays: 7 };
  return { ...createKeeper({ store, events, process: 'test', ...limits, ...options }), dropped };
}

async function kept(like: string): Promise<string[]> {
  const rows = await store.db
    .selectFrom('bridge.trace_segment')
    .select('correlation_id')
    .where('correlation_id', 'like', `${like}%`)
    .execute();
  return rows.map((row) => row.correlation_id).sort();
}

describe('what is kept of calls', () => {
  it('is every one that failed or was slow, and so many of the others a second', async () => {
    const { take, close } = keeper({ ordinaryPerSecond: 0 });
    take(segment('a-ordinary'));
    take(segment('a-failed', { outcome: 'VP009' }));
    take(segment('a-slow', { milliseconds: 1_000 }));
    await close();
    expect(await kept('a-')).toEqual(['a-failed', 'a-slow']);

    const some = keeper({ ordinaryPerSecond: 3 });
    for (let nr = 0; nr < 100; nr++) some.take(segment(`b-${nr}`));
    await some.close();
    // The hundred may fall into two seconds.
    expect([3, 6]).toContain((await kept('b-')).length);
  });

  it('waits, bounded, while the store does not take it, and what was dropped is told of', async () => {
    const { take, close, dropped } = keeper();
    await store.pool.query('ALTER TABLE bridge.trace_segment RENAME TO away');
    for (let nr = 0; nr < 2_500; nr++) take(segment(`c-${nr}`));
    await expect.poll(() => dropped).toEqual([500]);
    await store.pool.query('ALTER TABLE bridge.away RENAME TO trace_segment');
    await expect.poll(async () => (await kept('c-')).length, { timeout: 5_000 }).toBe(2_000);
    await close();
    expect(dropped).toEqual([500]);
  });

  it('is written by itself', async () => {
    const { take, close } = keeper();
    take(segment('d-1'));
    await expect.poll(() => kept('d-')).toEqual(['d-1']);
    await close();
  });

  it('is gone after its time', async () => {
    const day = 86_400_000;
    const first = keeper();
    first.take(segment('e-old', { at: Date.now() - 8 * day }));
    first.take(segment('e-new', { at: Date.now() - 6 * day }));
    await first.close();
    expect(await kept('e-')).toEqual(['e-new', 'e-old']);
    const next = keeper();
    await expect.poll(() => kept('e-')).toEqual(['e-new']);
    await next.close();
  });
});
