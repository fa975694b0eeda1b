import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { watchEventLoop } from '../../src/faces/event-loop.ts';

it('tells how long a turn of the event loop takes while it is blocked again and again', async () => {
  const loop = watchEventLoop();
  try {
    expect(loop.delayMs()).toBe(0);
    const turn = () => {
      const until = performance.now() + 150;
      while (performance.now() < until);
    };
    while (loop.delayMs() === 0) {
      turn();
      await nextTurn();
    }
    expect(loop.delayMs()).toBeGreaterThan(100);
  } finally {
    loop.stop();
  }
});
