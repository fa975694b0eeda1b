import { type Selectable, sql } from 'kysely';
import type { Store } from '../../store/index.ts';
import type { ReviewTable, ReviewVerdictTable } from '../tables.ts';
import type { Criterion, CriterionReport } from './criteria.ts';
import type { SampleItem } from './sample.ts';
import type { Verdict } from './verdict.ts';

export interface Review {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** HSA-id. */
  readonly madeBy: string;
  /** HSA-id; undefined: drawn on the server, from all of the log. */
  readonly controller: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly seed: string;
  readonly size: number;
  readonly population: number;
  readonly criteria: readonly CriterionReport[];
}

type Database = Store['db'];

export async function insertReview(db: Database, review: Review, items: readonly SampleItem[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('bridge.review')
      .values({
        id: review.id,
        at: review.at,
        made_by: review.madeBy,
        controller: review.controller?.toUpperCase() ?? null,
        from_at: review.from ?? null,
        to_at: review.to ?? null,
        seed: review.seed,
        size: review.size,
        population: review.population,
        criteria: JSON.stringify(review.criteria),
      })
      .execute();
    if (items.length === 0) return;
    await transaction
      .insertInto('bridge.review_item')
      .values(
        items.map(({ entry, criteria, note }, position) => ({
          review: review.id,
          position,
          entry_id: entry,
          criteria: [...criteria],
          note: note ?? null,
        })),
      )
      .execute();
  });
}

/** Latest first; of these controllers, or of all. */
export async function listReviews(db: Database, controllers: readonly string[] | undefined): Promise<Review[]> {
  const rows = await db
    .selectFrom('bridge.review')
    .selectAll()
    .$if(controllers !== undefined, (query) =>
      query.where(
        'controller',
        'in',
        (controllers ?? []).map((one) => one.toUpperCase()),
      ),
    )
    .orderBy('at', 'desc')
    .limit(MAX_REVIEWS)
    .execute();
  return rows.map(reviewOf);
}

const MAX_REVIEWS = 500;

export interface ReviewTally {
  /** Accesses of the sample. */
  readonly items: number;
  readonly judged: number;
}

export async function talliesOf(db: Database, reviews: readonly string[]): Promise<ReadonlyMap<string, ReviewTally>> {
  if (reviews.length === 0) return new Map();
  const isJudged = sql<boolean>`EXISTS (SELECT 1 FROM bridge.review_verdict AS verdict
    WHERE verdict.review = item.review AND verdict.subject = item.entry_id)`;
  const rows = await db
    .selectFrom('bridge.review_item as item')
    .select('review')
    .select(sql<number>`count(*)`.as('items'))
    .select(sql<number>`count(*) FILTER (WHERE ${isJudged})`.as('judged'))
    .where('review', 'in', [...reviews])
    .groupBy('review')
    .execute();
  return new Map(rows.map(({ review, items, judged }) => [review, { items, judged }]));
}

export async function findReview(db: Database, id: string): Promise<Review | undefined> {
  const row = await db.selectFrom('bridge.review').selectAll().where('id', '=', id).executeTakeFirst();
  return row && reviewOf(row);
}

export async function itemsOf(db: Database, review: string): Promise<SampleItem[]> {
  const rows = await db
    .selectFrom('bridge.review_item')
    .selectAll()
    .where('review', '=', review)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    entry: row.entry_id,
    criteria: row.criteria as Criterion[],
    note: row.note ?? undefined,
  }));
}

export async function insertVerdict(db: Database, verdict: Verdict): Promise<void> {
  await db
    .insertInto('bridge.review_verdict')
    .values({
      id: verdict.id,
      at: verdict.at,
      review: verdict.review ?? null,
      subject: verdict.subject,
      verdict: verdict.verdict,
      reason: verdict.reason,
      made_by: verdict.madeBy,
      up_to: verdict.upTo,
    })
    .execute();
}

/** Oldest first: the last one counts. */
export async function verdictsOn(db: Database, subjects: readonly string[]): Promise<Verdict[]> {
  if (subjects.length === 0) return [];
  const rows = await db
    .selectFrom('bridge.review_verdict')
    .selectAll()
    .where('subject', 'in', [...subjects])
    .orderBy('at')
    .execute();
  return rows.map(verdictOf);
}

function verdictOf(row: Selectable<ReviewVerdictTable>): Verdict {
  return {
    id: row.id,
    at: row.at.toISOString(),
    review: row.review ?? undefined,
    subject: row.subject,
    verdict: row.verdict as Verdict['verdict'],
    reason: row.reason,
    madeBy: row.made_by,
    upTo: (row.up_to ?? row.at).toISOString(),
  };
}

function reviewOf(row: Selectable<ReviewTable>): Review {
  return {
    id: row.id,
    at: row.at.toISOString(),
    madeBy: row.made_by,
    controller: row.controller ?? undefined,
    from: row.from_at?.toISOString(),
    to: row.to_at?.toISOString(),
    seed: row.seed,
    size: row.size,
    population: row.population,
    criteria: row.criteria as CriterionReport[],
  };
}
