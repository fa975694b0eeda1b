import type { AlertInformation, Diagnosis } from '../../contracts/index.ts';
import type { CouncilSource } from '../sources.ts';
import { alertInformation, replacing } from './alert-records.ts';
import { type Day, dayOf } from './calendar.ts';
import type { CareUnit } from './care-units.ts';
import { type Chart, type Contact, contactOf, diagnosesOf, documentId } from './contact-records.ts';
import { liveThrough } from './life.ts';
import { ageOn, type Patient, tolvan } from './patient.ts';
import { createRandom, type Random } from './random.ts';
import { type Warning, warnings } from './warnings.ts';

/** What happened to one patient at one council, and was written down there; each list oldest first. */
export interface History {
  readonly chart: Chart;
  readonly contacts: readonly Contact[];
  readonly diagnoses: readonly Diagnosis[];
  readonly alerts: readonly AlertInformation[];
}

export interface World {
  readonly seed: string;
  readonly today: Day;
}

export function historyOf(
  { seed, today }: World,
  patient: Patient,
  source: CouncilSource,
  units: readonly CareUnit[],
): History {
  const number = patient.identity.id;
  const random = createRandom(seed, source, number);
  const wanted = number === tolvan ? random.between(70, 110) : wantedRecords(random);
  const chart: Chart = { patient, source, today, random, someOwnerless: number !== tolvan };
  const diagnoses: Diagnosis[] = [];
  const contacts: Contact[] = [];
  for (const encounter of liveThrough({ patient, source, units, today, random }, wanted)) {
    const contact = contactOf(chart, encounter, documentId(chart, 'V', contacts.length + 1));
    contacts.push(contact);
    diagnoses.push(...diagnosesOf(chart, contact, diagnoses.length + 1));
  }
  return { chart, contacts, diagnoses, alerts: alertsOf(seed, chart, units) };
}

/** Most patients have little, some have very much. */
function wantedRecords(random: Random): number {
  const { low, high } = random.weighted([
    { weight: 55, low: 14, high: 45 },
    { weight: 30, low: 45, high: 110 },
    { weight: 15, low: 110, high: 280 },
  ]);
  return random.between(low, high);
}

/** A hypersensitivity goes with the patient, so the same one is often registered at several councils. */
function alertsOf(seed: string, chart: Chart, units: readonly CareUnit[]): AlertInformation[] {
  const { patient, today, random } = chart;
  const registered = warningsOf(seed, patient, today).filter(
    () => patient.identity.id === tolvan || random.chance(0.75),
  );
  const earliest = Math.max(today - 3600, dayOf(patient.birthDate) + 30);
  const alerts: AlertInformation[] = [];
  for (const [index, warning] of registered.entries()) {
    const day = random.between(earliest, today - 2);
    const unit = random.pick(units);
    const register = (when: Day, obsoleteOn?: Day) =>
      alertInformation(chart, warning, { unit, day: when, obsoleteOn }, alerts.length + 1);
    const isRevised = patient.identity.id === tolvan ? index === 0 : random.chance(0.12);
    if (isRevised) {
      const older = register(Math.max(earliest, day - random.between(30, 400)), day);
      alerts.push(older);
      alerts.push(replacing(register(day), older));
    } else alerts.push(register(day, random.chance(0.12) ? day + random.between(200, 1500) : undefined));
  }
  return alerts.toSorted((a, b) => compare(authorTime(a), authorTime(b)));
}

const authorTime = ({ alertInformationHeader: header }: AlertInformation): string =>
  header.accountableHealthcareProfessional.authorTime;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function warningsOf(seed: string, patient: Patient, today: Day): readonly Warning[] {
  if (patient.identity.id === tolvan) return tolvansWarnings;
  const random = createRandom(seed, 'warnings', patient.identity.id);
  const age = ageOn(patient, today);
  const suitable = warnings.filter(
    ({ ages, sex }) => age >= ages[0] && age <= ages[1] && (sex === undefined || sex === patient.sex),
  );
  const count = random.pick([0, 0, 0, 1, 1, 1, 2, 2, 3, 5]);
  return [...new Set(Array.from({ length: count }, () => random.weighted(suitable)))];
}

/** One of every kind, so that the best known test patient shows them all. */
const tolvansWarnings = warnings.filter(
  (warning, index) => warnings.findIndex((other) => other.kind === warning.kind) === index,
);
