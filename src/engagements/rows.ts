import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Schema } from '../store/schema.ts';
import { type Engagement, keyOf } from './engagement.ts';
import type { EngagementTable } from './tables.ts';

/** How the index's table is read and written. */

type Row = Pick<Selectable<EngagementTable>, Exclude<keyof EngagementTable, 'key' | 'changed_at'>>;

/** What an application of changes did: only real changes, as the index holds them afterwards or held them before. */
export interface Applied {
  readonly created: readonly Engagement[];
  readonly updated: readonly Engagement[];
  readonly deleted: readonly Engagement[];
}

/** What is asked for; each that is given must agree exactly, `mostRecentContent` is at or after. */
export type Question = Pick<Engagement, 'registeredResidentIdentification' | 'serviceDomain'> &
  Partial<Omit<Engagement, 'creationTime' | 'updateTime'>>;

/** Whenever it was changed. */
const later = sql<Date>`'infinity'::timestamptz`;

/** Names and types of the row in SQL, for sets of rows that come as JSON. */
const typed = sql.raw(`key text, patient text, service_domain text, categorization text, logical_address text,
  business_object text, process_interest text, most_recent_content text, source_system text, creation_time text,
  update_time text, data_controller text, owner text`);
const columns = sql.raw(`patient, service_domain, categorization, logical_address, business_object, process_interest,
  most_recent_content, source_system, creation_time, update_time, data_controller, owner`);

/**
 * Creates or updates; what is there already as it is given is left alone. `asReceived`: its times are those that were
 * given; otherwise the index sets them, and they make no difference. Rows are touched in the order of their keys, so that
 * two that change the same ones wait for each other in turn. What was changed at or after `before` stays as it is.
 */
export async function put(
  transaction: Transaction<Schema>,
  engagements: readonly Engagement[],
  asReceived: boolean,
  before: Date | typeof later = later,
): Promise<Pick<Applied, 'created' | 'updated'>> {
  if (engagements.length === 0) return { created: [], updated: [] };
  const { rows } = await sql<Row & { created: boolean }>`
    INSERT INTO bridge.engagement AS held (key, changed_at, ${columns})
    SELECT decode(key, 'hex'), clock_timestamp(), ${columns}
    FROM json_to_recordset(${jsonRows(engagements)}::json) AS given (${typed})
    ON CONFLICT (key) DO UPDATE SET
      most_recent_content = excluded.most_recent_content,
      creation_time = CASE WHEN ${asReceived}::boolean THEN excluded.creation_time ELSE held.creation_time END,
      update_time = excluded.update_time,
      changed_at = excluded.changed_at
    WHERE held.changed_at < ${before} AND (held.most_recent_content IS DISTINCT FROM excluded.most_recent_content
      OR (${asReceived}::boolean AND (held.creation_time, held.update_time)
        IS DISTINCT FROM (excluded.creation_time, excluded.update_time)))
    RETURNING ${columns}, (xmax = 0) AS created`.execute(transaction);
  const [created, updated] = [true, false].map((each) => rows.filter((row) => row.created === each).map(engagementOf));
  return { created: created ?? [], updated: updated ?? [] };
}

/** Removes those of these keys that are there, and were last changed before; gives them. */
export async function remove(
  transaction: Transaction<Schema>,
  keys: readonly string[],
  before: Date | typeof later = later,
): Promise<Engagement[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<Row>`
    WITH doomed AS (
      SELECT held.key FROM bridge.engagement AS held
      JOIN json_array_elements_text(${JSON.stringify(keys)}::json) AS given (key) ON held.key = decode(given.key, 'hex')
      WHERE held.changed_at < ${before}
      ORDER BY held.key FOR UPDATE)
    DELETE FROM bridge.engagement AS held USING doomed WHERE held.key = doomed.key
    RETURNING ${columns}`.execute(transaction);
  return rows.map(engagementOf);
}

/** What the index holds of it, in no order. */
export async function find(db: Kysely<Schema>, question: Question): Promise<Engagement[]> {
  const rows = await db
    .selectFrom('bridge.engagement')
    .selectAll()
    .where((eb) =>
      eb.and(
        Object.entries(columnOf).flatMap(([field, column]) => {
          const value = question[field as keyof Question];
          return value === undefined ? [] : [eb(column, field === 'mostRecentContent' ? '>=' : '=', value)];
        }),
      ),
    )
    .execute();
  return rows.map(engagementOf);
}

const columnOf = {
  registeredResidentIdentification: 'patient',
  serviceDomain: 'service_domain',
  categorization: 'categorization',
  logicalAddress: 'logical_address',
  businessObjectInstanceIdentifier: 'business_object',
  clinicalProcessInterestId: 'process_interest',
  mostRecentContent: 'most_recent_content',
  sourceSystem: 'source_system',
  creationTime: 'creation_time',
  updateTime: 'update_time',
  dataController: 'data_controller',
  owner: 'owner',
} as const satisfies Readonly<Record<keyof Engagement, keyof Row>>;

function jsonRows(engagements: readonly Engagement[]): string {
  const rows = engagements.map((engagement) => [keyOf(engagement), engagement] as const);
  rows.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    rows.map(([key, engagement]) => ({
      key,
      ...Object.fromEntries(
        Object.entries(columnOf).map(([field, column]) => [column, engagement[field as keyof Engagement]]),
      ),
    })),
  );
}

function engagementOf(row: Row): Engagement {
  const fields = Object.entries(columnOf).map(([field, column]) => [field, row[column]] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== null)) as unknown as Engagement;
}
