import type { EventEmitter } from 'node:events';
import type { PgPool } from 'bullmq';
import { types } from 'pg';

/**
 * What the bridge asks of a connection pool: the part of `pg.Pool` that Kysely, BullMQ and the rooms use. A real
 * `pg.Pool` is one, and so is the embedded pool. Types of values are the same from both; see {@link typeParsers}.
 */
export interface Pool extends Queryable {
  connect(): Promise<PoolClient>;
  /** Waits for what runs, then closes. Afterwards every query is refused. */
  end(): Promise<void>;
  on: PgPool['on'];
  removeAllListeners: PgPool['removeAllListeners'];
}

/** One session. End its transaction, then release it. */
export interface PoolClient extends Queryable, EventEmitter {
  release(destroy?: boolean | Error): void;
}

interface Queryable {
  /** Several statements in one text are allowed when there are no values; their answers are not to be had. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of a row is the caller's knowledge, as in pg.
  query<Row = any>(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<Row>>;
}

export interface QueryConfig {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

export interface QueryResult<Row> {
  rows: Row[];
  rowCount: number | null;
  command: string;
  fields: { readonly name: string; readonly dataTypeID: number }[];
}

const INT8 = types.builtins.INT8;

/**
 * How column values become JavaScript values, the same on every engine: those of `pg`, except that int8 is a number
 * while that is exact and a bigint beyond (counts, sequences and epoch milliseconds are always numbers).
 */
export const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    return oid === INT8 && format !== 'binary' ? parseInt8 : types.getTypeParser(oid, format as 'text');
  },
};

function parseInt8(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
