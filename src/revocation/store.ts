import type { Store } from '../store/index.ts';
import type { Fetched, Marks } from './fetch.ts';

/** Fetched lists, which all processes share: one fetches, and a restart without network has what was there. */
export interface ListStore {
  /** How it stands with each, without what they hold. */
  standing(): Promise<readonly ListStanding[]>;
  content(url: string): Promise<Buffer | undefined>;
  /** Whether this process is to fetch it now; no other does so meanwhile. */
  claim(url: string, now: Date, until: Date): Promise<Marks | undefined>;
  /** `list`: undefined = it is the one that was there. */
  succeeded(url: string, list: Fetched | undefined, now: Date, nextAt: Date): Promise<void>;
  failed(url: string, text: string, nextAt: Date): Promise<void>;
}

export interface ListStanding {
  readonly url: string;
  /** When what is there came. */
  readonly fetchedAt: Date | null;
  readonly nextAt: Date;
  /** Attempts since the last that succeeded, and why the latest failed. */
  readonly failures: number;
  readonly failure: string | null;
}

export function createListStore({ db }: Pick<Store, 'db'>): ListStore {
  return {
    async standing() {
      const rows = await db
        .selectFrom('bridge.revocation_list')
        .select(['url', 'fetched_at as fetchedAt', 'next_at as nextAt', 'failures', 'failure'])
        .execute();
      return rows;
    },

    async content(url) {
      const row = await db
        .selectFrom('bridge.revocation_list')
        .select('content')
        .where('url', '=', url)
        .executeTakeFirst();
      return row?.content ? Buffer.from(row.content) : undefined;
    },

    async claim(url, now, until) {
      await db
        .insertInto('bridge.revocation_list')
        .values({ url, next_at: now, failures: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return db
        .updateTable('bridge.revocation_list')
        .set({ next_at: until })
        .where('url', '=', url)
        .where('next_at', '<=', now)
        .returning(['etag', 'last_modified as lastModified'])
        .executeTakeFirst();
    },

    async succeeded(url, list, now, nextAt) {
      const came = list && {
        content: list.content,
        etag: list.etag,
        last_modified: list.lastModified,
        fetched_at: now,
      };
      await db
        .updateTable('bridge.revocation_list')
        .set({ ...came, next_at: nextAt, failures: 0, failure: null })
        .where('url', '=', url)
        .execute();
    },

    async failed(url, text, nextAt) {
      await db
        .updateTable('bridge.revocation_list')
        .set((eb) => ({ next_at: nextAt, failures: eb('failures', '+', 1), failure: text.slice(0, 500) }))
        .where('url', '=', url)
        .execute();
    },
  };
}
