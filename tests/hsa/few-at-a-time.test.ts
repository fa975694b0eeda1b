import { setImmediate as othersGoOn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fewAtATime } from '../../src/hsa/few-at-a-time.ts';

it('asks about each, in order, and never about many at once', async () => {
  const items = Array.from({ length: 45 }, (_, nr) => nr);
  let running = 0;
  let most = 0;
  const answers = await fewAtATime(items, async (nr) => {
    running += 1;
    most = Math.max(most, running);
    await othersGoOn();
    running -= 1;
    return nr * 2;
  });
  expect(answers).toEqual(items.map((nr) => nr * 2));
  expect(most).toBe(20);
});
