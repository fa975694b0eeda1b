import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { createCache, uncached } from '../../src/hsa/cache.ts';

const policy = { freshMs: 300, positiveMs: 600, negativeMs: 60, staleMs: 5_000, patienceMs: 50, maximumObjects: 2 };

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
  return { clock, directory, stale, cache, ask };
}

describe('the directory’s cache', () => {
  it('keeps a found answer for its time and tells when the directory gave it', async () => {
    const { clock, directory, ask } = setUp();
    await ask();
    clock.now += 299;
    expect(await ask()).toEqual({ value: 'first', asOf: new Date(1_000_000).toISOString(), stale: false });
    expect(directory.asked).toBe(1);
    clock.now += 301;
    directory.answer = 'second';
    expect(await ask()).toMatchObject({ value: 'second', asOf: new Date(1_000_600).toISOString() });
  });

  it('gives an answer that is no longer fresh at once, and has a new one fetched behind it', async () => {
    const { clock, directory, ask } = setUp();
    await ask();
    clock.now += 300;
    directory.answer = 'second';
    expect(await ask()).toMatchObject({ value: 'first', stale: false });
    await expect.poll(() => directory.asked).toBe(2);
    expect(await ask()).toMatchObject({ value: 'second', asOf: new Date(1_000_300).toISOString() });
  });

  it('does not wait longer than it must for a directory that says nothing, and keeps what it says late', async () => {
    const { clock, cache, ask } = setUp();
    await ask();
    clock.now += 601;
    const late = Promise.withResolvers<unknown>();
    expect(await cache.lookup('a', () => late.promise)).toMatchObject({ value: 'first', stale: true });
    await expect(cache.lookup('b', () => new Promise(() => undefined))).rejects.toMatchObject({
      code: 'DIRECTORY_UNAVAILABLE',
    });
    late.resolve('late');
    await late.promise;
    await expect.poll(() => ask()).toMatchObject({ value: 'late', stale: false });
  });

  it('forgets on request what names an HSA-id, and does not keep what was asked before', async () => {
    const { cache, directory, ask } = setUp();
    const hsaId = 'SE2321000230-DEMOX';
    const late = Promise.withResolvers<unknown>();
    await cache.lookup('commissions SE2321000230-DEMOY', async () => [{ members: [{ person: hsaId }] }]);
    await ask('b');
    const asked = cache.lookup('c', () => late.promise);
    expect(cache.forget(hsaId.toLowerCase())).toBe(1);
    late.resolve('old');
    await asked;
    expect(await cache.lookup('c', async () => 'new')).toMatchObject({ value: 'new' });
    expect(cache.forget()).toBe(2);
    await ask('b');
    expect(directory.asked).toBe(2);
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

  it('counts a list as what is in it, but no list of everything, and keeps no search', async () => {
    const { directory, ask } = setUp();
    await ask('a');
    directory.answer = ['one', 'two'];
    await ask('units');
    await ask('a');
    expect(directory.asked).toBe(2);
    await ask('children b');
    await ask('a');
    expect(directory.asked).toBe(4);
    await ask('units');
    expect(directory.asked).toBe(4);
    await ask('search b');
    await ask('search b');
    expect(directory.asked).toBe(6);
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
