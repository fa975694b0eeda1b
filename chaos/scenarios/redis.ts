import { setTimeout as sleep } from 'node:timers/promises';
import type { Form, Scenario } from '../scenario.ts';

/** How long Redis is away, milliseconds. */
const away = (form: Form, longSeconds: number) => (form === 'long' ? longSeconds * 1_000 : 2_000);

export const redisKilled: Scenario = {
  name: 'redis-killed',
  what: 'Redis is killed, and starts again with what it had on disk',
  wholeWithin: 10,
  async run({ redis }, form) {
    await redis.kill();
    await sleep(away(form, 20));
    await redis.restart();
    return [];
  },
};

export const redisEmptied: Scenario = {
  name: 'redis-emptied',
  what: 'Redis is killed, and starts again with nothing',
  wholeWithin: 10,
  async run({ redis }, form) {
    await redis.kill();
    await redis.wipe();
    await sleep(away(form, 20));
    await redis.restart();
    return [];
  },
};

/** Connections stay open and nothing is answered: harder to notice than an end. */
export const redisFrozen: readonly Scenario[] = [20, 60, 600].map((seconds) => ({
  name: `redis-frozen-${seconds}`,
  what: `Redis answers nothing for ${seconds} s (short form: 4 s)`,
  // Of ten minutes, thousands of messages wait to be sent.
  wholeWithin: seconds === 600 ? 60 : 20,
  longOnly: seconds !== 20,
  async run({ redis }, form) {
    redis.freeze();
    await sleep(form === 'long' ? seconds * 1_000 : 4_000);
    redis.thaw();
    return [];
  },
}));
