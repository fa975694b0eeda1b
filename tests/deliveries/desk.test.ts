import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryFailure } from '../../src/deliveries/delivery.ts';
import { createLedger } from '../../src/deliveries/ledger.ts';
import { eventually } from '../bus/fixtures.ts';
import { type Ground, grounds, messageTo, newDestination, type Process, takesAll } from './fixtures.ts';

for (const { name, start } of grounds) {
  const ground = await start();
  describe.skipIf(!ground)(`the desk of messages over ${name}`, () => {
    let here: Ground;
    let process: Process;
    beforeAll(() => {
      here = ground as Ground;
    });
    afterEach(() => here.closeAll());
    afterAll(() => ground?.stop());

    /** A receiver that takes nothing that begins with `x` until it is told to. */
    async function picky() {
      process = await here.open();
      const { destination, taken } = takesAll();
      const receiver = { picky: true, name: destination.name, taken };
      await process.send([
        newDestination({
          ...destination,
          send: (delivery, signal) => {
            if (receiver.picky && delivery.content.toString().startsWith('x'))
              throw new DeliveryFailure('never', 'VALIDATION_ERROR', 'The receiver will not take it.');
            return destination.send(delivery, signal);
          },
        }),
      ]);
      const put = (...contents: string[]) =>
        process.outbox.commit(async (_, into) =>
          into(contents.map((content) => messageTo(receiver.name, content, { key: content.slice(-1) }))),
        );
      const lines = () => process.desk.list({ destination: receiver.name }, 100);
      const states = async () => (await lines()).map(({ state }) => state);
      return { receiver, put, lines, states };
    }

    it('shows what is dead and why, and whether it was overtaken', async () => {
      const { receiver, put, lines, states } = await picky();
      await put('x1a', '2a', 'x1b');
      await eventually(states).toEqual(['dead', 'delivered', 'dead']);
      const [first, , third] = await lines();
      expect(first).toMatchObject({
        kind: 'notification',
        facts: { contract: 'ProcessNotification:1' },
        bytes: 3,
        attempts: 1,
        failure: { class: 'never', reason: 'VALIDATION_ERROR', text: 'The receiver will not take it.' },
        overtaken: true,
        nextAttemptAt: undefined,
      });
      expect(third?.overtaken).toBe(false);
      expect(third?.group).not.toBe(first?.group);
      const { desk } = process;
      expect(await desk.content(first?.id ?? '')).toEqual(Buffer.from('x1a'));
      expect(await desk.content((await lines())[1]?.id ?? '')).toBeUndefined();
      expect(await desk.count({ destination: receiver.name, state: 'dead', reason: 'VALIDATION_ERROR' })).toBe(2);
      expect(await desk.count({ correlationId: first?.correlationId, from: first?.acceptedAt })).toBe(1);
      expect(await desk.count({ ids: ['not an id'] })).toBe(0);
      const after = await desk.list({ destination: receiver.name }, 1, first?.sequence);
      expect(after.map(({ state }) => state)).toEqual(['delivered']);
      const status = (await desk.status()).find(({ destination }) => destination === receiver.name);
      expect(status).toMatchObject({ waiting: 0, sending: 0, dead: 2, breaker: 'closed', paused: undefined });
      expect(status?.lastDeliveredAt).toBeDefined();
    });

    it('replays by filter, in order', async () => {
      const { receiver, put, states } = await picky();
      await put('x1a', 'x2a', 'x3b', '4a');
      await eventually(states).toEqual(['dead', 'dead', 'dead', 'delivered']);
      receiver.picky = false;
      expect(await process.desk.replay({ destination: receiver.name })).toBe(3);
      await eventually(states).toEqual(Array(4).fill('delivered'));
      const ofA = receiver.taken.filter((content) => content.endsWith('a'));
      expect(ofA).toEqual(['4a', 'x1a', 'x2a']);
      expect(await process.desk.replay({ destination: receiver.name })).toBe(0);
    });

    it('discards, and what waits behind goes on', async () => {
      const { receiver, put, lines, states } = await picky();
      await process.desk.pause(receiver.name, 'SE2321000230-DEMOING', 'maintenance');
      await put('x1a', '2a', '3a');
      const [first] = await lines();
      expect(await process.desk.discard({ ids: [first?.id ?? ''] })).toBe(1);
      await process.desk.resume(receiver.name);
      await eventually(states).toEqual(['discarded', 'delivered', 'delivered']);
      expect(receiver.taken).toEqual(['2a', '3a']);
      expect(await process.desk.content(first?.id ?? '')).toBeUndefined();
    });

    it('pauses a destination in all processes until it is resumed', async () => {
      const { receiver, put, lines, states } = await picky();
      const other = await here.open();
      await other.desk.pause(receiver.name, 'SE2321000230-DEMOING', 'maintenance');
      await put('1a');
      const paused = async () =>
        (await process.desk.status()).find(({ destination }) => destination === receiver.name)?.paused;
      expect(await paused()).toMatchObject({ by: 'SE2321000230-DEMOING', reason: 'maintenance' });
      const ledger = createLedger(here.store);
      const ids = (await lines()).map(({ id }) => id);
      expect(await ledger.due(receiver.name, 10)).toEqual([]);
      expect(await ledger.claim(ids, 1_000)).toEqual([]);
      await other.desk.resume(receiver.name);
      await eventually(states).toEqual(['delivered']);
      expect(await paused()).toBeUndefined();
    });
  });
}
