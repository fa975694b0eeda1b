import { sql } from 'kysely';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import type { WithheldCount } from './withheld-count.ts';

export interface WithheldLine extends WithheldCount {
  /** `YYYY-MM-DD`, Swedish. */
  readonly firstDay: string;
  readonly lastDay: string;
}

export interface QualityReport {
  /** The last `days` days, most first; of one source where it is named. */
  lines(filter: { readonly source?: string; readonly days: number }): Promise<readonly WithheldLine[]>;
  /** Writes what is still to be written. */
  close(): Promise<void>;
}

type Row = Omit<WithheldCount, 'count'> & { readonly day: string };

/** A source may break rules in countless ways; beyond this many in one write they are counted without their rule. */
const mostLines = 1_000;

/**
 * Keeps count, durably, of what sources gave and nobody was shown: what an administrator of the source has to mend. Holds
 * no patient and no value. Writing goes on beside the answers; while the store does not take it, the counts wait.
 */
export function createQualityReport({
  store,
  events,
}: {
  readonly store: Store;
  readonly events: Events;
}): QualityReport {
  let pending = new Map<string, number>();
  let writing: Promise<void> | undefined;

  function add({ source, contract, reason, rule, count }: WithheldCount): void {
    const row = (told: string): string =>
      JSON.stringify({ day: swedishDay(), source, contract, reason, rule: told } satisfies Row);
    const key = pending.has(row(rule)) || pending.size < mostLines ? row(rule) : row('');
    pending.set(key, (pending.get(key) ?? 0) + count);
  }

  /** Whether the store took it; what it did not take waits. */
  async function write(): Promise<boolean> {
    const batch = pending;
    pending = new Map();
    const rows = [...batch].map(([key, count]) => ({ ...(JSON.parse(key) as Row), count }));
    try {
      await store.db
        .insertInto('bridge.withheld_record')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['day', 'source', 'contract', 'reason', 'rule'])
            .doUpdateSet({ count: sql`withheld_record.count + excluded.count` }),
        )
        .execute();
      return true;
    } catch (thrown) {
      for (const [key, count] of batch) pending.set(key, (pending.get(key) ?? 0) + count);
      events.emit('quality:tally:failed', { text: (thrown as Error).message });
      return false;
    }
  }

  /** One write at a time; what comes meanwhile goes with the next. After a failure it is tried again with what comes. */
  async function drain(): Promise<void> {
    while (pending.size > 0 && (await write()));
  }

  function flush(): Promise<void> {
    writing ??= drain().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  const listen = ({ counts }: { readonly counts: readonly WithheldCount[] }): void => {
    for (const count of counts) add(count);
    void flush();
  };
  events.on('records:withheld:counted', listen);

  return {
    lines: async ({ source, days }) => {
      await flush();
      return readLines(store, source, days);
    },
    close: async () => {
      events.off('records:withheld:counted', listen);
      await flush();
    },
  };
}

async function readLines(store: Store, source: string | undefined, days: number): Promise<WithheldLine[]> {
  const from = swedishDay(Date.now() - (days - 1) * 86_400_000);
  let query = store.db
    .selectFrom('bridge.withheld_record')
    .select((of) => [
      'source',
      'contract',
      'reason',
      'rule',
      of.fn.min('day').as('firstDay'),
      of.fn.max('day').as('lastDay'),
      of.fn.sum<string>('count').as('count'),
    ])
    .where('day', '>=', from)
    .groupBy(['source', 'contract', 'reason', 'rule']);
  if (source !== undefined) query = query.where(sql`upper(source)`, '=', source.toUpperCase());
  const rows = await query.execute();
  const lines = rows.map((row) => ({ ...row, count: Number(row.count) }) as WithheldLine);
  return lines.sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1));
}

function swedishDay(at: number = Date.now()): string {
  return new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
}
