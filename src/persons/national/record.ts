import type { PersonRecord } from '../../contracts/get-persons-for-profile-5.ts';
import type { PatientId } from '../../contracts/index.ts';
import { sameIdentity } from '../../identities/index.ts';
import type { Person, PersonName, Sex } from '../person.ts';

/** One identity as the national register keeps it, with the other identities of its person. */
export interface Registered extends Omit<Person, 'linked'> {
  /** The register calls it the person's main identity. */
  readonly isPrimary: boolean;
  readonly links: readonly PatientId[];
}

type Coded = Readonly<Record<string, Sex>>;
/** KV kön. */
const sexes: Coded = { '1': 'male', '2': 'female', '0': 'unknown', '9': 'other' };

/** Deregistered because another identity took its place, or because it never was right; `AV` (dead) is none of these. */
const outOfUse = new Set(['GN', 'TA', 'FI', 'AS', 'GS']);
const statusOutOfUse = new Set(['AVREGISTRERAT', 'EJ_AKTUELLT']);

export function registeredFrom(record: PersonRecord): Registered {
  const { deregistration, personalIdentityStatus: status } = record;
  const identity = identityFrom(record.personalIdentity);
  const replaced = status?.identityStatusCause === 'ERSATT';
  return {
    identity,
    isPrimary: record.primaryIdentity,
    links: linksOf(record).filter((link) => !sameIdentity(link, identity)),
    name: nameFrom(record.name),
    sex: sexes[record.gender ?? ''],
    birthDate: partialDate(record.birth?.dateOfBirth),
    death: deathFrom(record),
    municipality: placeFrom(record.populationRegistrationLocality),
    secrecyMark: record.protectedPersonIndicator,
    protectedRegistration: record.protectedPopulationRecord ?? false,
    test: record.testIndicator,
    deregistered:
      replaced ||
      outOfUse.has(deregistration?.deregistrationReasonCode ?? '') ||
      statusOutOfUse.has(status?.identityStatus ?? ''),
  };
}

/** Taken as it stands: numbers with an unknown day or month pass no caller's check and are real. */
function identityFrom({ root, extension }: PersonRecord['personalIdentity']): PatientId {
  return { type: root.trim(), id: (extension ?? '').trim().toUpperCase() };
}

/** The service's own links and the tax agency's references to numbers before and after. */
function linksOf({ linkedIdentity = [], referredPersonalIdentities = [] }: PersonRecord): PatientId[] {
  return [...linkedIdentity, ...referredPersonalIdentities]
    .map(({ referredPersonalIdentity }) => identityFrom(referredPersonalIdentity))
    .filter(({ id }) => id !== '');
}

function nameFrom(name: PersonRecord['name']): PersonName | undefined {
  const given = wordsIn(name?.givenName);
  if (!name || (given.length === 0 && !name.surname)) return undefined;
  const positions = [...String(name.givenNameIndicator ?? '')].map(Number).filter((position) => position > 0);
  return {
    given,
    inUse: positions.flatMap((position) => given[position - 1] ?? []),
    middle: name.middleName || undefined,
    surname: name.surname || undefined,
  };
}

function wordsIn(text: string | undefined): string[] {
  return text?.split(/\s+/).filter(Boolean) ?? [];
}

const forms = { YYYY: /^\d{4}$/, 'YYYY-MM': /^\d{4}-\d{2}$/, 'YYYY-MM-DD': /^\d{4}-\d{2}-\d{2}$/ } as const;

/** The schema does not check that value and format agree; one that does not is no date. */
function partialDate(date: { readonly format: keyof typeof forms; readonly value: string } | undefined) {
  return date && forms[date.format].test(date.value) ? date.value : undefined;
}

/** The day somebody was found dead is not the day of death. */
function deathFrom(record: PersonRecord): Person['death'] {
  const { deregistration: out, coOrdinationNumberData: coordination, personalIdentityStatus: status } = record;
  if (out?.deregistrationReasonCode === 'AV') return { date: partialDate(out.deregistrationDate) };
  if (coordination?.deceasedDate) return { date: partialDate(coordination.deceasedDate) };
  return out?.foundDeadAtDate || status?.identityStatusCause === 'AVLIDEN' ? { date: undefined } : undefined;
}

function placeFrom(place: PersonRecord['populationRegistrationLocality']): string | undefined {
  return place?.countyCode ? `${place.countyCode}${place.municipalityCode ?? ''}` : undefined;
}
