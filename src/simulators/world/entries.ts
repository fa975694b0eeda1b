import type { Day } from './calendar.ts';
import { timeText } from './calendar.ts';
import type { CareUnit, Professional } from './care-units.ts';
import { type Chart, type Contact, documentId } from './contact-records.ts';
import type { Content, Happening, Kind } from './content/index.ts';
import { outcome } from './life.ts';

/** A content as it stands in the journal: under an id, written by somebody somewhere, signed or not. */
export interface Entry<C extends Content = Content> {
  readonly id: string;
  readonly careContactId: string | undefined;
  readonly day: Day;
  readonly minute: number;
  readonly unit: CareUnit;
  readonly author: Professional;
  /** `YYYYMMDDhhmmss` */
  readonly signed: string | undefined;
  readonly approved: boolean;
  /** Nobody can say whether it is blocked. */
  readonly ownerless: boolean;
  readonly content: C;
}

export type Entries = <K extends Kind>(kind: K) => readonly Entry<Extract<Content, { kind: K }>>[];

/** Whether a record system holds what was written on a day. */
export type Held = (kind: Kind, day: Day) => boolean;

/** The letter in the document ids of each kind. */
const letters: Readonly<Record<Kind, string>> = {
  note: 'A',
  laboratory: 'L',
  imaging: 'B',
  ecg: 'E',
  consultation: 'K',
  prescription: 'R',
  vaccination: 'I',
  maternity: 'M',
  function: 'F',
  plan: 'P',
  observations: 'O',
  activity: 'G',
  request: 'Q',
};

/** Everything written around contacts that took place until today, each kind oldest first. */
export function entriesOf(chart: Chart, contacts: readonly Contact[], isHeld: Held): Entries {
  const happened = contacts
    .filter(({ encounter }) => encounter.outcome !== outcome.planned && encounter.outcome !== outcome.cancelled)
    .flatMap((contact) => contact.encounter.happenings.map((happening, index) => when(contact, happening, index)))
    .filter(({ day, happening }) => day < chart.today && isHeld(happening.content.kind, day))
    .toSorted((a, b) => a.day - b.day || a.minute - b.minute);
  const byKind = Map.groupBy(happened, ({ happening }) => happening.content.kind);
  const written = new Map(
    [...byKind].map(([kind, list]) => [
      kind,
      list.map((one, index) => entry(chart, one, documentId(chart, letters[kind], index + 1))),
    ]),
  );
  return <K extends Kind>(kind: K) =>
    (written.get(kind) ?? []) as unknown as readonly Entry<Extract<Content, { kind: K }>>[];
}

interface Happened {
  readonly contact: Contact;
  readonly happening: Happening;
  readonly day: Day;
  readonly minute: number;
}

/** One after the other, so that no two are written at the same minute. */
function when(contact: Contact, happening: Happening, index: number): Happened {
  const { day, minute } = contact.encounter;
  return { contact, happening, day: day + (happening.after ?? 0), minute: Math.min(minute + 12 + index * 7, 23 * 60) };
}

function entry(chart: Chart, { contact, happening, day, minute }: Happened, id: string): Entry {
  const { unit, author, loose } = contact.encounter;
  const by = happening.by;
  const signedOn = day + (happening.unsigned ? Number.POSITIVE_INFINITY : 0);
  return {
    id,
    careContactId: loose ? undefined : contact.id,
    day,
    minute,
    unit,
    author: (by && unit.professionals.find(({ title }) => by.test(title))) ?? author,
    signed: signedOn < chart.today ? timeText(day, minute + 25) : undefined,
    approved: !happening.withheld && !happening.unsigned,
    ownerless: chart.someOwnerless && happening.ownerless === true,
    content: happening.content,
  };
}
