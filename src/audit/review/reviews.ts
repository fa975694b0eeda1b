import { randomUUID } from 'node:crypto';
import { BridgeError } from '../../errors.ts';
import type { Directory } from '../../hsa/directory.ts';
import type { PersonRegister } from '../../persons/register.ts';
import type { Store } from '../../store/index.ts';
import { entriesOf } from '../entries.ts';
import type { AuditEntry, StoredEntry } from '../entry.ts';
import { TOGETHER_MS } from '../extract/accesses.ts';
import { controlledBy, type LogView, type Officer, officerAct, officerId } from '../officer.ts';
import { newSeed } from './draw.ts';
import { lookupsFrom } from './lookups.ts';
import { compared, type Reproduction } from './reproduce.ts';
import { drawSample, type SampleItem } from './sample.ts';
import {
  findReview,
  insertReview,
  insertVerdict,
  itemsOf,
  listReviews,
  type Review,
  type ReviewTally,
  talliesOf,
  verdictsOn,
} from './store.ts';
import { checkVerdict, isInvolved, type Verdict, type VerdictKind } from './verdict.ts';
import { wholeAccess, wholeAccesses } from './whole-access.ts';

export interface ReviewQuestion {
  /** ISO 8601. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly size: number;
  /** To draw an earlier sample again; undefined: a new one. */
  readonly seed?: string | undefined;
}

/** One access of a sample, with what has been found of it. */
export interface ReviewedItem extends SampleItem {
  /** Undefined when the content has been disposed of since. */
  readonly access: StoredEntry | undefined;
  /** Oldest first. */
  readonly verdicts: readonly Verdict[];
  /** Whoever looks took part in it: somebody else judges. */
  readonly isOwn: boolean;
}

/** A sample with how far its judging has come. */
export interface ListedReview extends Review, ReviewTally {}

export interface ReviewParts {
  readonly store: Pick<Store, 'db'>;
  readonly append: (entry: AuditEntry) => Promise<void>;
  readonly directory: Pick<Directory, 'person'>;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly installation: AuditEntry['installation'];
  readonly now: () => Date;
}

/** Systematic review of the log: samples and verdicts. `view` is what the officer may see of the log. */
export function createReviews(parts: ReviewParts) {
  const { db } = parts.store;

  /** Throws NOT_FOUND, for another care provider's sample too. */
  async function own(officer: Officer, id: string): Promise<Review> {
    const review = await findReview(db, id);
    const controllers = controlledBy(officer);
    const mine = controllers === undefined || controllers.some((one) => review?.controller === one.toUpperCase());
    if (!review || !mine) throw new BridgeError('NOT_FOUND', 'There is no such review.');
    return review;
  }

  const sampleOf = (officer: Officer, view: LogView, { from, to, seed, size }: ReviewQuestion & { seed: string }) => {
    const lookups = lookupsFrom(parts.directory, parts.persons, officer.correlationId);
    return drawSample(accessesWithin(view, from, to), { seed, size }, lookups);
  };

  return {
    /**
     * Draws a sample and writes it down; the act is on the log before it is told of. Its period ends now at the latest: what
     * is written afterwards would be drawn when it is drawn again.
     */
    async draw(officer: Officer, view: LogView, { size, seed = newSeed(), ...asked }: ReviewQuestion): Promise<Review> {
      const madeBy = officerId(officer);
      if (madeBy === undefined) throw new BridgeError('REVIEW_INVALID', 'Nobody is named as the reviewer.');
      const now = parts.now().toISOString();
      const from = asked.from && new Date(asked.from).toISOString();
      const to = asked.to && Date.parse(asked.to) < Date.parse(now) ? new Date(asked.to).toISOString() : now;
      const { population, criteria, items } = await sampleOf(officer, view, { from, to, size, seed });
      const { controller } = officer;
      const review = { id: randomUUID(), at: now, madeBy, controller, from, to, seed, size, population, criteria };
      const details = { review: review.id, from, to, seed, size, population, criteria, items: items.length };
      await parts.append(officerAct(parts.installation, officer, { action: 'review:draw', details }));
      await insertReview(db, review, items);
      return review;
    },

    /** Draws it once more by its seed, and tells what differs; nothing of it is kept. Throws NOT_FOUND. */
    async reproduce(officer: Officer, view: LogView, id: string): Promise<Reproduction> {
      const review = await own(officer, id);
      const then = { population: review.population, items: await itemsOf(db, id) };
      const now = await sampleOf(officer, view, { ...review, to: review.to ?? review.at });
      return compared(then, now, async (entry) => (await view.find(entry)) !== undefined);
    },

    async list(officer: Officer): Promise<ListedReview[]> {
      const reviews = await listReviews(db, controlledBy(officer));
      const tallies = await talliesOf(
        db,
        reviews.map(({ id }) => id),
      );
      return reviews.map((review) => ({ ...review, ...(tallies.get(review.id) ?? { items: 0, judged: 0 }) }));
    },

    async show(officer: Officer, view: LogView, id: string): Promise<Review & { items: readonly ReviewedItem[] }> {
      const review = await own(officer, id);
      const items = await itemsOf(db, id);
      const verdicts = await verdictsOn(
        db,
        items.map(({ entry }) => entry),
      );
      const looks = officerId(officer);
      const reviewed = items.map(async (item) => {
        const access = await view.find(item.entry);
        return {
          ...item,
          isOwn: access !== undefined && looks !== undefined && isInvolved(looks, access),
          access: access && (await wholeAccess(view, access)),
          verdicts: verdicts.filter(({ subject, review: of }) => subject === item.entry && of === id),
        };
      });
      return { ...review, items: await Promise.all(reviewed) };
    },

    /** Throws NOT_FOUND, REVIEW_OWN_ACCESS, REVIEW_INVALID. */
    async judge(
      officer: Officer,
      view: LogView,
      { review, entry, verdict, reason }: { review: string; entry: string; verdict: VerdictKind; reason: string },
    ): Promise<void> {
      await own(officer, review);
      const items = await itemsOf(db, review);
      const access = items.some((item) => item.entry === entry) ? await view.find(entry) : undefined;
      if (!access) throw new BridgeError('NOT_FOUND', 'The sample has no such access.');
      const reviewer = officerId(officer);
      const text = checkVerdict(reviewer, access, reason);
      const details = { review, entry, verdict, reason: text };
      await parts.append(officerAct(parts.installation, officer, { action: 'review:verdict', details }));
      const at = parts.now().toISOString();
      await insertVerdict(db, {
        id: randomUUID(),
        at,
        upTo: at,
        review,
        subject: entry,
        verdict,
        reason: text,
        madeBy: reviewer ?? '',
      });
    },
  };
}

/** What is begun before the period belongs there, whenever its last part came. */
async function* accessesWithin(view: LogView, from: string | undefined, to: string | undefined) {
  const earlier = from && new Date(Date.parse(from) - TOGETHER_MS).toISOString();
  for await (const access of wholeAccesses(entriesOf(view, periodFilter(earlier, to))))
    if (from === undefined || Date.parse(access.at) >= Date.parse(from)) yield access;
}

export function periodFilter(from: string | undefined, to: string | undefined): { from?: string; to?: string } {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
