import type { Events } from '../events.ts';
import { addressesOfLists, listsKept, noteAttempt, type Trust, takeLists } from '../siths/index.ts';
import { type Fetched, fetchList } from './fetch.ts';
import type { ListStore } from './store.ts';

interface Parts {
  readonly trust: Trust;
  readonly store: ListStore;
  readonly events: Pick<Events, 'emit'>;
}

/** A revocation that another process has fetched counts here within two seconds. */
const lookEveryMs = 1_000;
/** Whoever has taken it upon itself to fetch a list and is gone by then has another in its place. */
const leaseMs = 60_000;
const longestMs = 15 * 60_000;
const firstPauseMs = 5_000;

/**
 * Fetches the lists whose addresses are configured, and takes up what other processes have fetched. Asked again every
 * quarter of an hour, sooner when a list is about to end, at uneven intervals; after a failure with growing pauses.
 */
export function keepFetchedLists({ trust, store, events }: Parts): { close(): Promise<void> } {
  const taken = new Map<string, number>();
  const fetching = new Set<Promise<void>>();
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let round = look();
  return {
    async close() {
      stop.abort();
      clearTimeout(timer);
      await round;
      await Promise.all(fetching);
    },
  };

  async function look(): Promise<void> {
    try {
      const standing = new Map((await store.standing()).map((each) => [each.url, each]));
      for (const url of addressesOfLists(trust)) {
        const stands = standing.get(url);
        noteAttempt(trust, url, { answer: undefined, failure: stands?.failure ?? undefined });
        await takeUp(url, stands?.fetchedAt ?? undefined);
        if (!stands || stands.nextAt.getTime() <= Date.now()) begin(url, stands?.failures ?? 0);
      }
    } catch (thrown) {
      events.emit('revocation:list:failed', { url: 'store', text: (thrown as Error).message });
    }
    if (!stop.signal.aborted) {
      timer = setTimeout(() => {
        round = look();
      }, lookEveryMs).unref();
    }
  }

  async function takeUp(url: string, fetchedAt: Date | undefined): Promise<void> {
    if (!fetchedAt || taken.get(url) === fetchedAt.getTime()) return;
    taken.set(url, fetchedAt.getTime());
    const content = await store.content(url);
    if (!content) return;
    try {
      await takeLists(trust, url, content, new Date());
    } catch (thrown) {
      // It was good when it was stored: the authorities have changed since.
      events.emit('revocation:list:failed', { url, text: (thrown as Error).message });
    }
  }

  function begin(url: string, failures: number): void {
    const attempt = fetchOne(url, failures).finally(() => fetching.delete(attempt));
    fetching.add(attempt);
  }

  async function fetchOne(url: string, failures: number): Promise<void> {
    try {
      const marks = await store.claim(url, new Date(), new Date(Date.now() + leaseMs));
      if (!marks) return;
      try {
        await renewed(url, await fetchList(url, marks, stop.signal));
      } catch (thrown) {
        if (stop.signal.aborted) return;
        const text = textOf(thrown);
        const pauseMs = Math.min(firstPauseMs * 2 ** failures, longestMs);
        await store.failed(url, text, new Date(Date.now() + uneven(pauseMs)));
        events.emit('revocation:list:failed', { url, text });
      }
    } catch (thrown) {
      events.emit('revocation:list:failed', { url, text: (thrown as Error).message });
    }
  }

  /** A long list is read once: not where it is the one that was there, nor again when it comes back from the store. */
  async function renewed(url: string, fetched: Fetched | undefined): Promise<void> {
    const now = new Date();
    const isKept = listsKept(trust, url).length > 0;
    const had = fetched || !isKept ? await store.content(url) : undefined;
    const content = fetched?.content ?? had;
    const isNew = fetched !== undefined && !had?.equals(fetched.content);
    if (content && (isNew || !isKept)) await takeLists(trust, url, content, now);
    const lists = listsKept(trust, url);
    if (isNew) taken.set(url, now.getTime());
    await store.succeeded(url, isNew ? fetched : undefined, now, nextTime(lists));
    if (isNew) events.emit('revocation:list:fetched', { url, entries: lists[0]?.entries ?? 0 });
  }
}

function nextTime(lists: readonly { readonly nextUpdate: Date | undefined }[]): Date {
  const ends = lists.map(({ nextUpdate }) => nextUpdate?.getTime() ?? Number.POSITIVE_INFINITY);
  const leftMs = Math.min(...ends) - Date.now();
  return new Date(Date.now() + uneven(Math.max(Math.min(longestMs, leftMs / 2), firstPauseMs)));
}

const uneven = (ms: number): number => ms * (0.8 + Math.random() * 0.2);

/** What undici throws says little by itself. */
function textOf(thrown: unknown): string {
  const { name, message, cause } = thrown as Error;
  if (name === 'TimeoutError') return 'It did not answer in time.';
  return message || String((cause as Error | undefined)?.message ?? name);
}
