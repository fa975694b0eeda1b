import { grounds } from '../tests/deliveries/fixtures.ts';
import { halfDown } from '../tests/deliveries/half-down.ts';

const MB = 1024 * 1024;

/**
 * Notifications through the outbox to a subscriber that is down half of the time, over PostgreSQL and Redis, with two
 * sending processes in one, while Redis loses everything twice. What they take of memory must not grow with how many wait.
 */
export async function benchDeliveries(long: boolean): Promise<number> {
  const messages = long ? 100_000 : 5_000;
  const here = await grounds.find(({ name }) => name === 'PostgreSQL and Redis')?.start();
  if (!here) throw new Error('PostgreSQL or Redis is not installed.');
  try {
    const peaks = { firstHalf: 0, secondHalf: 0 };
    const progress = (received: number) => {
      const half = received < messages / 2 ? 'firstHalf' : 'secondHalf';
      peaks[half] = Math.max(peaks[half], process.memoryUsage.rss());
    };
    const course = { messages, keys: messages / 20, processes: 2, concurrency: 16, phaseMs: 2_000, progress };
    const started = performance.now();
    const { repeats, outOfOrder } = await halfDown(here, course);
    const seconds = (performance.now() - started) / 1_000;
    say(
      `${messages} notifications arrived, ${(messages / seconds).toFixed(0)}/s with the subscriber down half of the time`,
    );
    say(`${outOfOrder} out of order; ${repeats} came again with the id they had, after an answer that was lost`);
    say(
      `peak memory ${(peaks.firstHalf / MB).toFixed(0)} MB in the first half, ${(peaks.secondHalf / MB).toFixed(0)} in the second`,
    );
    return outOfOrder > 0 ? 1 : 0;
  } finally {
    await here.closeAll();
    await here.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
