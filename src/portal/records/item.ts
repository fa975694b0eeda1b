import type { ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import type { InformationType } from './information-type.ts';
import type { Label } from './labels.ts';
import type { Term } from './terms.ts';

/** What decides how a piece of information may be used, told in words beside it; the gravest first. */
export const marks = [
  'unreadable',
  'withdrawn',
  'obsolete',
  'negated',
  'cancelled',
  'corrected',
  'preliminary',
  'supplementary',
  'unsigned',
  'dissenting-opinion',
  'order-ended',
  'order-planned',
  'self-medication',
  'outside-reference',
  'not-shown-to-patient',
  'possible-duplicate',
] as const;
export type Mark = (typeof marks)[number];

/** One thing to read, whatever contract told it: what every part, filter and list knows of it. One record may give several. */
export interface Item {
  /** Unique in a reading, and stable while it lasts. Names nobody. */
  readonly key: string;
  readonly type: InformationType;
  /** What it says it is, in the source's own words, or else in Swedish. */
  readonly title: string;
  /** What it is where the source has no words for it: to be shown in place of the title, in the reader's language. */
  readonly term: Term | undefined;
  /** One line more. */
  readonly summary: string | undefined;
  /** When what it tells of was: `YYYY` or more of `YYYYMMDDhhmmss`, Swedish local time. Orders parts and the timeline. */
  readonly time: string | undefined;
  /** Subdivision of its part; each part says which there are. */
  readonly group: string | undefined;
  /** Items of one thread tell of one thing as it changed: the orders of one chain, the times a diagnosis was made. */
  readonly thread: string | undefined;
  /** In the order of {@link marks}. */
  readonly marks: readonly Mark[];
  readonly author: Author | undefined;
  /** What it says, line by line. */
  readonly details: readonly Detail[];
  /** Where it comes from: who wrote it, signed it and answers for it, where and when. */
  readonly origin: readonly Detail[];
  /** Running text and files, in full. */
  readonly bodies: readonly Body[];
  /** Where it is a value: what tables and series are made of. */
  readonly measurement: Measurement | undefined;
  readonly record: ShownRecord;
}

export interface Author {
  readonly name: string | undefined;
  readonly role: string | undefined;
  readonly unit: string | undefined;
}

/** A line of the full detail. */
export interface Detail {
  readonly label: Label;
  /** What the label is about, in the source's words: which analysis, which lead, which child. */
  readonly about?: string;
  /** As the source wrote it, or in the Swedish words of a code list. */
  readonly value: string;
  /** Of the value, with its system. */
  readonly code?: string;
  /** To be shown in place of the value, in the reader's language. */
  readonly term?: Term;
  /** Tells where somebody lives or is: hidden for a protected person until asked for. */
  readonly tellsPlace?: true;
}

export type Body = (
  | { readonly kind: 'text'; readonly text: string }
  /** DocBook or the like, to be shown by elements, never as markup. */
  | { readonly kind: 'marked-up'; readonly source: string }
  | {
      readonly kind: 'attachment';
      readonly mediaType: string;
      readonly base64: string | undefined;
      readonly reference: string | undefined;
    }
) & { readonly heading?: Label };

/** A value measured, as the source wrote it: no number converted or rounded. */
export interface Measurement {
  /** What was measured. Values may share a series only where this and the unit are the same. */
  readonly code: Code | undefined;
  readonly value: string;
  readonly unit: string | undefined;
  readonly reference: Reference | undefined;
  /** What the source says of the value against its reference; undefined = it does not say. */
  readonly outside: boolean | undefined;
  /** When the sample was taken or the patient examined. */
  readonly sampled: string | undefined;
  readonly answered: string | undefined;
}

export interface Code {
  readonly code: string;
  /** OID. */
  readonly system: string | undefined;
}

export interface Reference {
  readonly text: string | undefined;
  /** Of its bounds, where it is told apart from the value's. */
  readonly unit: string | undefined;
  readonly population: string | undefined;
}
