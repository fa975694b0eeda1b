import type { AlertInformation, Diagnosis } from '../../contracts/index.ts';
import { archive, type CouncilSource } from '../sources.ts';
import { withAftermath } from './aftermath/index.ts';
import { alertInformation, replacing } from './alert-records.ts';
import { type Day, dayOf } from './calendar.ts';
import type { CareUnit } from './care-units.ts';
import { type Chart, type Contact, contactOf, diagnosesOf, documentId } from './contact-records.ts';
import { type Entries, entriesOf } from './entries.ts';
import { type Encounter, liveThrough } from './life.ts';
import { isArchived, isKept } from './migration.ts';
import { ageOn, type Patient, tolvan } from './patient.ts';
import { createRandom, type Random } from './random.ts';
import { scripts } from './scripts/index.ts';
import { encounterOf, type ScriptedScene, type ScriptedWarning, unitNamed } from './scripts/script.ts';
import { tolvansExtras } from './scripts/tolvan.ts';
import { type Warning, warnings } from './warnings.ts';

/** What happened to one patient at one council, and was written down there; each list oldest first. */
export interface History {
  readonly chart: Chart;
  readonly contacts: readonly Contact[];
  readonly diagnoses: readonly Diagnosis[];
  readonly alerts: readonly AlertInformation[];
  readonly entries: Entries;
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
  const random = createRandom(seed, source, patient.identity.id);
  const chart: Chart = { patient, source, today, random, someOwnerless: patient.identity.id !== tolvan };
  const script = scripts.get(patient.identity.id);
  const encounters = script
    ? scriptedEncounters(script.scenes(today), source, units, today)
    : improvised(source, chart, units, createRandom(seed, source, patient.identity.id, 'aftermath'));
  const diagnoses: Diagnosis[] = [];
  const contacts: Contact[] = [];
  for (const encounter of encounters) {
    const contact = contactOf(chart, encounter, documentId(chart, 'V', contacts.length + 1));
    contacts.push(contact);
    diagnoses.push(...diagnosesOf(chart, contact, diagnoses.length + 1));
  }
  return {
    chart,
    contacts,
    diagnoses,
    alerts: script ? scriptedAlerts(script.warnings ?? [], chart, units, contacts) : alertsOf(seed, chart, units),
    entries: entriesOf(chart, [...contacts, ...looseOf(source, chart, units)], isKept(source)),
  };
}

/** What the old system held when it was closed, under ids of its own; some of it was copied into the new one. */
export function archivedHistoryOf(
  world: World,
  patient: Patient,
  source: CouncilSource,
  units: readonly CareUnit[],
): History {
  const { chart, contacts } = historyOf(world, patient, source, units);
  const archived: Chart = { ...chart, source: archive };
  const held = contacts.map((contact, index) => ({ ...contact, id: documentId(archived, 'V', index + 1) }));
  return {
    chart: archived,
    contacts: [],
    diagnoses: [],
    alerts: [],
    entries: entriesOf(archived, [...held, ...looseOf(source, archived, units)], isArchived),
  };
}

/** What was written down without a contact. */
function looseOf(source: CouncilSource, chart: Chart, units: readonly CareUnit[]): Contact[] {
  if (chart.patient.identity.id !== tolvan) return [];
  return tolvansExtras(source, units, chart.today).map((encounter) => ({ id: '', encounter, registered: '' }));
}

/** A life like many, for those about whom no story is written. */
function improvised(
  source: CouncilSource,
  chart: Chart,
  units: readonly CareUnit[],
  random: Random,
): readonly Encounter[] {
  const { patient, today } = chart;
  const wanted = patient.identity.id === tolvan ? chart.random.between(70, 110) : wantedRecords(chart.random);
  return withAftermath(liveThrough({ patient, source, units, today, random: chart.random }, wanted), patient, random);
}

function scriptedEncounters(
  scenes: readonly ScriptedScene[],
  source: CouncilSource,
  units: readonly CareUnit[],
  today: Day,
): readonly Encounter[] {
  return scenes
    .filter((scene) => scene.source === source)
    .map((scene) => encounterOf(scene, units, today))
    .toSorted((a, b) => a.day - b.day || a.minute - b.minute);
}

/** What was registered where the patient was seen that day quotes that contact. */
function scriptedAlerts(
  warnings: readonly ScriptedWarning[],
  chart: Chart,
  units: readonly CareUnit[],
  contacts: readonly Contact[],
): AlertInformation[] {
  return warnings
    .filter((one) => one.source === chart.source)
    .map(({ warning, on, unit }, index) => {
      const place = { unit: unitNamed(units, unit), day: dayOf(on) };
      const seenThere = contacts.find(({ encounter: { unit, day } }) => unit === place.unit && day === place.day);
      const registration = { ...place, obsoleteOn: undefined, careContactId: seenThere?.id };
      return alertInformation(chart, warning, registration, index + 1);
    });
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
