import type { Role } from '../sign-in/roles.ts';

/** `news` about the bridge; `operations` tells how something works now; `maintenance` is work that is planned. */
export const newsKinds = ['news', 'operations', 'maintenance'] as const;
export type NewsKind = (typeof newsKinds)[number];

/** The three councils' areas. */
export const regions = ['norrbotten', 'vasterbotten', 'vasternorrland'] as const;
export type Region = (typeof regions)[number];

export const audiences = ['everyone', 'clinicians', 'engineers', 'officers', 'managers'] as const;
export type Audience = (typeof audiences)[number];

export interface Wording {
  readonly title: string;
  /** Paragraphs apart by an empty line; see paragraphs.ts. */
  readonly text: string;
  /** What one notices of it, in a sentence. */
  readonly effect?: string | undefined;
}

interface Said {
  readonly sv: Wording;
  readonly en?: Wording | undefined;
  /** At least one. */
  readonly regions: readonly Region[];
  readonly audience: Audience;
  /** Told in a banner on every page, of the regions that it is for. */
  readonly affectsCare: boolean;
  /** When it is shown, ISO 8601: from (inclusive) to (exclusive). Planned work ends when it is shown no more. */
  readonly from: string;
  readonly to: string;
}

/** What is told. `sources`: HSA-ids of the record systems concerned. */
export type Announcement = Said &
  (
    | { readonly kind: 'news' }
    | { readonly kind: 'operations'; readonly sources: readonly string[] }
    /** `begins`: when the work does, ISO 8601; at least one source. */
    | { readonly kind: 'maintenance'; readonly sources: readonly string[]; readonly begins: string }
  );

export interface Author {
  /** HSA-id. */
  readonly hsaId: string;
  readonly name: string;
  readonly careProvider: { readonly hsaId: string; readonly name: string };
}

/** One version of an item; the latest holds. */
export interface NewsItem {
  /** UUID; says nothing. */
  readonly id: string;
  /** From 1. */
  readonly version: number;
  readonly announcement: Announcement;
  /** HSA-id of the care provider under which it was first written: its people change it. */
  readonly careProvider: string;
  /** Of this version. */
  readonly author: Author;
  /** ISO 8601: of the first version, and of this. */
  readonly firstWrittenAt: string;
  readonly writtenAt: string;
  /** Shown to nobody any more, and why; ISO 8601. */
  readonly withdrawn: { readonly at: string; readonly reason: string } | undefined;
}

/** Who writes what; news are an editor's, what is about how things run an engineer's. */
export const writerOf: Readonly<Record<NewsKind, Role>> = {
  news: 'editor',
  operations: 'integration-engineer',
  maintenance: 'integration-engineer',
};

export function sourcesOf(announcement: Announcement): readonly string[] {
  return announcement.kind === 'news' ? [] : announcement.sources;
}
