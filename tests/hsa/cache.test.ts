import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { createCache, uncached } from '../../src/hsa/cache.ts';

const policy = { positiveMs: 600, negativeMs: 60, staleMs: 5_000, maximumEntries: 2 };

/** A cache on a clock that the test turns, over a directory that counts its questions and can be down. */
function setUp() {
  const clock = { now: 1_000_000 };
  const directory = { answer: 'first' as unknown, down: false, asked: 0 };
  const events = createEvents();
  const stale: number[] = [];
  events.on('directory:lookup:stale', ({ ageMs }) => stale.push(ageMs));
  const cache = createCache(policy, () => clock.now, events);
  const ask = (key = 'a') =>
    cache.lookup(key, async () => {
      directory.asked += 1;
      if (directory.down) throw new BridgeError('DIRECTORY_UNAVAILABLE');
      return directory.answer;
    });
  return { clock, directory, stale, ask };
}

describe('the directory’s cache', () => {
  it('keeps a found answer for its time and tells when the directory gave it', async () => {
    const { clock, directory, ask } = setUp();
    await ask();
    clock.now += 599;
    expect(await ask()).toEqual({ value: 'first', asOf: new Date(1_000_000).toISOString(), stale: false });
    expect(directory.asked).toBe(1);
    clock.now += 1;
    directory.answer = 'second';
    expect(await ask()).toMatchObject({ value: 'second', asOf: new Date(1_000_600).toISOString() });
  });

  it.each([[undefined], [[]], [{ items: [], more: false }]])(
    'keeps %j, which is nothing, for a shorter time',
    async (nothing) => {
      const { clock, directory, ask } = setUp();
      directory.answer = nothing;
      await ask();
      clock.now += 59;
      await ask();
      expect(directory.asked).toBe(1);
      clock.now += 1;
      await ask();
      expect(directory.asked).toBe(2);
    },
  );

  it('gives an older answer, flagged, when the directory is down, and recovers', async () => {
    const { clock, directory, stale, ask } = setUp();
    await ask();
    clock.now += 1_000;
    directory.down = true;
    expect(await ask()).toEqual({ value: 'first', asOf: new Date(1_000_000).toISOString(), stale: true });
    expect(stale).toEqual([1_000]);
    directory.down = false;
    expect(await ask()).toMatchObject({ stale: false });
  });

  it('gives nothing too old, and nothing it never had', async () => {
    const { clock, directory, ask } = setUp();
    await ask();
    directory.down = true;
    clock.now += policy.staleMs + 1;
    await expect(ask()).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    await expect(ask('b')).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });

  it('asks once for many that want the same at once', async () => {
    const { directory, ask } = setUp();
    await Promise.all([ask(), ask(), ask()]);
    expect(directory.asked).toBe(1);
  });

  it('forgets the least recently used', async () => {
    const { directory, ask } = setUp();
    await ask('a');
    await ask('b');
    await ask('a');
    await ask('c');
    expect(directory.asked).toBe(3);
    await ask('a');
    expect(directory.asked).toBe(3);
    await ask('b');
    expect(directory.asked).toBe(4);
  });

  it('does nothing over a directory in memory', async () => {
    const loaded = new Date('2026-01-01T00:00:00Z');
    let asked = 0;
    const cache = uncached(loaded);
    await cache.lookup('a', async () => ++asked);
    expect(await cache.lookup('a', async () => ++asked)).toEqual({
      value: 2,
      asOf: loaded.toISOString(),
      stale: false,
    });
  });
});
