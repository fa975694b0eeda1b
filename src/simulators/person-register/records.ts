import type { PersonRecord } from '../../contracts/get-persons-for-profile-5.ts';
import type { PatientId } from '../../contracts/index.ts';
import { identityKinds, isReserveNumber, sameIdentity } from '../../identities/index.ts';
import { isProtected, type Person, type Sex } from '../../persons/index.ts';

const sexCodes: Readonly<Record<Sex, string>> = { male: '1', female: '2', unknown: '0', other: '9' };

/**
 * A person's record under one of the identities, as far as a profile allows. Under its current identity it refers to all
 * others; under the others to the current one alone, so that whoever wants them all has to follow links.
 */
export function recordOf(person: Person, identity: PatientId, profile: string): PersonRecord {
  const isPrimary = sameIdentity(identity, person.identity);
  const others = isPrimary ? person.linked : [person.identity];
  const showsPlace = profile !== 'P1' && !isProtected(person);
  return {
    personalIdentity: wire(identity),
    ...(person.sex && { gender: sexCodes[person.sex] }),
    protectedPersonIndicator: person.secrecyMark,
    testIndicator: person.test,
    primaryIdentity: isPrimary,
    version: '20261101083000',
    ...nameOf(person),
    ...linksTo(identity, others, person),
    ...(person.birthDate && { birth: { dateOfBirth: partial(person.birthDate) } }),
    ...(person.municipality && {
      populationRegistrationLocality: {
        countyCode: person.municipality.slice(0, 2),
        ...(showsPlace && { municipalityCode: person.municipality.slice(2) }),
      },
    }),
    ...endOf(person, identity, isPrimary),
    ...(person.protectedRegistration && { protectedPopulationRecord: true }),
  };
}

function wire({ type, id }: PatientId): PersonRecord['personalIdentity'] {
  return { root: type, extension: id };
}

function nameOf({ name }: Person): Pick<PersonRecord, 'name'> {
  if (!name) return {};
  const [first, second] = name.inUse.map((inUse) => name.given.indexOf(inUse) + 1);
  return {
    name: {
      ...(first && { givenNameIndicator: first * 10 + (second ?? 0) }),
      ...(name.given.length > 0 && { givenName: name.given.join(' ') }),
      ...(name.middle && { middleName: name.middle }),
      ...(name.surname && { surname: name.surname }),
    },
  };
}

/** The tax agency refers between numbers of its own; everything else are links of the service. */
function linksTo(identity: PatientId, others: readonly PatientId[], person: Person): Partial<PersonRecord> {
  const isReferred = (other: PatientId): boolean => !isReserveNumber(identity) && !isReserveNumber(other);
  const linked = others.filter((other) => !isReferred(other));
  const referred = others.filter(isReferred);
  return {
    linkedIdentity: linked.map((other) => ({
      referredPersonalIdentity: wire(other),
      assuranceLevel: '3',
      primaryIdentity: sameIdentity(other, person.identity),
    })),
    referredPersonalIdentities: referred.map((other) => ({ referredPersonalIdentity: wire(other) })),
  };
}

/** Dead under the current identity; the others have been replaced. */
function endOf({ death }: Person, identity: PatientId, isPrimary: boolean): Partial<PersonRecord> {
  if (isPrimary && death) {
    const { date } = death;
    return date
      ? { deregistration: { deregistrationReasonCode: 'AV', deregistrationDate: partial(date) } }
      : { deregistration: { deregistrationReasonCode: 'AV' } };
  }
  if (isPrimary || isReserveNumber(identity)) return {};
  if (identity.type === identityKinds.personalNumber) return { deregistration: { deregistrationReasonCode: 'GN' } };
  return { personalIdentityStatus: { identityStatus: 'AVREGISTRERAT', identityStatusCause: 'ERSATT' } };
}

const formats = { 4: 'YYYY', 7: 'YYYY-MM', 10: 'YYYY-MM-DD' } as const;

function partial(value: string) {
  return { format: formats[value.length as keyof typeof formats], value };
}
