import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Bus } from '../../src/bus/index.ts';
import { BridgeError } from '../../src/errors.ts';
import type { Priority } from '../../src/sources/priority.ts';
import { SourceFailure } from '../../src/sources/query.ts';
import {
  type Carrier,
  carriers,
  eventually,
  hang,
  idOf,
  idsOf,
  newSource,
  noRecords,
  PATIENT,
  queryTo,
  recordOf,
} from './fixtures.ts';

const interactive = { priority: 'interactive' } as const;
const MEGABYTE = 1024 * 1024;

describe.each(carriers)('the bus over $name', ({ start }) => {
  let carrier: Carrier | undefined;
  const opened: Bus[] = [];

  beforeAll(async () => {
    carrier = await start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()));
  });
  afterAll(() => carrier?.stop());

  const test = (name: string, body: (open: Carrier['open'], carrier: Carrier) => Promise<void>, timeout = 30_000) =>
    it(name, { timeout }, async (context) => {
      if (!carrier) return context.skip('redis-server is not installed');
      const open: Carrier['open'] = async (options) => {
        const bus = await (carrier as Carrier).open({ drainMilliseconds: 500, ...options });
        opened.push(bus);
        return bus;
      };
      await body(open, carrier);
    });

  test('carries a query to its worker and the records back, in order and unchanged', async (open) => {
    const bus = await open();
    const source = newSource();
    const query = queryTo(source);
    const answer = [recordOf('a', { text: 'Åäö — 😀\n"x"' }), recordOf('b'), recordOf('c', { list: [1, null, 'x'] })];
    let asked: unknown;
    await bus.work(source, 1, async function* (received) {
      asked = received;
      yield answer;
    });
    const records = [];
    for await (const batch of bus.ask(query, interactive)) records.push(...batch);
    expect(records).toEqual(answer);
    expect(asked).toEqual({ ...query, ...interactive });
  });

  test('carries an empty answer', async (open) => {
    const bus = await open();
    const source = newSource();
    await bus.work(source, 1, noRecords);
    expect(await idsOf(bus.ask(queryTo(source), interactive))).toEqual([]);
  });

  test('loses and crosses none of 300 concurrent queries between two instances', async (open) => {
    const [asking, alsoAsking, working] = [await open(), await open(), await open()];
    const sources = [newSource(), newSource(), newSource()];
    for (const source of sources) {
      await working.work(source, 20, async function* (query) {
        for (let n = 0; n < 5; n++) yield [recordOf(`${source}/${query.id}/${n}`)];
      });
    }
    const asks = Array.from({ length: 300 }, async (_, n) => {
      const source = sources[n % 3] as string;
      const query = queryTo(source, { deadline: Date.now() + 80_000 });
      const ids = await idsOf((n % 2 ? asking : alsoAsking).ask(query, interactive));
      expect(ids).toEqual([0, 1, 2, 3, 4].map((number) => `${source}/${query.id}/${number}`));
    });
    expect(await Promise.all(asks)).toHaveLength(300);
  }, 90_000);

  test('gives a record larger than a chunk whole', async (open) => {
    const bus = await open();
    const source = newSource();
    const large = recordOf('large', { text: 'å'.repeat(MEGABYTE) });
    await bus.work(source, 1, async function* () {
      yield [recordOf('before')];
      yield [large];
      yield [recordOf('after')];
    });
    const records = [];
    for await (const batch of bus.ask(queryTo(source), interactive)) records.push(...batch);
    expect(records.map((record) => idOf(record))).toEqual(['before', 'large', 'after']);
    expect(records[1]).toEqual(large);
  });

  test('gives what a slow source has said before the rest has come', async (open) => {
    const bus = await open();
    const source = newSource();
    const rest = Promise.withResolvers<void>();
    await bus.work(source, 1, async function* () {
      yield [recordOf('early')];
      await rest.promise;
      yield [recordOf('late')];
    });
    const records = bus.ask(queryTo(source), interactive);
    expect((await records.next()).value?.map(idOf)).toEqual(['early']);
    rest.resolve();
    expect(await idsOf(records)).toEqual(['late']);
  });

  test('holds a worker back to the window when its consumer is slow, and still gives all of 20 MB', async (open) => {
    const [asking, working] = [await open(), await open()];
    const source = newSource();
    const quarter = 'x'.repeat(MEGABYTE / 4);
    let made = 0;
    await working.work(source, 1, async function* () {
      for (; made < 80; made++) yield [recordOf(`${made}`, quarter)];
    });
    let read = 0;
    let furthestAhead = 0;
    for await (const [record] of asking.ask(queryTo(source), interactive)) {
      expect(idOf(record)).toBe(`${read}`);
      read++;
      // As slow as it takes for everything that can come to have come: a turn of the loop more brings nothing.
      for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
      furthestAhead = Math.max(furthestAhead, made - read);
    }
    expect(read).toBe(80);
    // Window 4, one chunk in the cutter, one record being made, one chunk partly read; each about one record.
    expect(furthestAhead).toBeLessThanOrEqual(7);
  });

  test('lets failures cross with reason, status and text', async (open) => {
    const bus = await open();
    const source = newSource();
    await bus.work(source, 1, async function* () {
      yield [recordOf('first')];
      throw new SourceFailure('refused', 403, 'Behörighet saknas.');
    });
    const seen: (string | undefined)[] = [];
    const asking = (async () => {
      for await (const [record] of bus.ask(queryTo(source), interactive)) seen.push(idOf(record));
    })();
    await expect(asking).rejects.toMatchObject({ reason: 'refused', status: 403, message: 'Behörighet saknas.' });
    await expect(asking).rejects.toBeInstanceOf(SourceFailure);
    expect(seen).toEqual(['first']);
  });

  test('reports a bug in a connector without the message, which may quote patient data', async (open) => {
    const bus = await open();
    const source = newSource();
    await bus.work(source, 1, async function* () {
      yield await Promise.reject(new TypeError(`unexpected ${PATIENT}`));
    });
    const reported = once(bus.events, 'bus:handler:failed');
    const asking = idsOf(bus.ask(queryTo(source), interactive));
    await expect(asking).rejects.toMatchObject({ reason: 'bad-data', status: 500 });
    await expect(asking).rejects.not.toThrow(PATIENT);
    const [report] = await reported;
    expect(report.text).toMatch(/^TypeError at .*bus\.test\.ts/);
    expect(JSON.stringify(report)).not.toContain(PATIENT);
  });

  test('times out at the deadline, and the worker is aborted', async (open) => {
    const [asking, working] = [await open(), await open()];
    const source = newSource();
    const aborted = Promise.withResolvers<void>();
    await working.work(source, 1, async function* (_query, signal) {
      yield [recordOf('early')];
      await hang(signal).catch(aborted.resolve);
    });
    const query = queryTo(source, { deadline: Date.now() + 300 });
    await expect(idsOf(asking.ask(query, interactive))).rejects.toMatchObject({ reason: 'timed-out', status: 504 });
    expect(Date.now()).toBeGreaterThanOrEqual(query.deadline - 5);
    await aborted.promise;
  });

  test('frees the place of a connector that does not listen to its signal', async (open) => {
    const bus = await open();
    const source = newSource();
    const never = new Promise<never>(() => undefined);
    await bus.work(source, 1, async function* (query) {
      if ('careUnits' in query && query.careUnits.length === 0) await never;
      yield [recordOf('second')];
    });
    const deaf = queryTo(source, { careUnits: [], deadline: Date.now() + 200 });
    await expect(idsOf(bus.ask(deaf, interactive))).rejects.toMatchObject({ reason: 'timed-out' });
    expect(await idsOf(bus.ask(queryTo(source), interactive))).toEqual(['second']);
  });

  test('aborts the worker when the consumer leaves', async (open) => {
    const [asking, working] = [await open(), await open()];
    const source = newSource();
    const aborted = Promise.withResolvers<void>();
    await working.work(source, 1, async function* (_query, signal) {
      yield [recordOf('first')];
      await hang(signal).catch(aborted.resolve);
    });
    for await (const _ of asking.ask(queryTo(source), interactive)) break;
    await aborted.promise;
  });

  test('aborts the worker and throws the reason when the signal aborts before anything came', async (open) => {
    const [asking, working] = [await open(), await open()];
    const source = newSource();
    const cancel = new AbortController();
    const aborted = Promise.withResolvers<void>();
    // biome-ignore lint/correctness/useYield: a source that gives nothing
    await working.work(source, 1, async function* (_query, signal) {
      cancel.abort(new Error('no longer wanted'));
      await hang(signal).catch(aborted.resolve);
    });
    const asked = idsOf(asking.ask(queryTo(source), { ...interactive, signal: cancel.signal }));
    await expect(asked).rejects.toThrow('no longer wanted');
    await aborted.promise;
  });

  test('takes a query that nobody took off its queue again', async (open) => {
    const bus = await open();
    const source = newSource();
    const query = queryTo(source, { deadline: Date.now() + 200 });
    await expect(idsOf(bus.ask(query, interactive))).rejects.toMatchObject({ reason: 'timed-out' });
    await eventually(async () => (await bus.status())[0]?.waiting).toBe(0);
  });

  test('asks a source never twice for one query, and keeps nothing of it', async (open, carrier) => {
    const bus = await open();
    const source = newSource();
    let calls = 0;
    // biome-ignore lint/correctness/useYield: a source that only fails
    await bus.work(source, 5, async function* () {
      calls++;
      throw new SourceFailure('unreachable', 502, 'Connection reset.');
    });
    await expect(idsOf(bus.ask(queryTo(source), interactive))).rejects.toMatchObject({ reason: 'unreachable' });
    await eventually(async () => (await bus.status())[0]).toMatchObject({ waiting: 0, active: 0 });
    expect(calls).toBe(1);
    expect(await carrier.readable()).not.toContain('Connection reset');
  });

  test('takes emergencies first, then interactive queries, then background ones, and says which they are', async (open) => {
    const bus = await open();
    const source = newSource();
    const gate = Promise.withResolvers<void>();
    const taken: (readonly [string, Priority | undefined])[] = [];
    await bus.work(source, 1, async function* (query) {
      taken.push([query.correlationId, query.priority]);
      await gate.promise;
      yield [recordOf('done')];
    });
    const ask = (correlationId: string, priority: Priority) =>
      idsOf(bus.ask(queryTo(source, { correlationId }), { priority }));
    const asks = [ask('holds the worker', 'background')];
    await eventually(() => taken.length).toBe(1);
    asks.push(ask('background', 'background'), ask('interactive', 'interactive'), ask('emergency', 'emergency'));
    await eventually(async () => (await bus.status())[0]?.waiting).toBe(3);
    gate.resolve();
    await Promise.all(asks);
    expect(taken).toEqual([
      ['holds the worker', 'background'],
      ['emergency', 'emergency'],
      ['interactive', 'interactive'],
      ['background', 'background'],
    ]);
  });

  test('holds nothing readable about a patient or a caller while queries wait', async (open, carrier) => {
    const bus = await open();
    const source = newSource();
    const leave = new AbortController();
    const query = queryTo(source, { correlationId: `canary-${PATIENT}` });
    const asked = idsOf(bus.ask(query, { ...interactive, signal: leave.signal }));
    await eventually(async () => (await bus.status())[0]?.waiting).toBe(1);
    const readable = await carrier.readable();
    leave.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(readable).toContain(`source-${source}`);
    expect(readable).toContain(`${query.deadline}`);
    for (const secret of [PATIENT, 'canary', 'GetDiagnosis', 'DEMOUNIT', 'DEMOEHR', query.id]) {
      expect(readable).not.toContain(secret);
      expect(readable).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
    }
  });

  test('refuses a query sealed with another key, and the asker hears at once', async (open) => {
    const asking = await open({ key: Buffer.alloc(32, 1) });
    const working = await open();
    const source = newSource();
    let called = false;
    await working.work(source, 1, async function* () {
      called = true;
      yield [recordOf('never')];
    });
    const refused = once(working.events, 'bus:payload:refused');
    await expect(idsOf(asking.ask(queryTo(source), interactive))).rejects.toMatchObject({ reason: 'bus-unavailable' });
    await refused;
    expect(called).toBe(false);
  });

  test('lets no more wait than agreed, and tells the next at once; an emergency still gets in, and first', async (open) => {
    const bus = await open({ mostWaiting: () => 2 });
    const source = newSource();
    const release = Promise.withResolvers<void>();
    const order: string[] = [];
    await bus.work(source, 1, async function* ({ correlationId }) {
      order.push(correlationId);
      if (correlationId === 'at work') await release.promise;
      yield [recordOf(correlationId)];
    });
    const ask = (correlationId: string, priority: Priority = 'interactive') =>
      idsOf(bus.ask(queryTo(source, { correlationId }), { priority }));
    const busy = { reason: 'busy', status: 503 };
    const atWork = ask('at work');
    await eventually(() => order).toEqual(['at work']);
    const first = ask('first');
    await expect(ask('in the background', 'background')).rejects.toMatchObject(busy);
    const second = ask('second');
    await expect(ask('one too many')).rejects.toMatchObject(busy);
    const emergency = ask('emergency', 'emergency');
    await eventually(async () => (await bus.status())[0]?.waiting).toBe(3);
    release.resolve();
    await Promise.all([atWork, first, second, emergency]);
    expect(order).toEqual(['at work', 'emergency', 'first', 'second']);
    expect(await ask('afterwards')).toEqual(['afterwards']);
  });

  test('lets others wait in place of who gives up', async (open) => {
    const bus = await open({ mostWaiting: () => 1 });
    const source = newSource();
    for (let time = 0; time < 3; time++) {
      const giveUp = new AbortController();
      const asked = idsOf(bus.ask(queryTo(source), { ...interactive, signal: giveUp.signal }));
      const rejected = expect(asked).rejects.toThrow('given up');
      giveUp.abort(new Error('given up'));
      await rejected;
    }
  });

  test('never asks what timed out while it waited', async (open) => {
    const [asking, working] = [await open(), await open()];
    const source = newSource();
    const gate = Promise.withResolvers<void>();
    const asked: string[] = [];
    await working.work(source, 1, async function* (query) {
      asked.push(query.correlationId);
      await gate.promise;
      yield [recordOf('x')];
    });
    const ask = (correlationId: string, deadline: number) =>
      idsOf(asking.ask(queryTo(source, { correlationId, deadline }), interactive));
    const later = Date.now() + 30_000;
    const first = ask('first', later);
    await eventually(() => asked.length).toBe(1);
    await expect(ask('too late', Date.now() + 250)).rejects.toMatchObject({ reason: 'timed-out' });
    gate.resolve();
    expect(await first).toEqual(['x']);
    expect(await ask('last', later)).toEqual(['x']);
    expect(asked).toEqual(['first', 'last']);
  });

  test('does not ask for what is already too late or cancelled', async (open) => {
    const bus = await open();
    const late = queryTo(newSource(), { deadline: Date.now() - 1 });
    await expect(idsOf(bus.ask(late, interactive))).rejects.toMatchObject({ reason: 'timed-out' });
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(idsOf(bus.ask(queryTo(newSource()), { ...interactive, signal }))).rejects.toThrow('gone');
    expect(await bus.status()).toEqual([]);
  });

  test('is healthy while work moves', async (open) => {
    const bus = await open();
    const source = newSource();
    await bus.work(source, 1, noRecords);
    await idsOf(bus.ask(queryTo(source), interactive));
    expect(await bus.health()).toEqual({ ok: true, reasons: [] });
    const idle = [{ queue: `source-${source}`, source, waiting: 0, active: 0, overdue: 0, workers: 1 }];
    await eventually(() => bus.status()).toEqual(idle);
  });

  test('refuses to be waited for inside a transaction of the store that carries it', async (open, { store }) => {
    if (!store) return;
    const bus = await open();
    const source = newSource();
    await bus.work(source, 1, noRecords);
    await idsOf(bus.ask(queryTo(source), interactive));
    const inside = store.db.transaction().execute(() => idsOf(bus.ask(queryTo(source), interactive)));
    await expect(inside).rejects.toMatchObject({ code: 'STORE_REENTERED' });
  });

  test('close lets queries under way finish and takes no new ones', async (open) => {
    const bus = await open({ drainMilliseconds: 5_000 });
    const source = newSource();
    const gate = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    await bus.work(source, 1, async function* () {
      yield [recordOf('first')];
      taken.resolve();
      await gate.promise;
      yield [recordOf('second')];
    });
    const asked = idsOf(bus.ask(queryTo(source), interactive));
    await taken.promise;
    const closed = bus.close();
    await expect(idsOf(bus.ask(queryTo(source), interactive))).rejects.toMatchObject({ reason: 'bus-unavailable' });
    gate.resolve();
    expect(await asked).toEqual(['first', 'second']);
    await closed;
  });

  test('close of a worker tells askers elsewhere when it cannot wait longer', async (open) => {
    const asking = await open();
    const working = await open({ drainMilliseconds: 100 });
    const source = newSource();
    const taken = Promise.withResolvers<void>();
    // biome-ignore lint/correctness/useYield: a source that does not answer
    await working.work(source, 1, async function* (_query, signal) {
      taken.resolve();
      await hang(signal);
    });
    const asked = idsOf(asking.ask(queryTo(source), interactive));
    await taken.promise;
    const rejected = expect(asked).rejects.toMatchObject({ reason: 'bus-unavailable', status: 503 });
    await working.close();
    await rejected;
  });

  test('close tells its own askers when it cannot wait longer', async (open) => {
    const bus = await open({ drainMilliseconds: 100 });
    const asked = idsOf(bus.ask(queryTo(newSource()), interactive));
    const rejected = expect(asked).rejects.toMatchObject({ reason: 'bus-unavailable' });
    await bus.close();
    await rejected;
  });
});

it('refuses a server database without Redis: replies could not cross processes', async () => {
  const { createBus } = await import('../../src/bus/index.ts');
  const { createEvents } = await import('../../src/events.ts');
  const opening = createBus({
    busUrl: undefined,
    store: undefined,
    key: Buffer.alloc(32),
    events: createEvents(),
    mostWaiting: () => 1,
    drainMilliseconds: () => 0,
  });
  await expect(opening).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await expect(opening).rejects.toBeInstanceOf(BridgeError);
});
