import { sql } from 'kysely';
import type { ErrorCode } from '../errors.ts';
import type { Store } from '../store/index.ts';

type Db = Pick<Store, 'db'>;

/**
 * What is counted of use: readings that were let through (`overview`), calls that were refused by their code, emergencies in
 * which information was opened, and consents registered, withdrawn and deleted as mistaken.
 */
export type UsageMeasure =
  | 'overview'
  | `refused:${ErrorCode | ''}`
  | 'emergency:opened'
  | 'consent:registered'
  | 'consent:withdrawn'
  | 'consent:deleted';

export interface UsageQuestion {
  /** `YYYY-MM-DD`, Swedish; both days included. */
  readonly first: string;
  readonly last: string;
  readonly by: 'day' | 'month';
  /** HSA-id of the care provider that reads; undefined = all. */
  readonly careProvider?: string;
}

/** HSA-ids in upper case. What the log did not know is empty: of a refused certificate nobody is. */
export interface UsageFigure {
  /** `YYYY-MM-DD` or `YYYY-MM`, Swedish. */
  readonly period: string;
  readonly careProvider: string;
  readonly careUnit: string;
  /** `GetDiagnosis:2` */
  readonly contract: string;
  /** Of the act. */
  readonly purpose: string;
  readonly measure: UsageMeasure;
  readonly n: number;
}

export async function readUsage({ db }: Db, question: UsageQuestion): Promise<UsageFigure[]> {
  const { first, last, by, careProvider } = question;
  const { rows } = await sql<Omit<UsageFigure, 'n'> & { n: string }>`
    SELECT ${by === 'day' ? sql`day` : sql`substr(day, 1, 7)`} AS period, care_provider AS "careProvider",
      care_unit AS "careUnit", contract, purpose, measure, sum(n)::text AS n
    FROM bridge.usage_figure
    WHERE day BETWEEN ${first} AND ${last} AND care_provider = ${careProvider?.toUpperCase() ?? sql.ref('care_provider')}
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4, 5, 6`.execute(db);
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}
