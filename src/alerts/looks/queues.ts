import type { QueueStatus } from '../../bus/watch.ts';
import type { Condition } from '../alert.ts';
import type { Look } from './look.ts';

/** Queries wait for milliseconds where work moves. */
const longest = 5_000;

/** Queues of record systems on which nobody works, or on which queries lie. */
export function queuesLook(status: () => Promise<readonly QueueStatus[]>): Look {
  return {
    kinds: ['NoWorker', 'QueueStalled'],
    look: async () => (await status()).flatMap(conditionsOf),
  };
}

function conditionsOf({ source, workers, waiting, oldestMilliseconds = 0 }: QueueStatus): readonly Condition[] {
  if (workers === 0) return [{ kind: 'NoWorker', subject: source, facts: { waiting } }];
  const seconds = Math.round(oldestMilliseconds / 1000);
  return oldestMilliseconds > longest ? [{ kind: 'QueueStalled', subject: source, facts: { waiting, seconds } }] : [];
}
