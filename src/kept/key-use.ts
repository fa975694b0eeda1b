import { sql } from 'kysely';
import { derivedKey, type Keyring, type Keys } from '../bus/keyring.ts';
import { headOf, keyId } from '../bus/seal.ts';
import type { Store } from '../store/index.ts';
import { headAt, type KeptFor, type Place, placesOf } from './places.ts';

/** Rows of one kind that are still needed. */
export interface SealedRows {
  readonly what: string;
  readonly rows: number;
  /** When the last of them is needed no more, as ISO date-time, or in words where no clock says it. */
  readonly until: { readonly at: string } | { readonly when: string };
}

/** A line of the key file, and what in the store it has sealed. */
export interface KeyUse {
  /** From 1; empty lines are not counted. */
  readonly line: number;
  /** Tells keys apart and nothing of them. */
  readonly id: string;
  /**
   * `naming`: the last line. `sealing`: it seals now or as soon as every process knows it. `coming`: the first line
   * stands last too, so that all may learn of those between before they seal. `former`: it only opens.
   */
  readonly role: 'sealing' | 'coming' | 'former' | 'naming';
  readonly sealed: readonly SealedRows[];
}

export interface KeyUses {
  readonly keys: readonly KeyUse[];
  /** Sealed with a key that no line is. */
  readonly strange: readonly SealedRows[];
  /** What could not be counted within the time for it. */
  readonly uncounted: readonly string[];
}

interface KeyUseParts {
  readonly store: Pick<Store, 'db'>;
  readonly keys: Keyring;
  readonly keptFor: KeptFor;
}

/** For each kind of row, on a server: whoever asks shall not hold the database. An embedded one knows no such limit. */
const MOST_MILLISECONDS = 10_000;

/** How many rows each line of the key file has sealed that are still needed. Reads of each row but five bytes. */
export async function countKeyUses({ store, keys, keptFor }: KeyUseParts): Promise<KeyUses> {
  const counted: { readonly place: Place; readonly found: readonly Found[] | undefined }[] = [];
  for (const place of placesOf(keptFor)) counted.push({ place, found: await countAt(store, place) });
  const rowsWhere = (is: (place: Place, head: Buffer) => boolean): SealedRows[] =>
    counted.flatMap(({ place, found = [] }) =>
      found
        .filter(({ head }) => is(place, head))
        .map(({ rows, at }) => ({ what: place.what, rows, until: untilOf(place, at) })),
    );
  const headsAt = ({ purposes }: Place) => purposes.reduce<Keys>(derivedKey, keys) as Keyring;
  const heads = new Map(counted.map(({ place }) => [place, headsAt(place).opening.map(headOf)]));
  const lines = keys.opening;
  return {
    keys: lines.map((key, index) => ({
      line: index + 1,
      id: keyId(key).toString('hex'),
      role: roleOf(keys, index),
      sealed: rowsWhere((place, head) => heads.get(place)?.[index]?.equals(head) ?? false),
    })),
    strange: rowsWhere((place, head) => !heads.get(place)?.some((known) => known.equals(head))),
    uncounted: counted.filter(({ found }) => !found).map(({ place }) => place.what),
  };
}

interface Found {
  readonly head: Buffer;
  readonly rows: number;
  readonly at: Date | null;
}

/** Undefined when it takes too long. */
async function countAt({ db }: Pick<Store, 'db'>, place: Place): Promise<readonly Found[] | undefined> {
  const { from, ends } = place;
  const [end, isNeeded] = typeof ends === 'string' ? [sql`NULL::timestamptz`, sql`true`] : [ends, sql`${ends} > now()`];
  try {
    return await db.transaction().execute(async (transaction) => {
      await sql`SET LOCAL statement_timeout = ${sql.lit(MOST_MILLISECONDS)}`.execute(transaction);
      const { rows } = await sql<Found>`
        SELECT head, count(*)::int AS rows, max("end") AS at FROM (
          SELECT ${headAt(place)} AS head, ${end} AS "end", ${isNeeded} AS needed FROM ${from}
        ) AS each WHERE needed GROUP BY head ORDER BY head`.execute(transaction);
      return rows;
    });
  } catch (thrown) {
    if (isTooLong(thrown)) return undefined;
    throw thrown;
  }
}

/** PostgreSQL's query_canceled. */
function isTooLong(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === '57014';
}

function untilOf({ ends }: Place, at: Date | null): SealedRows['until'] {
  return typeof ends === 'string' || !at ? { when: String(ends) } : { at: at.toISOString() };
}

function roleOf({ opening, sealing }: Keyring, index: number): KeyUse['role'] {
  const isAt = (at: number, key: Uint8Array) => Buffer.compare(opening[at] ?? key, key) === 0;
  const last = opening.length - 1;
  if (index === last && index > 0) return 'naming';
  if (isAt(index, sealing) || isAt(index, opening[0] ?? sealing)) return 'sealing';
  return isAt(last, opening[0] ?? sealing) ? 'coming' : 'former';
}
