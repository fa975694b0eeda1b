import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryFailure, type FailureClass } from '../../src/deliveries/delivery.ts';
import { createLedger } from '../../src/deliveries/ledger.ts';
import { eventually } from '../bus/fixtures.ts';
import { type Ground, grounds, messageTo, newDestination, PATIENT, takesAll } from './fixtures.ts';

const failure = (kind: FailureClass) => new DeliveryFailure(kind, 'http-503', 'The receiver refused.');

for (const { name, start } of grounds) {
  const ground = await start();
  describe.skipIf(!ground)(`durable messages over ${name}`, () => {
    let here: Ground;
    beforeAll(() => {
      here = ground as Ground;
    });
    afterAll(() => ground?.stop());

    const rows = async (destination: string) =>
      here.store.db
        .selectFrom('bridge.delivery')
        .selectAll()
        .where('destination', '=', destination)
        .orderBy('sequence')
        .execute();
    const states = async (destination: string) => (await rows(destination)).map(({ state }) => state);

    afterEach(() => here.closeAll());

    it('are delivered once each, in the order of their key, and their content is gone', async () => {
      const { outbox, send } = await here.open();
      const { destination, taken } = takesAll();
      const { name } = destination;
      await send([destination]);
      for (const content of ['1', '2', '3']) {
        await outbox.commit(async (_, put) => put([messageTo(name, content), messageTo(name, `${content}'`)]));
      }
      await eventually(() => taken).toEqual(['1', "1'", '2', "2'", '3', "3'"]);
      await eventually(() => states(name)).toEqual(Array(6).fill('delivered'));
      for (const { content, lease, due_at } of await rows(name))
        expect([content, lease, due_at]).toEqual([null, null, null]);
    });

    it('are committed with the work that puts them, or not at all', async () => {
      const { outbox, send } = await here.open();
      const { destination, taken } = takesAll();
      await send([destination]);
      const mistake = new Error('mistake');
      const refused = outbox.commit(async (_, put) => {
        await put([messageTo(destination.name, 'never sent')]);
        throw mistake;
      });
      await expect(refused).rejects.toBe(mistake);
      const given = await outbox.commit(async (transaction, put) => {
        await put([messageTo(destination.name, 'sent')]);
        return transaction.isTransaction;
      });
      expect(given).toBe(true);
      await eventually(() => taken).toEqual(['sent']);
    });

    it('hold nothing readable of the patient', async () => {
      const { outbox } = await here.open();
      await outbox.commit(async (_, put) => put([messageTo('nobody', `<patient>${PATIENT}</patient>`)]));
      expect(JSON.stringify(await rows('nobody'))).not.toContain(PATIENT);
      expect((await rows('nobody'))[0]?.content?.toString('latin1')).not.toContain(PATIENT);
    });

    it('put while nobody sends are sent by the next who does', async () => {
      const serving = await here.open();
      const { destination, taken } = takesAll();
      const put = Array.from({ length: 550 }, (_, index) =>
        messageTo(destination.name, `${index}`, { key: `${index}` }),
      );
      await serving.outbox.commit(async (_, into) => into(put));
      await (await here.open()).send([destination]);
      await eventually(() => taken.length).toBe(put.length);
      expect(new Set(taken).size).toBe(put.length);
    });

    it('are sent again after a failure, and block nothing but their own key', async () => {
      const { outbox, send } = await here.open();
      let failures = 3;
      const taken: string[] = [];
      const destination = newDestination({
        send: async ({ content }) => {
          if (content.toString() === 'a1' && failures-- > 0) throw failure('not-now');
          taken.push(content.toString());
          return {};
        },
      });
      await send([destination]);
      const messages = ['a1', 'a2', 'b1'].map((text) => messageTo(destination.name, text, { key: text[0] ?? '' }));
      await outbox.commit(async (_, put) => put(messages));
      await eventually(() => [...taken].sort()).toEqual(['a1', 'a2', 'b1']);
      expect(taken.indexOf('a1')).toBeLessThan(taken.indexOf('a2'));
      expect((await rows(destination.name))[0]).toMatchObject({ attempts: 4, failure_class: 'not-now' });
    });

    it('die at once when they will never be taken, and do not hold up those behind', async () => {
      const { outbox, send, events } = await here.open();
      const died: string[] = [];
      events.on('delivery:letter:died', ({ reason }) => died.push(reason));
      const { destination, taken } = takesAll();
      const choosy = newDestination({
        send: async (delivery, signal) => {
          if (delivery.content.toString() === 'bad') throw failure('never');
          return destination.send(delivery, signal);
        },
      });
      await send([choosy]);
      await outbox.commit(async (_, put) => put(['bad', 'good'].map((text) => messageTo(choosy.name, text))));
      await eventually(() => taken).toEqual(['good']);
      expect(died).toEqual(['http-503']);
      await eventually(() => states(choosy.name)).toEqual(['dead', 'delivered']);
      expect((await rows(choosy.name))[0]?.content).not.toBeNull();
    });

    it('die when their time is up, and are poison after bugs enough', async () => {
      const { outbox, send } = await here.open({ retryForMs: 1, poisonAfter: 3 });
      let bugs = 0;
      const destination = newDestination({
        send: async ({ content }) => {
          if (content.toString() === 'late') throw failure('no-answer');
          bugs++;
          throw new TypeError('a bug');
        },
      });
      await send([destination]);
      const messages = ['late', 'buggy'].map((text) => messageTo(destination.name, text, { key: text }));
      await outbox.commit(async (_, put) => put(messages));
      await eventually(() => states(destination.name)).toEqual(['dead', 'dead']);
      expect(bugs).toBe(3);
      expect((await rows(destination.name)).map((row) => row.failure_reason)).toEqual(['http-503', 'poison']);
    });

    it('say when sent again that the receiver may have had them, also after they were dead', async () => {
      const { outbox, send, desk } = await here.open({ retryForMs: 1 });
      const doubts: (boolean | undefined)[] = [];
      const destination = newDestination({
        send: async ({ doubtful }) => {
          doubts.push(doubtful);
          if (doubts.length === 1) throw failure('no-answer');
          return {};
        },
      });
      await send([destination]);
      await outbox.commit(async (_, put) => put([messageTo(destination.name, 'late')]));
      await eventually(() => states(destination.name)).toEqual(['dead']);
      await desk.replay({ destination: destination.name });
      await eventually(() => states(destination.name)).toEqual(['delivered']);
      expect(doubts).toEqual([false, true]);
    });

    it('are set aside when every process that tries to send them vanishes', async () => {
      const { outbox, send } = await here.open({ poisonAfter: 2 });
      const { destination, taken } = takesAll();
      await outbox.commit(async (_, put) => put([messageTo(destination.name, 'deadly')]));
      const ledger = createLedger(here.store);
      for (const _ of [1, 2]) {
        expect(await ledger.claim(await ledger.due(destination.name, 1), 1)).toHaveLength(1);
        await eventually(async () => {
          await ledger.recover(false);
          return states(destination.name);
        }).toEqual(['waiting']);
      }
      await send([destination]);
      await eventually(() => states(destination.name)).toEqual(['dead']);
      expect(taken).toEqual([]);
    });

    it('keep to the destination’s concurrency, in all processes together', async () => {
      // Embedded, there is but one process.
      const processes = await Promise.all(here.redis ? [here.open(), here.open()] : [here.open()]);
      let [running, most, done] = [0, 0, 0];
      const destination = newDestination({
        concurrency: 2,
        send: async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running--;
          done++;
          return {};
        },
      });
      for (const process of processes) await process.send([{ ...destination }]);
      const messages = Array.from({ length: 40 }, (_, index) => messageTo(destination.name, '', { key: `${index}` }));
      await processes[0]?.outbox.commit(async (_, put) => put(messages));
      await eventually(() => done).toBe(40);
      expect(most).toBe(2);
    });

    it('spare a destination that does not work, spending no attempts, until its ping is answered', async () => {
      const { outbox, send, events } = await here.open();
      const states: string[] = [];
      events.on('breaker:state:changed', ({ state }) => states.push(state));
      let works = false;
      let attempts = 0;
      const { destination, taken } = takesAll();
      const fragile = newDestination({
        send: async (delivery, signal) => {
          attempts++;
          if (!works) throw failure('not-sent');
          return destination.send(delivery, signal);
        },
        ping: async () => {
          if (!works) throw failure('not-sent');
        },
      });
      await send([fragile]);
      const messages = Array.from({ length: 30 }, (_, index) => messageTo(fragile.name, '', { key: `${index}` }));
      await outbox.commit(async (_, put) => put(messages));
      await eventually(() => states.filter((state) => state === 'open').length).toBeGreaterThan(2);
      expect(attempts).toBeLessThan(12);
      works = true;
      await eventually(() => taken.length).toBe(30);
      expect(states.at(-1)).toBe('closed');
    });

    it('try a destination that answers its ping with nonsense: it is there', async () => {
      const { outbox, send } = await here.open();
      let works = false;
      const { destination, taken } = takesAll();
      const odd = newDestination({
        send: async (delivery, signal) => {
          if (!works) throw failure('not-now');
          return destination.send(delivery, signal);
        },
        ping: async () => {
          works = true;
          throw new DeliveryFailure('no-answer', 'bad-data', 'The receiver’s answer cannot be read.');
        },
      });
      await send([odd]);
      const messages = Array.from({ length: 10 }, (_, index) => messageTo(odd.name, '', { key: `${index}` }));
      await outbox.commit(async (_, put) => put(messages));
      await eventually(() => taken.length).toBe(10);
    });

    it('are sent again when the process that had them has vanished', async () => {
      const { destination, taken } = takesAll();
      const { outbox } = await here.open();
      const messages = ['x', 'y'].map((text) => messageTo(destination.name, text));
      await outbox.commit(async (_, put) => put(messages));
      const ids = (await rows(destination.name)).map(({ id }) => id);
      expect(await createLedger(here.store).claim(ids, 300)).toHaveLength(1);
      expect(await states(destination.name)).toEqual(['sending', 'waiting']);
      await (await here.open()).send([destination]);
      await eventually(() => taken).toEqual(['x', 'y']);
    });
  });
}
