import { setTimeout as passed } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { settlesWithin } from '../bus/settles-within.ts';
import type { Config } from '../config.ts';

/** How a process that stops is emptied: callers are led away, then locked out, then waited for. */
export interface Drain {
  /** Every connection of this door ends with its next answer once the drain has begun. */
  empties(door: FastifyInstance): void;
  /** Resolves when the time of notice is over. Callers are answered meanwhile. */
  begin(): Promise<void>;
  /** Milliseconds left for what is under way; all of them before the notice is over. */
  remaining(): number;
  /** Stops accepting at all doors; resolves when what was under way is answered, or broken off when its time is up. */
  close(): Promise<void>;
}

export function createDrain({ noticeMs, finishMs }: Config['drain']): Drain {
  const doors: FastifyInstance[] = [];
  let began = false;
  let end: number | undefined;

  const remaining = () => (end === undefined ? finishMs : Math.max(end - performance.now(), 0));

  async function closeDoor(door: FastifyInstance): Promise<void> {
    const closed = door.close();
    if (!(await settlesWithin(closed, remaining()))) door.server.closeAllConnections();
    await closed;
  }

  return {
    empties(door) {
      doors.push(door);
      door.addHook('onRequest', async ({ raw: { socket } }, reply) => {
        // An answer that was begun before the notice has not said so, and its connection would be kept until it tires. Its
        // own alone: on another that is idle the next request may be on its way, and is told to close with its answer.
        reply.raw.once('close', () => began && socket.end());
      });
      door.addHook('onSend', async (_request, reply) => {
        if (began) reply.header('connection', 'close');
      });
    },
    async begin() {
      began = true;
      if (doors.length > 0 && noticeMs > 0) await passed(noticeMs);
      end = performance.now() + finishMs;
    },
    remaining,
    async close() {
      await Promise.all(doors.map(closeDoor));
    },
  };
}
