import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../../store/index.ts';
import { type Engagement, keyOf } from '../engagement.ts';

type Db = Pick<Store, 'db'>;

/** `refused`: the list is not believed, and nothing was changed; `failed`: it could not be read, or not applied to its end. */
export type Outcome = 'done' | 'refused' | 'failed';

export interface Counts {
  readonly listed: number;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
}

/** One comparison of a source's complete list with the index. */
export interface Run {
  readonly id: string;
  readonly source: string;
  /** By the database's clock: what was changed afterwards is newer than the list. */
  readonly startedAt: Date;
}

/** How a comparison went, as people see it; the outcome is undefined while it runs. */
export interface Reconciliation extends Counts {
  readonly source: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
  readonly outcome: Outcome | undefined;
  readonly reason: string | undefined;
}

/** A run that could not read its list is tried again; one that never ended belonged to a process that is gone. */
const [againAfter, goneAfter] = ['15 minutes', '6 hours'];
const keptDays = 90;

/** Claims the run of a source that was due; undefined when another process has it, or it is done. */
export async function begin({ db }: Db, source: string, due: Date | undefined): Promise<Run | undefined> {
  const id = randomUUID();
  const { rows } = await sql<{ startedAt: Date }>`
    INSERT INTO bridge.engagement_reconciliation AS last (run, source, due, started_at)
    VALUES (${id}, ${source}, ${due ?? null}, clock_timestamp())
    ON CONFLICT (source, due) DO UPDATE SET run = excluded.run, started_at = excluded.started_at, finished_at = NULL,
      outcome = NULL, reason = NULL, listed = 0, created = 0, updated = 0, deleted = 0
    WHERE (last.outcome = 'failed' AND last.finished_at < now() - ${againAfter}::interval)
      OR (last.outcome IS NULL AND last.started_at < now() - ${goneAfter}::interval)
    RETURNING started_at AS "startedAt"`.execute(db);
  await sql`DELETE FROM bridge.engagement_listed WHERE run NOT IN (
    SELECT run FROM bridge.engagement_reconciliation
    WHERE outcome IS NULL AND started_at > now() - ${goneAfter}::interval)`.execute(db);
  return rows[0] && { id, source, startedAt: rows[0].startedAt };
}

export async function finish({ db }: Db, run: Run, outcome: Outcome, reason: string | undefined, counts: Counts) {
  await sql`DELETE FROM bridge.engagement_listed WHERE run = ${run.id}`.execute(db);
  await db
    .updateTable('bridge.engagement_reconciliation')
    .set({ outcome, reason: reason ?? null, finished_at: sql<Date>`clock_timestamp()`, ...counts })
    .where('run', '=', run.id)
    .execute();
  await sql`DELETE FROM bridge.engagement_reconciliation
    WHERE finished_at < now() - ${keptDays} * interval '1 day'`.execute(db);
}

/** The sources whose list was compared to its end since then. */
export async function lastReconciled({ db }: Db, since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('bridge.engagement_reconciliation')
    .select('source')
    .distinct()
    .where('outcome', '=', 'done')
    .where('finished_at', '>=', since)
    .execute();
  return rows.map(({ source }) => source);
}

/** The latest first. */
export async function reconciliations({ db }: Db, limit: number): Promise<Reconciliation[]> {
  const rows = await db
    .selectFrom('bridge.engagement_reconciliation')
    .selectAll()
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ source, started_at, finished_at, outcome, reason, listed, created, updated, deleted }) => ({
    source,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString(),
    outcome: (outcome as Outcome | null) ?? undefined,
    reason: reason ?? undefined,
    ...{ listed, created, updated, deleted },
  }));
}

/** Lays a part of the list beside the index. What stands twice in it counts once. */
export async function stage({ db }: Db, { id }: Run, engagements: readonly Engagement[]): Promise<void> {
  const rows = engagements.map((engagement) => ({ key: keyOf(engagement), ...engagement }));
  await sql`
    INSERT INTO bridge.engagement_listed (run, key, patient, service_domain, categorization, logical_address,
      business_object, process_interest, most_recent_content, source_system, data_controller)
    SELECT ${id}::uuid, decode(key, 'hex'), "registeredResidentIdentification", "serviceDomain", categorization,
      "logicalAddress", "businessObjectInstanceIdentifier", "clinicalProcessInterestId", "mostRecentContent",
      "sourceSystem", "dataController"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given (key text, "registeredResidentIdentification" text,
      "serviceDomain" text, categorization text, "logicalAddress" text, "businessObjectInstanceIdentifier" text,
      "clinicalProcessInterestId" text, "mostRecentContent" text, "sourceSystem" text, "dataController" text)
    ON CONFLICT DO NOTHING`.execute(db);
}

