import { sql } from 'kysely';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { createTally } from '../store/tally.ts';
import type { WithheldCount } from './withheld-count.ts';

export interface WithheldLine extends WithheldCount {
  /** `YYYY-MM-DD`, Swedish. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The last `days` days, or a month, `YYYY-MM`; of one source where it is named. */
export type QualityFilter = { readonly source?: string } & ({ readonly days: number } | { readonly month: string });

export interface QualityReport {
  /** Most first. */
  lines(filter: QualityFilter): Promise<readonly WithheldLine[]>;
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
  const tally = createTally<Row>({
    write: (counted) => writeRows(store, counted),
    coarser: (row) => ({ ...row, rule: '' }),
    mostWaiting: mostLines,
    failed: (thrown) => events.emit('quality:tally:failed', { text: (thrown as Error).message }),
  });

  const listen = ({ counts }: { readonly counts: readonly WithheldCount[] }): void => {
    const day = swedishDay();
    for (const { source, contract, reason, rule, count } of counts)
      tally.add({ day, source, contract, reason, rule }, count);
    void tally.flush();
  };
  events.on('records:withheld:counted', listen);

  return {
    lines: async (filter) => {
      await tally.flush();
      return readLines(store, filter);
    },
    close: async () => {
      events.off('records:withheld:counted', listen);
      await tally.flush();
    },
  };
}

async function writeRows({ db }: Store, rows: readonly (Row & { readonly count: number })[]): Promise<void> {
  await db
    .insertInto('bridge.withheld_record')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'source', 'contract', 'reason', 'rule'])
        .doUpdateSet({ count: sql`withheld_record.count + excluded.count` }),
    )
    .execute();
}

async function readLines(store: Store, filter: QualityFilter): Promise<WithheldLine[]> {
  const { source } = filter;
  const [from, to] = daysOf(filter);
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
    .where('day', '<=', to)
    .groupBy(['source', 'contract', 'reason', 'rule']);
  if (source !== undefined) query = query.where(sql`upper(source)`, '=', source.toUpperCase());
  const rows = await query.execute();
  const lines = rows.map((row) => ({ ...row, count: Number(row.count) }) as WithheldLine);
  return lines.sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1));
}

function daysOf(filter: QualityFilter): [first: string, last: string] {
  if ('month' in filter) return [`${filter.month}-01`, `${filter.month}-31`];
  return [swedishDay(Date.now() - (filter.days - 1) * 86_400_000), swedishDay()];
}

function swedishDay(at: number = Date.now()): string {
  return new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
}
