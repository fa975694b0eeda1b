import type { PatientId } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import { sameIdentity } from '../../identities/index.ts';
import type { PersonRegister } from '../../persons/index.ts';
import type { Opened } from '../../sign-in/index.ts';
import type { ApiCall } from './route.ts';
import type { ShownRecord } from './shapes/reading.ts';
import { shownPatient } from './shown-patient.ts';

/** Whether what tells of places is left out: the identity is protected, or may be, and nobody has asked for it. */
export async function hidesPlaces(
  persons: Pick<PersonRegister, 'person'>,
  { patient, placesShown }: Pick<Opened, 'patient' | 'placesShown'>,
  correlationId: string,
): Promise<boolean> {
  if (placesShown) return false;
  return shownPatient(patient, await persons.person(patient, { correlationId }), true).protected;
}

/** The same of somebody who need not be the open patient: then nobody has asked for anything. */
export async function hidesPlacesOf(
  persons: Pick<PersonRegister, 'person'>,
  patient: PatientId,
  call: Pick<ApiCall<unknown>, 'opened' | 'correlationId'>,
): Promise<boolean> {
  const opened = await call.opened().catch((thrown: unknown) => {
    if (thrown instanceof BridgeError && thrown.code === 'PATIENT_CHANGED') return undefined;
    throw thrown;
  });
  const placesShown = opened?.placesShown === true && sameIdentity(opened.patient, patient);
  return hidesPlaces(persons, { patient, placesShown }, call.correlationId);
}

/** Who holds or has blocked information, with the reader's own care provider in the place of its units. */
export function withoutUnits(hsaIds: readonly string[], ownUnits: readonly string[], own: string): readonly string[] {
  return [...new Set(hsaIds.map((hsaId) => (ownUnits.includes(hsaId) ? own : hsaId)))];
}

/**
 * Elements that tell where a patient is cared for or lives, as the contracts name them: units, care providers,
 * organisations, pharmacies, addresses, telephone numbers. Not the record system, which tells the region alone.
 */
const tellsPlace = new RegExp(
  [
    'orgUnit|careUnit|careGiver|careProvider|accountableHealthcareProvider|informationOwner',
    'organi[sz]ation|Org$|^(?:healthcareFacility|healthcareProvider|examinationUnit|recipientUnit)$',
    '^(?:location|hsaid|contactInformation)$|address|telecom|email|postal|municipality|county|parish|pharmacy',
    // By rule a speciality; sources write the unit that answers.
    '^referralOutcomeTitle$',
  ].join('|'),
  'i',
);

/** The record without what tells of places. Its shape stays: what is left out is empty text. Running text stays as written. */
export function withoutPlaces(record: ShownRecord): ShownRecord {
  return { ...record, careProvider: undefined, careUnit: undefined, data: withoutPlacesIn(record.data, false) };
}

function withoutPlacesIn(value: unknown, hidden: boolean): unknown {
  if (typeof value === 'string') return hidden ? '' : value;
  if (Array.isArray(value)) return value.map((each) => withoutPlacesIn(each, hidden));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [name, withoutPlacesIn(inside, hidden || tellsPlace.test(name))]),
  );
}
