import type { ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import type { InformationType } from './information-type.ts';

/** What decides how a piece of information may be used, told in words beside it. */
export type Mark =
  | 'unsigned'
  | 'preliminary'
  | 'corrected'
  | 'withdrawn'
  | 'obsolete'
  | 'order-ended'
  | 'order-planned'
  | 'dissenting-opinion'
  | 'not-shown-to-patient'
  | 'possible-duplicate';

/** One thing to read, whatever contract told it: what every part, filter and list knows of it. One record may give several. */
export interface Item {
  /** Unique in a reading, and stable while it lasts. */
  readonly key: string;
  readonly type: InformationType;
  /** What it says it is, in the source's own words. */
  readonly title: string;
  /** One line more. */
  readonly summary: string | undefined;
  /** When what it tells of was: `YYYYMMDD` or more of `YYYYMMDDhhmmss`, Swedish local time. Orders parts and the timeline. */
  readonly time: string | undefined;
  /** Subdivision of its part, such as `active` of diagnoses. */
  readonly group: string | undefined;
  readonly marks: readonly Mark[];
  readonly author: Author | undefined;
  readonly details: readonly Detail[];
  /** Of running text, in full. */
  readonly body: Body | undefined;
  readonly record: ShownRecord;
}

export interface Author {
  readonly name: string | undefined;
  readonly role: string | undefined;
  readonly unit: string | undefined;
}

/** A line of the full detail. The label is a key of `records/texts.ts`. */
export interface Detail {
  readonly label: string;
  readonly value: string;
  /** Tells where somebody lives or is: hidden for a protected person until asked for. */
  readonly tellsPlace?: true;
}

export type Body =
  | { readonly kind: 'text'; readonly text: string }
  /** DocBook or the like, to be shown by elements, never as markup. */
  | { readonly kind: 'marked-up'; readonly source: string }
  | {
      readonly kind: 'attachment';
      readonly mediaType: string;
      readonly base64: string | undefined;
      readonly reference: string | undefined;
    };
