import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import { sameHsaId } from '../identities/index.ts';
import type { Schema, Store } from '../store/index.ts';
import type { Acknowledgement, Alert, AlertKind, Condition, Facts } from './alert.ts';
import { traitsOf } from './kinds.ts';
import { type Damping, type Standing, type Step, step } from './step.ts';

/** What one process saw in one round. */
export interface Sight {
  readonly seen: readonly Condition[];
  /** Kinds that could not be looked at: they neither start nor end by this round. */
  readonly blind: ReadonlySet<AlertKind>;
  /** Whether what was not seen may end: not before the process has watched for long enough itself. */
  readonly mayEnd: boolean;
  /** Subjects of which no alert starts, because announced work explains what is seen. */
  readonly expected: readonly string[];
}

export interface Turns {
  readonly started: readonly Alert[];
  readonly ended: readonly Alert[];
}

/**
 * What is wrong, as all processes of the installation see it together: the rows in the store are the truth. Everything
 * throws what the database throws.
 */
export interface AlertLedger {
  /** Each turn is given to exactly one of the processes. */
  observe(sight: Sight, now: Date): Promise<Turns>;
  /** What is open about one of these subjects counts although nobody was told of it: see {@link Sight.expected}. */
  open(expected: readonly string[]): Promise<readonly Alert[]>;
  /** Those that ended in the last thirty days. Latest first, as in `open`. */
  ended(): Promise<readonly Alert[]>;
  /** Undefined: no such alert is open. */
  acknowledge(id: string, by: Acknowledgement): Promise<Alert | undefined>;
}

type Row = Selectable<Schema['bridge.alert']>;

/** Serialises the rounds of all processes; the integer spells ALRM. */
const ADVISORY_LOCK = 0x414c524d;

export function createLedger({ db }: Pick<Store, 'db'>, damping: Damping): AlertLedger {
  return {
    observe: ({ seen, blind, mayEnd, expected }, now) =>
      db.transaction().execute(async (transaction) => {
        await sql`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(transaction);
        await forget(transaction);
        const open = await transaction.selectFrom('bridge.alert').selectAll().where('ended_at', 'is', null).execute();
        const rows = new Map(open.map((row) => [keyOf(row), row]));
        const conditions = new Map(seen.map((condition) => [keyOf(condition), condition]));
        const started: Alert[] = [];
        const ended: Alert[] = [];
        for (const key of new Set([...conditions.keys(), ...rows.keys()])) {
          const [row, condition] = [rows.get(key), conditions.get(key)];
          const kind = (row ?? condition)?.kind as AlertKind;
          if (!condition && (!mayEnd || blind.has(kind))) continue;
          const known = row && standingOf(row);
          const subject = (row ?? condition)?.subject ?? '';
          const isExpected = expected.some((one) => sameHsaId(one, subject));
          const holdMs = isExpected ? Number.POSITIVE_INFINITY : traitsOf[kind].atOnce ? 0 : damping.holdMs;
          const next = step(known, condition !== undefined, now, { ...damping, holdMs });
          if (next.standing === known) continue;
          const written = await write(transaction, { row, condition, next, now });
          if (next.turn === 'started') started.push(alertOf(written));
          if (next.turn === 'ended') ended.push(alertOf(written));
        }
        return { started, ended };
      }),
    async open(expected) {
      const rows = await db
        .selectFrom('bridge.alert')
        .selectAll()
        .where('ended_at', 'is', null)
        .orderBy(sql`coalesce(started_at, first_seen) DESC`)
        .execute();
      return rows
        .filter(({ started_at, subject }) => started_at || expected.some((one) => sameHsaId(one, subject)))
        .map(alertOf);
    },
    async ended() {
      const rows = await db
        .selectFrom('bridge.alert')
        .selectAll()
        .where('started_at', 'is not', null)
        .where('ended_at', 'is not', null)
        .orderBy('ended_at', 'desc')
        .execute();
      return rows.map(alertOf);
    },
    async acknowledge(id, { by, note, at }) {
      const row = await db
        .updateTable('bridge.alert')
        .set({ acknowledged_by: by, acknowledged_note: note, acknowledged_at: new Date(at) })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row && alertOf(row);
    },
  };
}

async function forget(transaction: Transaction<Schema>): Promise<void> {
  const old = sql<Date>`now() - interval '30 days'`;
  await transaction.deleteFrom('bridge.alert').where('ended_at', '<', old).execute();
}

interface Change {
  readonly row: Row | undefined;
  readonly condition: Condition | undefined;
  readonly next: Step;
  readonly now: Date;
}

/** What was seen for so short a time that nobody was told is not kept. */
function write(transaction: Transaction<Schema>, { row, condition, next, now }: Change): Promise<Row> {
  const { standing, turn } = next;
  if (row && !standing && !turn)
    return transaction.deleteFrom('bridge.alert').where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
  const facts = condition && { facts: JSON.stringify(condition.facts) };
  const stands = standing
    ? { first_seen: standing.firstSeen, last_seen: standing.lastSeen, started_at: standing.startedAt ?? null }
    : { ended_at: now };
  if (row)
    return transaction
      .updateTable('bridge.alert')
      .set({ ...stands, ...facts })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  const { kind, subject } = condition as Condition;
  return transaction
    .insertInto('bridge.alert')
    .values({ first_seen: now, last_seen: now, facts: '{}', ...stands, ...facts, id: randomUUID(), kind, subject })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const keyOf = ({ kind, subject }: { readonly kind: string; readonly subject: string }): string => `${kind} ${subject}`;

function standingOf({ first_seen, last_seen, started_at }: Row): Standing {
  return { firstSeen: first_seen, lastSeen: last_seen, startedAt: started_at ?? undefined };
}

function alertOf(row: Row): Alert {
  const { id, kind, subject, facts, started_at, first_seen, last_seen, ended_at, acknowledged_at: at } = row;
  return {
    id,
    kind: kind as AlertKind,
    subject,
    facts: facts as Facts,
    startedAt: (started_at ?? first_seen).toISOString(),
    endedAt: ended_at?.toISOString(),
    seenAt: last_seen.toISOString(),
    acknowledged: at
      ? { by: row.acknowledged_by ?? '', note: row.acknowledged_note ?? '', at: at.toISOString() }
      : undefined,
  };
}
