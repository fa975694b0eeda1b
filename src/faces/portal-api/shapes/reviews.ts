/** Systematic reviews of the access log as officers see them. Shared with the pages; types alone. */
import type { ListedReview, ReviewedItem } from '../../../audit/review/reviews.ts';
import type { Review } from '../../../audit/review/store.ts';

export type { Criterion } from '../../../audit/review/criteria.ts';
export type { Reproduction } from '../../../audit/review/reproduce.ts';
export type { ListedReview, ReviewedItem } from '../../../audit/review/reviews.ts';
export type { Review } from '../../../audit/review/store.ts';
export type { Verdict, VerdictKind } from '../../../audit/review/verdict.ts';

export interface ShownReviews {
  readonly reviews: readonly ListedReview[];
}

/** What the criteria say is in the language asked for. */
export interface ShownReview extends Review {
  readonly items: readonly ReviewedItem[];
}

/** The PDF as base64. */
export interface ReviewSummary {
  readonly pdf: string;
  readonly csv: string;
}
