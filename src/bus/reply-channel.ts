import { randomUUID } from 'node:crypto';

/**
 * The way replies travel back from workers to askers, beside the queues: each bridge instance has an address and hears
 * what is posted to it, in the order of each sender, at most once. Two kinds: Redis publish/subscribe, and within
 * this process.
 */
export interface ReplyChannel {
  readonly address: string;
  /** False when nobody listens at that address any more. Rejects when the channel itself is down. */
  post(to: string, frame: Buffer): Promise<boolean>;
  /** Whether somebody listens at that address. Rejects when the channel itself is down. */
  listens(to: string): Promise<boolean>;
  /** Why frames may not get through just now; empty = they do. */
  problems(): string[];
  close(): Promise<void>;
}

export interface Receiver {
  received(frame: Buffer): void;
  /** Frames to this instance may have been lost. */
  interrupted(): void;
}

const inboxes = new Map<string, Receiver>();

/** The channel when asker and worker are the same process. */
export function openLocalChannel(receiver: Receiver): ReplyChannel {
  const address = randomUUID();
  inboxes.set(address, receiver);
  return {
    address,
    async post(to, frame) {
      if (!inboxes.has(to)) return false;
      // Never from within the sender's own call: sender and receiver would be inside each other's steps.
      setImmediate(() => inboxes.get(to)?.received(frame));
      return true;
    },
    listens: async (to) => inboxes.has(to),
    problems: () => [],
    async close() {
      inboxes.delete(address);
    },
  };
}
