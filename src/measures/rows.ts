import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../store/index.ts';
import type { DeliveredValue } from './measure.ts';
import type { MeasureValueTable } from './tables.ts';

type Db = Pick<Store, 'db'>;

/** `invented`: of the demo. */
export type Way = 'upload' | 'pull' | 'invented';

/** A delivery as it was taken, and how much of it is still in force. */
export interface Delivery {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** HSA-id of who uploaded it. */
  readonly by: string | undefined;
  readonly way: Way;
  readonly values: number;
  readonly inForce: number;
}

/** A figure, and whose it is. */
export interface OwnedValue extends DeliveredValue {
  /** HSA-id in upper case. */
  readonly careProvider: string;
}

/** One figure in force. */
export interface CouncilValue extends OwnedValue {
  readonly way: Way;
}

interface Deliverer {
  readonly careProvider: string;
  /** Under which HSA-ids there may be figures of its units, its own among them; in upper case. */
  readonly names: readonly string[];
  readonly by: string | undefined;
  readonly way: Way;
}

/** The values that go at a time: a statement has a limit to how much it is told. */
const atOnce = 1_000;

/**
 * Puts the values in force in place of those that were; all of them or none. Gives how many were replaced. A unit's is the
 * same under whichever name it stands.
 */
export function keep({ db }: Db, { careProvider, names, by, way }: Deliverer, values: readonly OwnedValue[]) {
  const delivery = randomUUID();
  const care_provider = careProvider.toUpperCase();
  return db.transaction().execute(async (transaction) => {
    // One at a time, in the order in which they came.
    for (const name of names.toSorted())
      await sql`SELECT pg_advisory_xact_lock(hashtext(${`measures ${name}`}))`.execute(transaction);
    await transaction
      .insertInto('bridge.measure_delivery')
      .values({ id: delivery, care_provider, delivered_by: by ?? null, way })
      .execute();
    let replaced = 0;
    for (let from = 0; from < values.length; from += atOnce) {
      const some = values.slice(from, from + atOnce).map((value) => rowOf(value, delivery));
      const { numAffectedRows = 0n } = await sql`
        UPDATE bridge.measure_value AS old SET replaced_by = ${delivery}::uuid
        FROM json_to_recordset(${JSON.stringify(some)}::json) AS given (care_provider text, measure text, period text, unit text)
        WHERE old.care_provider = ANY(${names}::text[]) AND (given.unit <> '' OR old.care_provider = given.care_provider)
          AND old.replaced_by IS NULL AND old.measure = given.measure
          AND old.period = given.period AND old.unit = given.unit`.execute(transaction);
      replaced += Number(numAffectedRows);
      await transaction.insertInto('bridge.measure_value').values(some).execute();
    }
    return replaced;
  });
}

/** The latest first, at most fifty. */
export async function deliveriesOf({ db }: Db, careProvider: string): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('bridge.measure_delivery as delivery')
    .innerJoin('bridge.measure_value as value', 'value.delivery', 'delivery.id')
    .select(['id', 'delivered_at', 'delivered_by', 'way'])
    .select((eb) => [
      eb.fn.countAll<string>().as('values'),
      eb.fn.countAll<string>().filterWhere('replaced_by', 'is', null).as('in_force'),
    ])
    .where('delivery.care_provider', '=', careProvider.toUpperCase())
    .groupBy('id')
    .orderBy('delivered_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ id, delivered_at, delivered_by, way, values, in_force }) => ({
    id,
    at: delivered_at.toISOString(),
    by: delivered_by ?? undefined,
    way: way as Way,
    values: Number(values),
    inForce: Number(in_force),
  }));
}

/** Another after every delivery of anyone; deliveries are never taken away. */
export async function stateOf({ db }: Db): Promise<string> {
  const { count } = await db
    .selectFrom('bridge.measure_delivery')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return String(count);
}

/** What is in force of a measure, of all councils. */
export async function valuesOf({ db }: Db, measure: string): Promise<CouncilValue[]> {
  const rows = await db
    .selectFrom('bridge.measure_value as value')
    .innerJoin('bridge.measure_delivery as delivery', 'delivery.id', 'value.delivery')
    .selectAll('value')
    .select('way')
    .where('measure', '=', measure)
    .where('replaced_by', 'is', null)
    .orderBy('period')
    .orderBy('value.care_provider')
    .orderBy('unit')
    .execute();
  return rows.map(({ care_provider, way, unit, value, numerator, denominator, measure: id, version, period }) => ({
    ...{ measure: id, version, period, unit: unit || undefined },
    ...{ value: value ?? undefined, numerator: numerator ?? undefined, denominator: denominator ?? undefined },
    careProvider: care_provider,
    way: way as Way,
  }));
}

function rowOf(
  { careProvider: care_provider, measure, version, period, unit, value, numerator, denominator }: OwnedValue,
  delivery: string,
): MeasureValueTable {
  const numbers = { value: value ?? null, numerator: numerator ?? null, denominator: denominator ?? null };
  return { delivery, care_provider, measure, version, period, unit: unit ?? '', ...numbers, replaced_by: null };
}
