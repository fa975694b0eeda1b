import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryFailure, type FailureClass } from '../../src/deliveries/delivery.ts';
import { createLedger } from '../../src/deliveries/ledger.ts';
import { eventually } from '../bus/fixtures.ts';
import { type Ground, grounds, messageTo, newDestination } from './fixtures.ts';
import { halfDown } from './half-down.ts';

const trouble: readonly FailureClass[] = ['not-sent', 'not-now', 'no-answer'];
const message = fc.record({
  key: fc.integer({ min: 0, max: 2 }),
  failures: fc.array(fc.constantFrom(...trouble), { maxLength: 2 }),
  /** Whether a process takes what is due just then, and vanishes. */
  vanishing: fc.boolean(),
});

for (const { name, start } of grounds) {
  const ground = await start();
  describe.skipIf(!ground)(`order over ${name}`, () => {
    let here: Ground;
    beforeAll(() => {
      here = ground as Ground;
    });
    afterEach(() => here.closeAll());
    afterAll(() => ground?.stop());

    it('is kept per key, each message once, whatever fails and vanishes', { timeout: 60_000 }, async () => {
      const arbitrary = fc.array(message, { minLength: 1, maxLength: 12 });
      const property = fc.asyncProperty(arbitrary, async (messages) => {
        const taken: number[] = [];
        const left = messages.map(({ failures }) => [...failures]);
        const destination = newDestination({
          send: async ({ content }) => {
            const number = Number(content.toString());
            const next = left[number]?.shift();
            if (next) throw new DeliveryFailure(next, 'refused', 'Not now.');
            taken.push(number);
            return {};
          },
        });
        const ledger = createLedger(here.store);
        const process = await here.open();
        for (const [number, { key, vanishing }] of messages.entries()) {
          const put = [messageTo(destination.name, `${number}`, { key: `${key}` })];
          await process.outbox.commit(async (_, into) => into(put));
          if (vanishing) await ledger.claim(await ledger.due(destination.name, 10), 10);
        }
        await process.send([destination]);
        await eventually(() => taken.length).toBe(messages.length);
        const keyOf = (number: number) => messages[number]?.key;
        for (const key of [0, 1, 2]) {
          const ofKey = taken.filter((number) => keyOf(number) === key);
          expect(ofKey).toEqual([...ofKey].sort((a, b) => a - b));
        }
        expect(new Set(taken).size).toBe(messages.length);
        await here.closeAll();
      });
      // No search for the smallest example: each try takes seconds.
      await fc.assert(property, { numRuns: 2, endOnFailure: true });
    });

    it('is kept to a subscriber that is down half of the time, and nothing is lost', { timeout: 120_000 }, async () => {
      const processes = here.redis ? 2 : 1;
      const { outOfOrder } = await halfDown(here, {
        messages: here.redis ? 500 : 120,
        keys: 60,
        processes,
        concurrency: 8,
        phaseMs: 400,
      });
      expect(outOfOrder).toBe(0);
    });
  });
}
