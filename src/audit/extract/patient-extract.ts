import type { PatientId } from '../../contracts/record.ts';
import type { StoredEntry } from '../entry.ts';
import { toSwedishTime } from '../swedish-time.ts';
import { type Access, accessesOf } from './accesses.ts';
import type { Names } from './names.ts';
import { deedOf, joined, purposes } from './words.ts';

/**
 * The patient's own extract of the log (PDL 8:5, HSLF-FS 2016:40 4:10): from which unit and when, by whom and why, so that
 * she can judge whether it was justified. Texts in plain Swedish, the same in every form it is given in.
 */
export interface PatientExtract {
  /** As she was asked for, and every identity under which she was looked for. */
  readonly patient: PatientId;
  readonly identities: readonly PatientId[];
  /** False: the person register did not tell whether she has other identities. */
  readonly registerAnswered: boolean;
  /** Swedish local time. */
  readonly madeAt: string;
  /** `hela loggen`, `från 2026-01-01` … */
  readonly period: string;
  /** The care provider whose log it is; undefined: of every care provider in the log. */
  readonly controller: string | undefined;
  /** One for each care provider that read; it answers for what its staff did. */
  readonly sections: readonly ExtractSection[];
  readonly purposes: readonly { readonly purpose: string; readonly meaning: string }[];
}

interface ExtractSection {
  readonly careProvider: string;
  readonly rows: readonly ExtractRow[];
  /** Where to ask who read, when the log knows a system alone; undefined when it knows all readers. */
  readonly ask: string | undefined;
}

export interface ExtractRow {
  readonly at: string;
  readonly careUnit: string;
  readonly who: string;
  readonly title: string;
  readonly purpose: string;
  readonly deed: string;
  /** Whose information was shown. */
  readonly from: string;
  /** Of an emergency opening: that it was one, and what its review came to. */
  readonly emergency: string;
}

/** What the review of an emergency opening came to, as far as it has. */
export type EmergencyVerdict = 'justified' | 'not-justified' | 'needs-inquiry' | 'open';

export interface ExtractQuestion extends Pick<PatientExtract, 'patient' | 'identities' | 'registerAnswered'> {
  /** ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** HSA-id. */
  readonly controller?: string | undefined;
}

/** Throws `DIRECTORY_UNAVAILABLE`. */
export async function patientExtract(
  question: ExtractQuestion,
  entries: readonly StoredEntry[],
  names: Names,
  verdictOf: (access: Access) => EmergencyVerdict,
  now: Date,
): Promise<PatientExtract> {
  const accesses = accessesOf(entries);
  const byReader = Map.groupBy(accesses, ({ careProvider }) => careProvider?.toUpperCase() ?? '');
  const sections = await Promise.all([...byReader.values()].map((ofOne) => sectionOf(ofOne, names, verdictOf)));
  const used = new Set(accesses.flatMap(({ purpose }) => purpose ?? []));
  return {
    patient: question.patient,
    identities: question.identities,
    registerAnswered: question.registerAnswered,
    madeAt: toSwedishTime(now),
    period: periodText(question),
    controller: question.controller && ((await names.place(question.controller)) ?? question.controller),
    sections: sections.toSorted((a, b) => a.careProvider.localeCompare(b.careProvider, 'sv')),
    purposes: [...used].flatMap((purpose) => {
      const meaning = purposes[purpose];
      return meaning ? [{ purpose, meaning }] : [];
    }),
  };
}

async function sectionOf(
  accesses: readonly Access[],
  names: Names,
  verdictOf: (access: Access) => EmergencyVerdict,
): Promise<ExtractSection> {
  const id = accesses[0]?.careProvider;
  const careProvider = id === undefined ? withoutProvider(accesses) : ((await names.place(id)) ?? id);
  const systems = new Set(accesses.flatMap(({ person, system }) => (person === undefined ? (system ?? []) : [])));
  const systemNames = await Promise.all([...systems].map(async (system) => (await names.place(system)) ?? system));
  return {
    careProvider,
    rows: await Promise.all(accesses.map((access) => rowOf(access, names, verdictOf))),
    ask:
      systems.size === 0
        ? undefined
        : `Där det står att ett journalsystem läste vet bryggan inte vem som läste. Det står i systemets egen logg. ` +
          `Fråga ${careProvider} om loggen i ${joined(systemNames)}.`,
  };
}

function withoutProvider(accesses: readonly Access[]): string {
  const byOperators = accesses.every(({ entries: [first] }) => first.face === 'cli');
  return byOperators ? 'Bryggans drift' : 'Okänd vårdgivare';
}

async function rowOf(
  access: Access,
  names: Names,
  verdictOf: (access: Access) => EmergencyVerdict,
): Promise<ExtractRow> {
  const { careUnit } = access;
  return {
    at: toSwedishTime(new Date(access.at)).slice(0, 16),
    careUnit: careUnit === undefined ? 'Enheten är inte angiven' : ((await names.place(careUnit)) ?? careUnit),
    ...(await whoOf(access, names)),
    purpose: access.purpose ?? 'Inte angivet',
    deed: deedOf(access),
    from: await ownersOf(access, names),
    emergency: access.emergency ? `Nödöppning. ${verdicts[verdictOf(access)]}` : '',
  };
}

const verdicts: Readonly<Record<EmergencyVerdict, string>> = {
  open: 'Granskas; ännu inte bedömd.',
  justified: 'Granskad: befogad.',
  'not-justified': 'Granskad: inte befogad.',
  'needs-inquiry': 'Granskad: utreds vidare.',
};

async function whoOf({ person, system }: Access, names: Names): Promise<Pick<ExtractRow, 'who' | 'title'>> {
  if (person !== undefined) {
    const staff = await names.staff(person);
    if (staff.kind === 'protected') return { who: 'Personal med skyddade personuppgifter', title: '' };
    if (staff.kind === 'unverified') return { who: 'Personal; namnet lämnas av vårdgivaren', title: '' };
    return { who: staff.name, title: staff.title ?? '' };
  }
  if (system === undefined) return { who: 'Bryggans driftpersonal', title: '' };
  return { who: `Journalsystemet ${(await names.place(system)) ?? system}`, title: '' };
}

async function ownersOf({ units }: Access, names: Names): Promise<string> {
  const owners = await Promise.all(
    units.map(async ({ careUnit, careProvider }) => {
      const [unit, provider] = await Promise.all([careUnit, careProvider].map((id) => id && nameOr(names, id)));
      return [unit, provider].filter(Boolean).join(', ');
    }),
  );
  return [...new Set(owners.filter(Boolean))].join('; ');
}

async function nameOr(names: Names, hsaId: string): Promise<string> {
  return (await names.place(hsaId)) ?? hsaId;
}

function periodText({ from, to }: ExtractQuestion): string {
  const [start, end] = [from, to].map((instant) => instant && toSwedishTime(new Date(instant)).slice(0, 16));
  if (start && end) return `från ${start} till ${end}`;
  if (start) return `från ${start}`;
  return end ? `till ${end}` : 'hela loggen';
}
