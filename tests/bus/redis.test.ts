import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFrame, type ReplyContent, sealFrame } from '../../src/bus/frame.ts';
import { type Bus, createBus } from '../../src/bus/index.ts';
import { type JobData, openJob, queueOf, sealJob } from '../../src/bus/job.ts';
import { createSealer } from '../../src/bus/seal.ts';
import { createEvents, type Events } from '../../src/events.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { eventually, hang, idOf, idsOf, KEY, newSource, noRecords, queryTo, recordOf } from './fixtures.ts';

const interactive = { priority: 'interactive' } as const;
const sealer = createSealer(KEY);

/** What only Redis can do to the bus: break, hang, be written to by others; and what is seen on its wire. */
describe('the bus and its Redis', () => {
  let redis: TestRedis | undefined;
  const releases: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const release of releases.splice(0).reverse()) await release();
  });
  afterAll(() => redis?.stop());

  const test = (name: string, body: (redis: TestRedis) => Promise<void>) =>
    it(name, async (context) => {
      if (!redis) return context.skip('redis-server is not installed');
      await body(redis);
    });

  async function open({ url }: TestRedis): Promise<Bus & { events: Events }> {
    const events = createEvents();
    const bus = await createBus({
      busUrl: url,
      store: undefined,
      key: KEY,
      events,
      mostWaiting: () => 1_000,
      drainMilliseconds: () => 200,
    });
    releases.push(() => bus.close());
    return { ...bus, events };
  }

  /** A worker written by hand, which says what the test wants it to. */
  async function workByHand(
    { url }: TestRedis,
    source: string,
    script: (say: (number: number, content: ReplyContent) => Promise<unknown>, id: string) => Promise<void>,
  ): Promise<void> {
    const connection = new Redis(url, { maxRetriesPerRequest: null });
    const queue = queueOf(source);
    const worker = new Worker<JobData>(
      queue,
      async ({ id = '', data }) => {
        await script(
          (number, content) =>
            connection.publish(
              `norrbryggan:reply:${data.replyTo}`,
              sealFrame(sealer, { ...content, id, queue, from: 'by-hand', number }),
            ),
          id,
        );
      },
      { connection },
    );
    releases.push(async () => {
      await worker.close();
      connection.disconnect();
    });
    await worker.waitUntilReady();
  }

  const chunk = (documentId: string): ReplyContent => ({
    kind: 'chunk',
    bytes: Buffer.from(`${JSON.stringify(recordOf(documentId))}\n`),
  });

  test('sends chunks of at most 256 KB, never more than four ahead of the credit given', async (redis) => {
    const [asking, working] = [await open(redis), await open(redis)];
    const ear = new Redis(redis.url);
    releases.push(async () => ear.disconnect());
    const sizes: number[] = [];
    let ahead = 0;
    let furthestAhead = 0;
    ear.on('pmessageBuffer', (_pattern, _channel, message: Buffer) => {
      const frame = openFrame(sealer, message);
      if (frame?.kind === 'chunk') {
        sizes.push(message.length);
        ahead++;
      }
      if (frame?.kind === 'credit') ahead -= frame.chunks;
      furthestAhead = Math.max(furthestAhead, ahead);
    });
    await ear.psubscribe('norrbryggan:reply:*');
    const source = newSource();
    await working.work(source, 1, async function* () {
      for (let n = 0; n < 2_000; n++) yield [recordOf(`${n}`, 'x'.repeat(10_000))];
    });
    let read = 0;
    for await (const [record] of asking.ask(queryTo(source), interactive)) {
      expect(idOf(record)).toBe(`${read++}`);
      // Reads on only when the worker is as far ahead as it may be.
      if (read === 1) await eventually(() => ahead).toBe(4);
    }
    expect(read).toBe(2_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(20_000_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
    expect(sizes.length).toBeLessThan(100);
    expect(furthestAhead).toBe(4);
  });

  test('leaves no job behind', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    await bus.work(source, 5, async function* () {
      yield [recordOf('x')];
    });
    await Promise.all(Array.from({ length: 20 }, () => idsOf(bus.ask(queryTo(source), interactive))));
    const reader = new Redis(redis.url);
    releases.push(async () => reader.disconnect());
    const jobs = async () => (await reader.keys(`bull:${queueOf(source)}:????????-*`)).length;
    await eventually(jobs).toBe(0);
  });

  test('takes a gap in the replies for lost replies', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    await workByHand(redis, source, async (say) => {
      await say(0, { kind: 'taken' });
      await say(1, chunk('first'));
      await say(3, chunk('third'));
      await say(4, { kind: 'end', parts: 3 });
    });
    const seen: (string | undefined)[] = [];
    const asked = (async () => {
      for await (const [record] of bus.ask(queryTo(source), interactive)) seen.push(idOf(record));
    })();
    await expect(asked).rejects.toMatchObject({ reason: 'bus-unavailable' });
    expect(seen).toEqual(['first']);
  });

  test('takes no reply that is played again', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    await workByHand(redis, source, async (say) => {
      await say(0, { kind: 'taken' });
      await say(1, chunk('first'));
      await say(1, chunk('first'));
      await say(2, { kind: 'end', parts: 2 });
    });
    const seen: (string | undefined)[] = [];
    const asked = (async () => {
      for await (const [record] of bus.ask(queryTo(source), interactive)) seen.push(idOf(record));
    })();
    await expect(asked).rejects.toMatchObject({ reason: 'bus-unavailable' });
    expect(seen).toEqual(['first']);
  });

  test('takes an end that counts other records than came for lost replies', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    await workByHand(redis, source, async (say) => {
      await say(0, chunk('first'));
      await say(1, { kind: 'end', parts: 2 });
    });
    await expect(idsOf(bus.ask(queryTo(source), interactive))).rejects.toMatchObject({ reason: 'bus-unavailable' });
  });

  test('drops and counts replies to a query nobody waits for', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    const gone = Promise.withResolvers<void>();
    await workByHand(redis, source, async (say) => {
      await say(0, chunk('first'));
      await gone.promise;
      await say(1, chunk('late'));
      await say(2, { kind: 'end', parts: 2 });
    });
    const late: unknown[] = [];
    bus.events.on('bus:reply:late', (event) => late.push(event));
    const query = queryTo(source);
    for await (const [record] of bus.ask(query, interactive)) {
      expect(idOf(record)).toBe('first');
      break;
    }
    gone.resolve();
    const { correlationId } = query;
    await expect
      .poll(() => late)
      .toEqual([
        { source, correlationId },
        { source, correlationId },
      ]);
  });

  test('tells who waits when the worker that has the query vanishes', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    const lost = once(bus.events, 'bus:worker:vanished');
    // Nobody listens at this worker's address.
    await workByHand(redis, source, async (say) => void (await say(0, { kind: 'taken' })));
    const startedAt = performance.now();
    const asked = idsOf(bus.ask(queryTo(source, { deadline: Date.now() + 60_000 }), interactive));
    await expect(asked).rejects.toMatchObject({
      reason: 'bus-unavailable',
      message: expect.stringContaining('vanished'),
    });
    expect(await lost).toEqual([{ queries: 1 }]);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  test('refuses a job that was changed on its queue', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    const asked = idsOf(bus.ask(queryTo(source), interactive));
    const refused = expect(asked).rejects.toMatchObject({ reason: 'bus-unavailable' });
    await eventually(async () => (await bus.status())[0]?.waiting).toBe(1);
    const reader = new Redis(redis.url, { maxRetriesPerRequest: null });
    releases.push(async () => reader.disconnect());
    const queue = new Queue<JobData>(queueOf(source), { connection: reader });
    const [job] = await queue.getJobs(['prioritized']);
    if (!job?.id) throw new Error('the job is not there');
    expect(openJob(sealer, queue.name, job.id, job.data)?.query.source).toBe(source);
    await job.updateData({ ...job.data, deadline: job.data.deadline + 60_000 });
    const reported = once(bus.events, 'bus:payload:refused');
    let called = false;
    await bus.work(source, 1, async function* () {
      called = true;
      yield [recordOf('never')];
    });
    await refused;
    await reported;
    expect(called).toBe(false);
  });

  test('drops a query whose deadline passed on its queue, unasked', async (redis) => {
    const source = newSource();
    const name = queueOf(source);
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    releases.push(async () => connection.disconnect());
    const query = queryTo(source, { deadline: Date.now() - 1 });
    const leftBehind = sealJob(sealer, name, 'left-behind', 'a bridge that crashed', { query, window: 4 });
    await new Queue<JobData>(name, { connection }).add('query', leftBehind, { jobId: 'left-behind' });
    const bus = await open(redis);
    const expired = once(bus.events, 'bus:query:expired');
    let called = false;
    await bus.work(source, 1, async function* () {
      called = true;
      yield [recordOf('never')];
    });
    expect(await expired).toEqual([{ queue: name }]);
    await eventually(async () => (await bus.status())[0]).toMatchObject({ waiting: 0, active: 0 });
    expect(called).toBe(false);
  });

  /** A query as a later version of the bridge puts it: a job, or asking for frames, that this one does not know. */
  async function putByLaterVersion(redis: TestRedis, source: string, later: Partial<JobData>): Promise<Queue<JobData>> {
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    releases.push(async () => connection.disconnect());
    const queue = new Queue<JobData>(queueOf(source), { connection });
    const ours = sealJob(sealer, queue.name, 'later', 'a later bridge', { query: queryTo(source), window: 4 });
    const fromLater = { ...ours, ...later, deadline: Date.now() + 20_000 };
    await queue.add('query', fromLater, { jobId: 'later', priority: 2, removeOnComplete: true });
    return queue;
  }

  for (const later of [{ v: 99 }, { reads: 99 }])
    test(`gives a query of another version back until its worker takes it: ${JSON.stringify(later)}`, async (redis) => {
      const bus = await open(redis);
      const source = newSource();
      const returned = once(bus.events, 'bus:query:returned');
      const asked: string[] = [];
      await bus.work(source, 1, async function* ({ correlationId }) {
        asked.push(correlationId);
        yield [recordOf('ours')];
      });
      const queue = await putByLaterVersion(redis, source, later);
      expect(await returned).toEqual([{ queue: queue.name }]);
      // Its own work goes on meanwhile.
      const query = queryTo(source);
      expect(await idsOf(bus.ask(query, interactive))).toEqual(['ours']);
      expect(await queue.getJob('later')).toMatchObject({ data: later });
      const taken = Promise.withResolvers<string>();
      await workByHand(redis, source, async (_, id) => taken.resolve(id));
      expect(await taken.promise).toBe('later');
      expect(asked).toEqual([query.correlationId]);
    });

  test('gives a query of another version back only while somebody waits', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    await bus.work(source, 1, noRecords);
    let returned = 0;
    bus.events.on('bus:query:returned', () => returned++);
    const expired = once(bus.events, 'bus:query:expired');
    const queue = await putByLaterVersion(redis, source, { v: 99 });
    const job = await queue.getJob('later');
    await job?.updateData({ ...job.data, deadline: Date.now() + 500 });
    expect(await expired).toEqual([{ queue: queue.name }]);
    expect(returned).toBeLessThan(5);
    await eventually(async () => (await bus.status())[0]).toMatchObject({ waiting: 0, active: 0 });
  });

  test('takes a reason that only a later version knows for a refusal', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    await workByHand(redis, source, async (say) => {
      await say(0, { kind: 'failure', reason: 'eaten-by-moose' as 'refused', status: 503, text: 'Later.' });
    });
    const asked = idsOf(bus.ask(queryTo(source), interactive));
    await expect(asked).rejects.toMatchObject({ reason: 'refused', status: 503 });
  });

  test('counts noise on its reply channel and goes on', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    const noise = new Redis(redis.url);
    releases.push(async () => noise.disconnect());
    const [channel = ''] = (await noise.call('PUBSUB', 'CHANNELS', 'norrbryggan:reply:*')) as string[];
    let refused = 0;
    bus.events.on('bus:payload:refused', () => refused++);
    for (const text of ['', 'x', 'no frame at all', '\x00\x02{}', '\x00\x04null', '\xff\xff'])
      await noise.publish(channel, text);
    await eventually(() => refused).toBe(6);
    await bus.work(source, 1, async function* () {
      yield [recordOf('x')];
    });
    expect(await idsOf(bus.ask(queryTo(source), interactive))).toEqual(['x']);
  });

  test('says when a queue has nobody who works on it', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    const asked = idsOf(bus.ask(queryTo(source, { deadline: Date.now() + 60_000 }), interactive));
    const rejected = expect(asked).rejects.toMatchObject({ reason: 'bus-unavailable' });
    await eventually(async () => (await bus.status())[0]).toMatchObject({ waiting: 1, workers: 0 });
    const stalls: unknown[] = [];
    bus.events.on('bus:work:stalled', (stall) => stalls.push(stall));
    const reasons = [expect.stringMatching(/^Nobody works on source-.*: 1 waiting/)];
    await eventually(() => bus.health()).toEqual({ ok: false, reasons });
    expect(await bus.health()).toMatchObject({ ok: false });
    expect(stalls).toEqual([{ queue: queueOf(source), text: reasons[0] }]);
    await bus.close();
    await rejected;
  });

  test('fails fast while Redis is away, and works again by itself when it is back', async (redis) => {
    const [asking, working] = [await open(redis), await open(redis)];
    const source = newSource();
    const taken = Promise.withResolvers<void>();
    await working.work(source, 2, async function* (query, signal) {
      if (query.correlationId === 'under way') {
        taken.resolve();
        await hang(signal);
      }
      yield [recordOf('x')];
    });
    const underWay = idsOf(asking.ask(queryTo(source, { correlationId: 'under way' }), interactive));
    await taken.promise;

    const told = expect(underWay).rejects.toMatchObject({ reason: 'bus-unavailable', status: 503 });
    await redis.kill();
    const killed = performance.now();
    await told;
    await expect(idsOf(asking.ask(queryTo(source), interactive))).rejects.toMatchObject({ reason: 'bus-unavailable' });
    await expect(idsOf(asking.ask(queryTo(newSource()), interactive))).rejects.toMatchObject({
      reason: 'bus-unavailable',
    });
    expect(performance.now() - killed).toBeLessThan(2_500);
    expect(await asking.health()).toMatchObject({ ok: false });
    await expect(asking.status()).rejects.toMatchObject({ code: 'BUS_UNAVAILABLE' });

    await redis.restart();
    const answered = async () => {
      const asked = idsOf(asking.ask(queryTo(source, { deadline: Date.now() + 4_000 }), interactive));
      return asked.catch((error) => error.reason);
    };
    await eventually(answered).toEqual(['x']);
    await eventually(() => asking.health()).toEqual({ ok: true, reasons: [] });
    expect(await working.health()).toEqual({ ok: true, reasons: [] });
  });

  test('closes while Redis is away', async (redis) => {
    const bus = await open(redis);
    const source = newSource();
    await bus.work(source, 1, noRecords);
    await idsOf(bus.ask(queryTo(source), interactive));
    await redis.kill();
    await bus.close();
    await redis.restart();
  });

  it('says at once that Redis cannot be reached at start', async () => {
    const opening = createBus({
      busUrl: 'redis://127.0.0.1:1',
      store: undefined,
      key: KEY,
      events: createEvents(),
      drainMilliseconds: () => 0,
      mostWaiting: () => 1,
    });
    await expect(opening).rejects.toMatchObject({ code: 'BUS_UNAVAILABLE' });
  });
});
