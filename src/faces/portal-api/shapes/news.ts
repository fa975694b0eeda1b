/** News, operating information and planned maintenance, as the pages see them. Shared with the pages; types alone. */
import type { NewsFault } from '../../../news/faults.ts';
import type { Audience, NewsKind, Region, Wording } from '../../../news/item.ts';
import type { Paragraph } from '../../../news/paragraphs.ts';

export interface ShownNews {
  readonly id: string;
  readonly version: number;
  readonly kind: NewsKind;
  readonly sv: ShownWording;
  readonly en: ShownWording | undefined;
  readonly regions: readonly Region[];
  readonly audience: Audience;
  readonly affectsCare: boolean;
  /** The record systems concerned. */
  readonly sources: readonly { readonly hsaId: string; readonly name: string }[];
  /** ISO 8601, as all instants here: when it is shown. */
  readonly from: string;
  readonly to: string;
  /** When planned work begins. */
  readonly begins: string | undefined;
  readonly author: { readonly name: string; readonly careProvider: string };
  readonly firstWrittenAt: string;
  readonly writtenAt: string;
  /** Whether the reader has put this version's banner away. */
  readonly putAway: boolean;
}

export interface ShownWording {
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
  readonly effect: string | undefined;
}

export interface ShownNewsList {
  /** What affects care first, then what was written last. */
  readonly items: readonly ShownNews[];
}

/** What an author writes. `begins` and `sources`: of planned maintenance; `sources` of operating information too. */
export interface NewsDraft {
  readonly kind: NewsKind;
  readonly sv: Wording;
  readonly en?: Wording | undefined;
  readonly regions: readonly Region[];
  readonly audience: Audience;
  readonly affectsCare: boolean;
  readonly sources?: readonly string[] | undefined;
  readonly from: string;
  readonly begins?: string | undefined;
  readonly to: string;
}

/** One that the author may change. */
export interface WrittenNews extends ShownNews {
  readonly draft: NewsDraft;
  readonly withdrawn: { readonly at: string; readonly reason: string } | undefined;
}

export interface WrittenNewsList {
  readonly items: readonly WrittenNews[];
}

/** How it would be shown, and what keeps it from being. */
export interface NewsPreview {
  readonly item: ShownNews;
  readonly faults: readonly NewsFault[];
}