interface Part {
  readonly run: Run;
  /** Whose entries of this index they are. */
  readonly owner: string;
  /** What the list is about; undefined = all domains. */
  readonly domains: readonly string[] | undefined;
}

/** What the index has of the source that its list is about, and has not been changed since. */
function held({ run, owner, domains }: Part) {
  return sql`e.source_system = ${run.source} AND e.owner = ${owner} AND e.changed_at < ${run.startedAt}
    ${domains ? sql`AND e.service_domain IN (${sql.join(domains)})` : sql``}`;
}

const notListed = (run: Run) =>
  sql`NOT EXISTS (SELECT FROM bridge.engagement_listed AS l WHERE l.run = ${run.id} AND l.key = e.key)`;

/** How much the index has, how much of that the list lacks, and how much the list has. */
export async function compared({ db }: Db, part: Part) {
  // Without knowing how long the list is, PostgreSQL would go through all of it for each engagement.
  await sql`ANALYZE bridge.engagement_listed`.execute(db);
  const { rows } = await sql<{ held: number; gone: number; listed: number }>`
    SELECT count(*) AS held, count(*) FILTER (WHERE ${notListed(part.run)}) AS gone,
      (SELECT count(*) FROM bridge.engagement_listed WHERE run = ${part.run.id}) AS listed
    FROM bridge.engagement AS e WHERE ${held(part)}`.execute(db);
  return rows[0] ?? { held: 0, gone: 0, listed: 0 };
}

type Keyed = Omit<Engagement, 'mostRecentContent' | 'creationTime' | 'updateTime'> & {
  readonly key: string;
  readonly mostRecentContent: string | null;
};

const engagementColumns = (from: 'e' | 'l', owner: string) => {
  const column = (name: string) => sql.ref(`${from}.${name}`);
  return sql`encode(${column('key')}, 'hex') AS key, ${column('patient')} AS "registeredResidentIdentification",
    ${column('service_domain')} AS "serviceDomain", ${column('categorization')} AS categorization,
    ${column('logical_address')} AS "logicalAddress", ${column('business_object')} AS "businessObjectInstanceIdentifier",
    ${column('process_interest')} AS "clinicalProcessInterestId", ${column('most_recent_content')} AS "mostRecentContent",
    ${column('source_system')} AS "sourceSystem", ${column('data_controller')} AS "dataController", ${owner}::text AS owner`;
};

/** What the list has and the index has not, or otherwise; in the order of keys, from the one after `after`. */
export async function differing({ db }: Db, { run, owner }: Part, after: string, limit: number): Promise<Keyed[]> {
  const { rows } = await sql<Keyed>`
    SELECT ${engagementColumns('l', owner)} FROM bridge.engagement_listed AS l
    LEFT JOIN bridge.engagement AS e ON e.key = l.key
    WHERE l.run = ${run.id} AND l.key > decode(${after}, 'hex') AND (e.key IS NULL
      OR (e.changed_at < ${run.startedAt} AND e.most_recent_content IS DISTINCT FROM l.most_recent_content))
    ORDER BY l.key LIMIT ${limit}`.execute(db);
  return rows;
}

/** What the index has and the list has not, likewise. A list that a crash of the database has emptied lacks nothing. */
export async function gone({ db }: Db, part: Part, after: string, limit: number): Promise<Keyed[]> {
  const { rows } = await sql<Keyed>`
    SELECT ${engagementColumns('e', part.owner)} FROM bridge.engagement AS e
    WHERE ${held(part)} AND e.key > decode(${after}, 'hex') AND ${notListed(part.run)}
      AND EXISTS (SELECT FROM bridge.engagement_listed WHERE run = ${part.run.id})
    ORDER BY e.key LIMIT ${limit}`.execute(db);
  return rows;
}
