import type { BridgeEvents, Events } from '../events.ts';
import { onEvery } from '../events.ts';

/** Something that happened in this process. No patient data: no event has any. */
export interface LiveEvent {
  /** Greater than that of every event before it; begins anew with the process. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly name: keyof BridgeEvents;
  readonly facts: object;
}

export interface LiveEvents {
  /** Hears of each event from now on, after those that came after `lastId` and are still remembered. */
  listen(listener: (event: LiveEvent) => void, lastId: string | undefined): () => void;
  close(): void;
}

/** They come with every entry of the access log, and tell nobody anything. */
const untold: readonly (keyof BridgeEvents)[] = ['audit:entry:written', 'log:copy:sent'];
const remembered = 500;

/** What happens now, for those who watch. */
export function createLiveEvents(events: Events): LiveEvents {
  // A reader that comes back to another process must not be taken to have seen what happened here.
  const run = Date.now().toString(36);
  const past: { readonly number: number; readonly event: LiveEvent }[] = [];
  const listeners = new Set<(event: LiveEvent) => void>();
  let number = 0;

  const forget = onEvery(events, (name, facts) => {
    if (untold.includes(name)) return;
    number += 1;
    const event = { id: `${run}-${number}`, at: new Date().toISOString(), name, facts };
    past.push({ number, event });
    if (past.length > remembered) past.shift();
    for (const listener of listeners) listener(event);
  });

  return {
    listen(listener, lastId) {
      const [ofRun, seen] = lastId?.split('-') ?? [];
      if (lastId !== undefined)
        for (const { number: each, event } of past) if (ofRun !== run || each > Number(seen)) listener(event);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      forget();
      listeners.clear();
    },
  };
}
