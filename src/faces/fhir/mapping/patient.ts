import type { HumanName, Patient } from 'fhir/r4';
import { uriOf } from '../../../codes/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { birthDateInNumber } from '../../../identities/index.ts';
import { absent, present } from './data-types.ts';
import type { Generation } from './generation.ts';
import { narrative } from './narrative.ts';
import { systems } from './systems.ts';

/** What a person register may know of the patient beyond the identity. */
export interface KnownPerson {
  readonly name:
    | { readonly given: readonly string[]; readonly middle?: string | undefined; readonly surname: string | undefined }
    | undefined;
  readonly sex: 'male' | 'female' | 'unknown' | 'other' | undefined;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  readonly birthDate: string | undefined;
  readonly death: { readonly date: string | undefined } | undefined;
  /** Neither name nor whereabouts may reach others than those who give care. */
  readonly secrecyMark: boolean;
  readonly protectedRegistration: boolean;
}

/**
 * The patient (SEEHDSPatient) of the identity and what a register knows. Without a register the birth date is the one in
 * the number, and the name is said to be unknown: an absent one breaks both Europe Core and IPS. Sex is never guessed
 * from the number.
 */
export function patientOf(
  patient: PatientId,
  id: string,
  person: KnownPerson | undefined,
  generation: Generation,
): Patient {
  const birthDate = person?.birthDate ?? birthDateInNumber(patient);
  const restricted = person?.secrecyMark || person?.protectedRegistration;
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

function nameOf(person: KnownPerson | undefined): HumanName | undefined {
  if (!person?.name) return undefined;
  const { given, middle, surname } = person.name;
  const text = [...given, middle, surname].filter(Boolean).join(' ');
  return text
    ? { use: 'official', text, family: surname, given: given.length > 0 ? [...given] : undefined }
    : undefined;
}

function deathOf(person: KnownPerson | undefined): Pick<Patient, 'deceasedBoolean' | 'deceasedDateTime'> {
  if (!person?.death) return {};
  return person.death.date === undefined ? { deceasedBoolean: true } : { deceasedDateTime: person.death.date };
}
