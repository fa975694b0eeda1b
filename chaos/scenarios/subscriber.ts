import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

export const subscriberDown: Scenario = {
  name: 'subscriber-down',
  what: 'a subscriber of the engagement index is down half of the time',
  wholeWithin: 15,
  async run({ subscriber }, form) {
    const [times, milliseconds] = form === 'long' ? [10, 10_000] : [2, 700];
    for (let time = 0; time < times; time++) {
      subscriber.answer(503);
      await sleep(milliseconds);
      subscriber.answer(200);
      await sleep(milliseconds);
    }
    return [];
  },
};
