import type { ErrorCode } from '../errors.ts';

/** Under which law something was decided; see rules/. The last is the draft where national law opens restricted data. */
export type RuleSetId = 'pdl-2008' | 'svod-2023' | 'ehds-draft' | 'ehds-draft-vital-interests';

/** Why something was not permitted: a code of the error catalogue, the same on every face. */
export type RefusalCode = Extract<
  ErrorCode,
  | 'AUTH_SYSTEM'
  | 'AUTH_USER_LOA'
  | 'ACTOR_REQUIRED'
  | 'ASSIGNMENT_INVALID'
  | 'PURPOSE_NOT_ALLOWED'
  | 'RIGHT_MISSING'
  | 'PATIENT_ID_INVALID'
  | 'PATIENT_PROTECTED'
  | 'NO_RELATION'
  | 'CONSENT_REQUIRED'
  | 'CONSENT_REFUSED'
  | 'BLOCKED'
  | 'CHOICE_REQUIRED'
  | 'SECURITY_SERVICE_UNAVAILABLE'
  | 'DIRECTORY_UNAVAILABLE'
  | 'SOURCE_BAD_DATA'
  | 'NOT_FOR_PATIENT'
>;

/** Of whom the information is, seen from the reader. */
export type Locality = 'own-unit' | 'own-provider' | 'other-provider';

/** What may be shown of one piece of information. */
export type Shown =
  /** Content, with source unit, provider, time and author. */
  | 'content'
  /** That unblocked information exists at other care providers; neither where nor what (SVOD 2:4). */
  | 'unblocked-exists'
  /** That blocked information exists; neither where nor what (PDL 4:4, SVOD 2:5). */
  | 'blocked-exists'
  /** Which care provider holds it (SVOD 3:3, 3:6 first step), or inside one's own which unit, to choose; no content. */
  | 'holder-named'
  /** Which care provider (or own unit) blocked it; no content (SVOD 3:5, PDL 4:5). */
  | 'blocker-named'
  | 'nothing';

/** What was decided, and by which row of the law: enough to explain it years later. */
export interface Decision {
  readonly outcome: 'permit' | 'deny';
  readonly shown: Shown;
  /** Undefined on a permit. */
  readonly code: RefusalCode | undefined;
  /** Row of the rule set, e.g. `other-provider/consent-given/no-block`; see rules/. */
  readonly rule: string;
  readonly ruleSet: RuleSetId;
  /** Paragraphs it rests on, e.g. `SVOD 3:1`. */
  readonly ground: string;
  /** The missing right, level, purpose …, in words that name no patient; undefined when the code says it all. */
  readonly detail: string | undefined;
}
