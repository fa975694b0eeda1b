import type { RefusalCode, Shown } from '../decision.ts';
import type { BlockState } from '../facts.ts';
import type { Citations } from './citations.ts';

/** Whose the information is and on what ground the reader would see it: the lines of the table. */
export const lines = [
  'own-unit',
  'own-provider/ordinary',
  'own-provider/emergency-declared',
  'own-provider/emergency-opened',
  'other-provider/consent-given',
  'other-provider/consent-none',
  'other-provider/consent-refused',
  'other-provider/emergency-declared',
  'other-provider/emergency-opened',
  'other-provider/incapable-declared',
  'other-provider/incapable-opened',
  'other-provider/child',
  /** The agreement makes the calling system answer for relation and consent. */
  'other-provider/caller-answers',
  'other-provider/social-care-consent-given',
  'other-provider/social-care-consent-none',
  'other-provider/social-care-consent-refused',
  'other-provider/social-care-incapable-declared',
  'other-provider/social-care-incapable-opened',
] as const;
export type Line = (typeof lines)[number];

/** What the blocks make of it: the columns of the table. */
export const columns = [
  'none',
  'inner',
  'outer',
  'blocked',
  'inner-lifted',
  'outer-lifted',
] as const satisfies readonly BlockState[];

export interface Cell {
  readonly shown: Shown;
  /** Undefined where content is shown. */
  readonly code: RefusalCode | undefined;
  readonly ground: string;
}

type Row = Readonly<Record<BlockState, Cell>>;
export type RecordRules = Readonly<Record<Line, Row>>;

/** The table for purpose care and relation yes, as a law has it. `blocked` = a security service says so of this reader. */
export function recordRules(law: Citations): RecordRules {
  const blocked: Cell = { shown: 'blocked-exists', code: 'BLOCKED', ground: law.blockedIndicator };
  const blockerNamed: Cell = { shown: 'blocker-named', code: 'BLOCKED', ground: law.blockerNamed };
  const innerBlocked: Cell = { shown: 'blocked-exists', code: 'BLOCKED', ground: law.innerBlock };
  const innerBlockerNamed: Cell = { shown: 'blocker-named', code: 'BLOCKED', ground: law.innerLift };
  return {
    'own-unit': {
      ...row(content(law.careNeed), innerBlocked),
      inner: content(law.careNeed),
      outer: content(law.careNeed),
    },
    'own-provider/ordinary': ownProvider(law, innerBlocked),
    'own-provider/emergency-declared': ownProvider(law, innerBlockerNamed),
    'own-provider/emergency-opened': ownProvider(law, innerBlockerNamed),
    'other-provider/consent-given': row(content(law.consent), blocked),
    'other-provider/consent-none': withoutConsent(law, law.consent),
    'other-provider/consent-refused': refused(law, law.consent),
    'other-provider/emergency-declared': row(holderNamed(law.emergency), blockerNamed),
    'other-provider/emergency-opened': row(content(law.emergency), blockerNamed),
    'other-provider/incapable-declared': row(holderNamed(law.incapacity), blocked),
    'other-provider/incapable-opened': row(content(law.incapacity), blocked),
    'other-provider/child': row(content(law.consent), blocked),
    'other-provider/caller-answers': row(content(law.consent), blocked),
    'other-provider/social-care-consent-given': row(content(law.socialCare), blocked),
    'other-provider/social-care-consent-none': withoutConsent(law, law.socialCare),
    'other-provider/social-care-consent-refused': refused(law, law.socialCare),
    'other-provider/social-care-incapable-declared': row(holderNamed(law.socialCareIncapacity), blocked),
    'other-provider/social-care-incapable-opened': row(content(law.socialCareIncapacity), blocked),
  };
}

/** The same cell all along a row. */
export function wholeRow(cell: Cell): Row {
  return row(cell, cell);
}

/** Each cell, changed or not. */
export function mapCells(rules: RecordRules, change: (cell: Cell, line: Line) => Cell): RecordRules {
  return Object.fromEntries(
    lines.map((line) => [
      line,
      Object.fromEntries(columns.map((column) => [column, change(rules[line][column], line)])),
    ]),
  ) as unknown as RecordRules;
}

export function content(ground: string): Cell {
  return { shown: 'content', code: undefined, ground };
}

/** Information whose blocks are lifted for the reader is as if it had none. */
function row(unblocked: Cell, blocked: Cell): Row {
  return {
    none: unblocked,
    inner: blocked,
    outer: blocked,
    blocked,
    'inner-lifted': unblocked,
    'outer-lifted': unblocked,
  };
}

/** Outer blocks are towards other care providers: they do not matter here. */
function ownProvider(law: Citations, blocked: Cell): Row {
  const open = content(law.careNeed);
  return { ...row(open, blocked), outer: open, 'inner-lifted': content(law.innerLift) };
}

/** The first step: who holds information. Opening it is the second. */
function holderNamed(ground: string): Cell {
  return { shown: 'holder-named', code: 'CONSENT_REQUIRED', ground };
}

function withoutConsent(law: Citations, ground: string): Row {
  return row(
    { shown: 'unblocked-exists', code: 'CONSENT_REQUIRED', ground: `${ground}, ${law.unblockedIndicator}` },
    { shown: 'blocked-exists', code: 'CONSENT_REQUIRED', ground: `${ground}, ${law.blockedIndicator}` },
  );
}

/** Who was told no is told of nothing more than that there is something, and of blocked information not even that. */
function refused(law: Citations, ground: string): Row {
  const no: Cell = { shown: 'nothing', code: 'CONSENT_REFUSED', ground };
  const indicated: Cell = { ...no, shown: 'unblocked-exists', ground: `${ground}, ${law.unblockedIndicator}` };
  return { ...wholeRow(no), none: indicated };
}
