import type { AccessLogReader } from './access-log.ts';
import type { StoredEntry } from './entry.ts';
import type { AuditFilter } from './rows.ts';

const PAGE = 500;

/** Every entry that the filter finds, newest first, a page in memory at a time. */
export async function* entriesOf(log: Pick<AccessLogReader, 'list'>, filter: AuditFilter): AsyncGenerator<StoredEntry> {
  let after: string | undefined;
  do {
    const { entries, next } = await log.list(filter, { limit: PAGE, after });
    yield* entries;
    after = next;
  } while (after !== undefined);
}
