import type { HumanName, Patient } from 'fhir/r4';
import { uriOf } from '../../../codes/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { birthDateInNumber } from '../../../identities/index.ts';
import { isProtected, type Person } from '../../../persons/index.ts';
import { absent, present } from './data-types.ts';
import type { Generation } from './generation.ts';
import { narrative } from './narrative.ts';
import { systems } from './systems.ts';

/**
 * The patient (SEEHDSPatient) of the identity and what a register knows. Without a register the birth date is the one in
 * the number, and the name is said to be unknown: an absent one breaks both Europe Core and IPS. Sex is never guessed
 * from the number.
 */
export function patientOf(patient: PatientId, id: string, person: Person | undefined, generation: Generation): Patient {
  const birthDate = person?.birthDate ?? birthDateInNumber(patient);
  const restricted = person !== undefined && isProtected(person);
  const name = nameOf(person);
  return {
    resourceType: 'Patient',
    id,
    meta: {
      profile: present(generation.profileOf('Patient')),
      security: restricted ? [{ system: systems.confidentiality, code: 'R' }] : undefined,
    },
    language: 'sv-SE',
    text: narrative(name?.text ?? 'Patient', [
      ['Identitet', patient.id],
      ['Född', birthDate],
      ['Avliden', person?.death && (person.death.date ?? 'ja')],
      ['Skyddade personuppgifter', restricted ? 'ja' : undefined],
    ]),
    identifier: [{ system: uriOf(patient.type), value: patient.id }],
    name: [name ?? ({ _text: { extension: [absent('unknown')] } } as HumanName)],
    gender: person?.sex,
    ...(birthDate === undefined ? ({ _birthDate: { extension: [absent('unknown')] } } as object) : { birthDate }),
    ...deathOf(person),
  };
}

function nameOf(person: Person | undefined): HumanName | undefined {
  if (!person?.name) return undefined;
  const { given, middle, surname } = person.name;
  const text = [...given, middle, surname].filter(Boolean).join(' ');
  return text
    ? { use: 'official', text, family: surname, given: given.length > 0 ? [...given] : undefined }
    : undefined;
}

function deathOf(person: Person | undefined): Pick<Patient, 'deceasedBoolean' | 'deceasedDateTime'> {
  if (!person?.death) return {};
  return person.death.date === undefined ? { deceasedBoolean: true } : { deceasedDateTime: person.death.date };
}
