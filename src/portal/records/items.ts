import type { ContractId } from '../../contracts/record.ts';
import type { ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import { activity } from './activity.ts';
import { alert } from './alert.ts';
import { careContact2, careContact3 } from './care-contact.ts';
import { careDocumentation2, careDocumentation3 } from './care-documentation.ts';
import { carePlan } from './care-plan.ts';
import { diagnosis } from './diagnosis.ts';
import { ecg } from './ecg.ts';
import { functionalStatus } from './functional-status.ts';
import { imaging } from './imaging.ts';
import { typeOf } from './information-type.ts';
import { type Item, type Mark, marks } from './item.ts';
import { laboratory3 } from './laboratory-3.ts';
import { laboratory4 } from './laboratory-4.ts';
import { maternity } from './maternity.ts';
import { medication } from './medication.ts';
import { observation } from './observation.ts';
import { referralOutcome } from './referral-outcome.ts';
import { requestActivity } from './request-activity.ts';
import { text } from './said.ts';
import { terms } from './terms.ts';
import { orderable, swedishTime } from './time.ts';
import type { Teller, Told } from './told.ts';
import { vaccination } from './vaccination.ts';

const tellers: Readonly<Partial<Record<ContractId, Teller<never>>>> = {
  'GetActivities:1': activity,
  'GetAlertInformation:2': alert,
  'GetCareContacts:2': careContact2,
  'GetCareContacts:3': careContact3,
  'GetCareDocumentation:2': careDocumentation2,
  'GetCareDocumentation:3': careDocumentation3,
  'GetCarePlans:2': carePlan,
  'GetDiagnosis:2': diagnosis,
  'GetECGOutcome:1': ecg,
  'GetFunctionalStatus:2': functionalStatus,
  'GetImagingOutcome:1': imaging,
  'GetLaboratoryOrderOutcome:3': laboratory3,
  'GetLaboratoryOrderOutcome:4': laboratory4,
  'GetMaternityMedicalHistory:2': maternity,
  'GetMedicationHistory:2': medication,
  'GetObservations:1': observation,
  'GetReferralOutcome:3': referralOutcome,
  'GetRequestActivities:1': requestActivity,
  'GetVaccinationHistory:2': vaccination,
};

/**
 * What a record tells, as things to show: never none, and never an error. What cannot be read as its contract's type becomes
 * one item that says so, so that nothing is left out in silence. `now` is `YYYYMMDDhhmmss`, Swedish local time.
 */
export function itemsOf(record: ShownRecord, now = swedishTime(new Date())): readonly Item[] {
  try {
    const told = tellers[record.contract]?.(record.data as never, now) ?? [];
    if (told.length > 0 && told.every(saysSomething)) return told.map((one, index) => itemOf(record, one, index));
  } catch {
    // Whatever it broke on: the reader is told in its place, and can open the original.
  }
  return [itemOf(record, unreadable, 0)];
}

/** Of a record of quite another shape nothing is found where it should be. */
function saysSomething({ title, details, bodies = [] }: Told): boolean {
  return title !== undefined || details.length + bodies.length > 0;
}

const unreadable: Told = {
  header: { author: undefined, signed: undefined, origin: [] },
  title: undefined,
  term: 'unreadableRecord',
  time: undefined,
  marks: ['unreadable'],
  details: [],
};

function itemOf(record: ShownRecord, told: Told, index: number): Item {
  const title = text(told.title);
  return {
    key: `${numberOf(record)}-${index}`,
    // A contract newer than these pages stands among the notes, unread.
    type: typeOf(record.contract) ?? 'note',
    title: title ?? terms.sv[told.term],
    term: title === undefined ? told.term : undefined,
    summary: text(told.summary),
    time: orderable(text(told.time)) ?? orderable(record.time),
    group: text(told.group),
    thread: text(told.thread),
    marks: marksOf(record, told),
    author: told.header.author,
    details: told.details,
    origin: told.header.origin,
    bodies: told.bodies ?? [],
    measurement: told.measurement,
    record,
  };
}

function marksOf(record: ShownRecord, told: Told): readonly Mark[] {
  const all = new Set<unknown>([
    ...(told.marks ?? []),
    record.nullified && 'withdrawn',
    told.header.signed === false && 'unsigned',
    (told.approvedForPatient ?? record.approvedForPatient) === false && 'not-shown-to-patient',
    record.possibleDuplicate && 'possible-duplicate',
  ]);
  return marks.filter((mark) => all.has(mark));
}

const numbers = new WeakMap<object, number>();
let counted = 0;

/** By what the record holds: two of a source may have one id, and a record that gets marked is copied. */
function numberOf(record: ShownRecord): number {
  const held = typeof record.data === 'object' && record.data !== null ? record.data : record;
  const number = numbers.get(held) ?? ++counted;
  numbers.set(held, number);
  return number;
}
