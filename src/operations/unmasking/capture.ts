import { every } from '../../deliveries/every.ts';
import { placeOf } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Capture } from '../../sources/capture.ts';
import type { OpenCapture, UnmaskingStore } from './store.ts';

export interface Captures extends Capture {
  /** Looks at once whether there is a new one. */
  refresh(): Promise<void>;
  /** How many messages are being written. */
  waiting(): number;
  /** Writes what waits. */
  close(): Promise<void>;
}

const lookMs = 2_000;
const sweepMs = 30_000;
const mostWaiting = 50;

/**
 * Copies messages between parties as long as two engineers have agreed on it, into the store and sealed. Beside the work:
 * what cannot be kept is lost to whoever captures, and to nobody else. What is over is destroyed, also what was over
 * while no process ran.
 */
export function createCaptures(store: UnmaskingStore, events: Events): Captures {
  let open: readonly OpenCapture[] = [];
  const writing = new Set<Promise<void>>();
  const failed = (thrown: unknown) => void events.emit('message:capture:failed', { text: placeOf(thrown) });

  const refresh = async () => {
    open = await store.openCaptures();
  };
  let away = false;
  /** A store that is away is told of once, and not at each look. */
  const quietly = (work: () => Promise<unknown>) => async () => {
    try {
      await work();
      away = false;
    } catch (thrown) {
      if (!away) failed(thrown);
      away = true;
    }
  };
  const looks = every(lookMs, quietly(refresh));
  const sweeps = every(sweepMs, quietly(store.sweep));

  function write(work: Promise<void>): void {
    const settled = work.catch(failed);
    writing.add(settled);
    void settled.finally(() => writing.delete(settled));
  }

  return {
    between({ consumer, producer, correlationId }) {
      const found = open.filter((each) => sameHsaId(each.consumer, consumer) && sameHsaId(each.producer, producer));
      if (found.length === 0) return undefined;
      return {
        take(place, message, patient) {
          const content = Buffer.from(message);
          for (const { id } of found)
            if (writing.size < mostWaiting) write(store.keep(id, { place, correlationId, patient, content }));
        },
      };
    },
    refresh,
    waiting: () => writing.size,
    async close() {
      await Promise.all([looks.stop(), sweeps.stop(), ...writing]);
    },
  };
}
