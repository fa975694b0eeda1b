import { Readable } from 'node:stream';
import { BridgeError } from '../../../errors.ts';
import type { LiveEvent, LiveEvents } from '../../../operations/index.ts';
import type { ApiCall } from '../route.ts';

export interface EventStreams {
  /** What happens, as server-sent events. Throws OVERLOADED when too many watch already. */
  open(call: Pick<ApiCall<unknown>, 'session' | 'lastEventId' | 'stillAllowed'>): Readable;
  stop(): void;
}

interface Limits {
  /** Streams at the same time, in this process and of one session. */
  readonly streams: number;
  readonly ofSession: number;
  /** What may wait for a reader before it is dropped. */
  readonly bytes: number;
  readonly heartbeatMs: number;
}

const usual: Limits = { streams: 100, ofSession: 5, bytes: 256 * 1024, heartbeatMs: 5_000 };

/**
 * Streams of events (HTML Living Standard, server-sent events). A reader that does not keep up is dropped, and comes back
 * with Last-Event-ID; a stream ends with its session.
 */
export function createEventStreams(live: LiveEvents, limits: Limits = usual): EventStreams {
  const open = new Map<Readable, string>();

  function refuseMore(key: string): void {
    const ofSession = [...open.values()].filter((each) => each === key).length;
    if (open.size >= limits.streams || ofSession >= limits.ofSession)
      throw new BridgeError('OVERLOADED', 'Too many streams of events are open.');
  }

  return {
    open({ session, lastEventId, stillAllowed }) {
      refuseMore(session.key);
      const stream = new Readable({ read: () => undefined });
      open.set(stream, session.key);
      const write = (text: string): void => {
        if (stream.readableLength > limits.bytes) stream.destroy();
        else stream.push(text);
      };
      // The first bytes tell the reader that it listens.
      write(`retry: 2000\n: listening\n\n`);
      const leave = live.listen((event) => write(textOf(event)), lastEventId);
      const heart = setInterval(() => {
        write(': here\n\n');
        stillAllowed().catch(() => stream.push(null));
      }, limits.heartbeatMs).unref();
      stream.on('close', () => {
        clearInterval(heart);
        leave();
        open.delete(stream);
      });
      return stream;
    },
    stop() {
      for (const stream of open.keys()) stream.push(null);
    },
  };
}

function textOf({ id, at, name, facts }: LiveEvent): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify({ at, ...facts })}\n\n`;
}
