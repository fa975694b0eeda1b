import type { Fetched } from './fetch.ts';
import type { ListStanding, ListStore } from './store.ts';

type Row = ListStanding & { readonly list: Fetched | undefined };

/** Fetched lists of a process that has no store, for itself alone. */
export function createListMemory(): ListStore {
  const rows = new Map<string, Row>();
  const change = (url: string, changed: Partial<Row>) => {
    const row = rows.get(url);
    if (row) rows.set(url, { ...row, ...changed });
  };
  return {
    standing: async () => [...rows.values()],
    content: async (url) => rows.get(url)?.list?.content,
    async claim(url, now, until) {
      const row = rows.get(url) ?? { url, fetchedAt: null, nextAt: now, failures: 0, failure: null, list: undefined };
      if (row.nextAt > now) return undefined;
      rows.set(url, { ...row, nextAt: until });
      return { etag: row.list?.etag ?? null, lastModified: row.list?.lastModified ?? null };
    },
    async succeeded(url, list, now, nextAt) {
      change(url, { ...(list && { list, fetchedAt: now }), nextAt, failures: 0, failure: null });
    },
    async failed(url, text, nextAt) {
      change(url, { failures: (rows.get(url)?.failures ?? 0) + 1, failure: text, nextAt });
    },
  };
}
