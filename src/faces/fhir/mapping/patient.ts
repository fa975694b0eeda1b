import type { Coding, Element, HumanName, Patient, PatientLink } from 'fhir/r4';
import { uriOf } from '../../../codes/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { birthDateInNumber, isReserveNumber, sameIdentity } from '../../../identities/index.ts';
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
  const name = restricted ? hiddenName : nameOf(person);
  const security = securityOf(person);
  const isMain = person !== undefined && sameIdentity(patient, person.identity);
  return {
    resourceType: 'Patient',
    id,
    meta: {
      profile: present(generation.profileOf('Patient')),
      security: security.length > 0 ? security : undefined,
    },
    language: 'sv-SE',
    text: narrative(name?.text ?? 'Patient', [
      ['Identitet', patient.id],
      ['Född', birthDate],
      ['Avliden', person?.death && (person.death.date ?? 'ja')],
      ['Skyddade personuppgifter', restricted ? 'ja' : undefined],
    ]),
    identifier: [{ use: isMain ? 'official' : undefined, system: uriOf(patient.type), value: patient.id }],
    active: isMain && person.deregistered ? false : undefined,
    name: [name ?? ({ _text: { extension: [absent('unknown')] } } as HumanName)],
    gender: person?.sex,
    ...(birthDate === undefined ? ({ _birthDate: { extension: [absent('unknown')] } } as object) : { birthDate }),
    ...deathOf(person),
    // Which other numbers a protected person has or had is told to nobody.
    ...(person && !restricted && linksOf(patient, person)),
  };
}

/** To others than those who give care, the name of a protected person is not told. */
const hiddenName: HumanName = { text: 'Skyddad uppgift', family: 'Skyddad uppgift', given: ['Skyddad uppgift'] };

function securityOf(person: Person | undefined): Coding[] {
  const labels: [boolean | undefined, Coding][] = [
    [person?.secrecyMark, { system: systems.securityLabel, code: 'sekretessmarkering' }],
    [person?.protectedRegistration, { system: systems.securityLabel, code: 'skyddadFolkbokforing' }],
    [person?.secrecyMark || person?.protectedRegistration, { system: systems.confidentiality, code: 'R' }],
    [person?.test, { system: systems.actCode, code: 'DEMO' }],
  ];
  return labels.filter(([holds]) => holds).map(([, label]) => label);
}

/** The current number replaces earlier ones, and the other way about; reserve numbers are beside both. */
function linksOf(patient: PatientId, { identity, linked }: Person): Pick<Patient, 'link'> {
  const others = [identity, ...linked].filter((other) => !sameIdentity(other, patient));
  if (others.length === 0) return {};
  const kindOf = (other: PatientId): PatientLink['type'] => {
    if (isReserveNumber(other) || isReserveNumber(patient)) return 'seealso';
    if (sameIdentity(patient, identity)) return 'replaces';
    return sameIdentity(other, identity) ? 'replaced-by' : 'seealso';
  };
  return {
    link: others.map((other) => ({
      other: { type: 'Patient', identifier: { system: uriOf(other.type), value: other.id } },
      type: kindOf(other),
    })),
  };
}

function nameOf(person: Person | undefined): HumanName | undefined {
  if (!person?.name) return undefined;
  const { given, inUse, middle, surname } = person.name;
  const text = [...(inUse.length > 0 ? inUse : given), middle, surname].filter(Boolean).join(' ');
  if (!text) return undefined;
  const marks = given.map((one) => (inUse.includes(one) ? goneBy : null));
  return {
    use: 'official',
    text,
    family: [middle, surname].filter(Boolean).join(' ') || undefined,
    given: given.length > 0 ? [...given] : undefined,
    // Beside a name without a mark stands null, which the types do not know.
    ...(marks.includes(goneBy) && { _given: marks as Element[] }),
  };
}

/** On the given name that somebody goes by (tilltalsnamn): the call me of ISO 21090. */
const goneBy: Element = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier', valueCode: 'CL' }],
};

function deathOf(person: Person | undefined): Pick<Patient, 'deceasedBoolean' | 'deceasedDateTime'> {
  if (!person?.death) return {};
  return person.death.date === undefined ? { deceasedBoolean: true } : { deceasedDateTime: person.death.date };
}
