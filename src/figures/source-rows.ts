import { sql } from 'kysely';
import type { Store } from '../store/index.ts';
import {
  addCounts,
  countsOf,
  type Measure,
  noCounts,
  type SourceCounts,
  type SourceFigures,
} from './source-figures.ts';

type Db = Pick<Store, 'db'>;

export interface SourceRow {
  readonly source: string;
  /** ISO 8601. */
  readonly hour: string;
  readonly contract: string;
  readonly measure: Measure;
}

/** From one instant on, before the other. Whole hours: one that is begun counts whole. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

export interface SourceQuestion extends Period {
  readonly by: 'hour' | 'day' | 'month';
  /** HSA-id; undefined = every source. */
  readonly source?: string;
  /** Hours that these touch are left out. */
  readonly except?: readonly Period[];
}

export async function addSourceRows({ db }: Db, rows: readonly (SourceRow & { readonly count: number })[]) {
  await db
    .insertInto('bridge.source_figure')
    .values(rows.map(({ count, hour, ...row }) => ({ ...row, hour: new Date(hour), n: count })))
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'hour', 'contract', 'measure'])
        .doUpdateSet({ n: sql<number>`source_figure.n + excluded.n` }),
    )
    .execute();
}

/** By period, source and contract, in that order. */
export async function readSourceFigures({ db }: Db, question: SourceQuestion): Promise<SourceFigures[]> {
  const { rows } = await sql<Omit<SourceFigures, keyof SourceCounts> & { measure: Measure; n: string }>`
    SELECT ${periods[question.by]} AS period, source, contract, measure, sum(n)::text AS n
    FROM bridge.source_figure
    WHERE ${touched(question)} AND source = ${question.source ?? sql.ref('source')}
      ${sql.join(
        (question.except ?? []).map((period) => sql`AND NOT (${touched(period)})`),
        sql` `,
      )}
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3`.execute(db);
  const figures = Map.groupBy(rows, ({ period, source, contract }) => JSON.stringify([period, source, contract]));
  return [...figures.values()].flatMap((measured) => {
    const [first] = measured;
    if (!first) return [];
    const { period, source, contract } = first;
    const counts = measured.map(({ measure, n }) => countsOf(measure, Number(n))).reduce(addCounts, noCounts);
    return [{ period, source, contract, ...counts }];
  });
}

export async function firstHour({ db }: Db): Promise<Date | undefined> {
  const table = db.selectFrom('bridge.source_figure');
  const row = await table.select(({ fn }) => fn.min('hour').as('first')).executeTakeFirst();
  return row?.first ?? undefined;
}

const local = sql`hour AT TIME ZONE 'Europe/Stockholm'`;
const periods = {
  hour: sql<string>`to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  day: sql<string>`to_char(${local}, 'YYYY-MM-DD')`,
  month: sql<string>`to_char(${local}, 'YYYY-MM')`,
};

function touched({ from, to }: Period) {
  return sql`hour > ${new Date(from.getTime() - hourMs)} AND hour < ${to}`;
}

const hourMs = 3_600_000;

export function hourOf(instant: number): string {
  return new Date(Math.floor(instant / hourMs) * hourMs).toISOString();
}
