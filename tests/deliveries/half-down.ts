import { Redis } from 'ioredis';
import { DeliveryFailure } from '../../src/deliveries/delivery.ts';
import { type Ground, messageTo, newDestination } from './fixtures.ts';

interface Course {
  readonly messages: number;
  readonly keys: number;
  readonly processes: number;
  readonly concurrency: number;
  /** So long the subscriber is up, then down, then up again. */
  readonly phaseMs: number;
  /** Called now and then with how many it has received. */
  readonly progress?: (received: number) => void;
}

interface Account {
  /** Messages that came more than once, with the id that they had. */
  readonly repeats: number;
  /** Messages that came before one of the same key that was put before them. */
  readonly outOfOrder: number;
}

/**
 * Notifications to a subscriber that is down half of the time, and of every twenty that it takes loses the answer to one.
 * Over Redis, all that it holds is deleted twice meanwhile. Resolves when each message has arrived.
 */
export async function halfDown(here: Ground, course: Course): Promise<Account> {
  const { messages, keys, processes, concurrency, phaseMs, progress } = course;
  const received = new Set<string>();
  const latest = new Map<string, number>();
  let [repeats, outOfOrder] = [0, 0];
  let up = true;
  const phases = setInterval(() => {
    up = !up;
  }, phaseMs);
  const all = Promise.withResolvers<void>();
  const flushes = new Set([Math.floor(messages / 3), Math.floor((2 * messages) / 3)]);
  const demandUp = () => {
    if (!up) throw new DeliveryFailure('not-sent', 'unreachable', 'The connection was refused.');
  };

  function receive(id: string, content: string): void {
    const [key = '', number] = content.split(' ');
    if (received.has(id)) {
      repeats++;
      return;
    }
    received.add(id);
    if (Number(number) < (latest.get(key) ?? -1)) outOfOrder++;
    latest.set(key, Number(number));
    progress?.(received.size);
    if (received.size === messages) all.resolve();
  }

  const destination = newDestination({
    concurrency,
    async send({ id, content }) {
      demandUp();
      receive(id, content.toString());
      if (here.redis && flushes.delete(received.size)) await flush(here.redis.url);
      if (Math.random() < 0.05) throw new DeliveryFailure('no-answer', 'timed-out', 'No answer came in time.');
      return {};
    },
    ping: async () => demandUp(),
  });
  try {
    const senders = await Promise.all(Array.from({ length: processes }, () => here.open()));
    for (const sender of senders) await sender.send([destination]);
    for (let put = 0; put < messages; ) {
      const some = Array.from({ length: Math.min(50, messages - put) }, () => {
        const key = `${put % keys}`;
        return messageTo(destination.name, `${key} ${put++}`, { key });
      });
      await senders[put % processes]?.outbox.commit(async (_, into) => into(some));
    }
    await all.promise;
  } finally {
    clearInterval(phases);
  }
  return { repeats, outOfOrder };
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
}
