import type { PersonRegister } from '../../persons/index.ts';
import type { Opened } from '../../sign-in/index.ts';
import type { ShownRecord } from './shapes/reading.ts';
import { shownPatient } from './shown-patient.ts';

/** Whether what tells of places is left out: the identity is protected, or may be, and nobody has asked for it. */
export async function hidesPlaces(
  persons: Pick<PersonRegister, 'person'>,
  { patient, placesShown }: Opened,
  correlationId: string,
): Promise<boolean> {
  if (placesShown) return false;
  return shownPatient(patient, await persons.person(patient, { correlationId }), true).protected;
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
