import type { getCredentialsForPerson2 } from '../contracts/directory/authorization-2.ts';
import type { getEmployeeIncludingProtectedPerson4 } from '../contracts/directory/employee.ts';
import type { ValueOf } from '../contracts/schema.ts';
import { formatDn, parseDn } from '../hsa/dn.ts';
import { licensingOf } from '../hsa/mapping.ts';
import {
  type Commission,
  commissionPurposes,
  licenceNames,
  type NurseRight,
  type Person,
  samePurpose,
} from '../hsa/model.ts';
import { parseHsaId } from '../hsa/values.ts';
import { placeName } from './place-name.ts';
import { levelsOf } from './read-unit.ts';
import { addressIn, periodOf, phonesIn } from './values.ts';

export type Credentials = NonNullable<
  ValueOf<typeof getCredentialsForPerson2.response>['credentialInformation']
>[number];
/** Of either version: what is only in one of them is not read. */
export type Card = NonNullable<
  ValueOf<typeof getEmployeeIncludingProtectedPerson4.response>['personInformation']
>[number];
type ToldCommission = NonNullable<Credentials['commission']>[number];

/** A person by what the services say of licences and roles, and by the contact card where it may be asked for. */
export function personFrom(hsaId: string, credentials: Credentials, card: Card | undefined): Person | undefined {
  const period = periodOf(card?.personStartDate, card?.personEndDate);
  if (!period) return undefined;
  const { givenName, middleAndSurName: surname } = credentials;
  const name = [givenName, surname].filter((part) => part).join(' ');
  const place = card && parseDn(card.dn);
  return {
    kind: 'person',
    hsaId,
    dn: place && place.length > 0 ? formatDn(place) : placeName([{ type: 'cn', name, hsaId }]),
    name,
    period,
    archived: false,
    feigned: credentials.feignedPerson ?? false,
    hidden: false,
    givenName,
    surname,
    title: card?.title,
    licences: credentials.healthCareProfessionalLicence ?? [],
    specialityCodes: card?.specialityCode ?? [],
    specialityNames: card?.specialityName ?? [],
    positionCodes: credentials.paTitleCode ?? [],
    positionNames: (card?.paTitle ?? []).flatMap(({ paTitleName }) => paTitleName ?? []),
    prescriptionCode: credentials.personalPrescriptionCode,
    ...licensingOf({
      groupPrescriptionCodes: credentials.groupPrescriptionCode ?? [],
      nurseRights: (credentials.nursePrescriptionRight ?? []).flatMap(nurseRightIn),
      occupationalCodes: credentials.occupationalCode ?? [],
      specialities: (credentials.healthCareProfessionalLicenceSpeciality ?? []).map(
        ({ healthCareProfessionalLicenceCode: licence, specialityCode: code, specialityName: name }) => ({
          licence,
          code,
          name,
        }),
      ),
      number: credentials.healthcareProfessionalLicenseIdentityNumber,
    }),
    systemRoles: (credentials.hsaSystemRole ?? []).map(({ systemId, role }) => ({ system: systemId, role })),
    contact: {
      phones: phonesIn(card?.telephoneNumber),
      internalPhones: phonesIn(card?.nonPublicTelephoneNumber),
      switchboard: phonesIn(card?.switchboardNumber === undefined ? [] : [card.switchboardNumber])[0],
      mail: card?.mail,
      web: undefined,
      postalAddress: addressIn(card?.postalAddress?.addressLine),
      visitingAddress: undefined,
    },
    protected: (credentials.protectedPerson ?? false) || (card?.protectedPerson ?? false),
  };
}

/** In clear text here, by its code in the directory itself; a profession whose code is not known is left out. */
function nurseRightIn(told: NonNullable<Credentials['nursePrescriptionRight']>[number]): NurseRight[] {
  const profession = told.healthCareProfessionalLicence.trim().toLowerCase();
  return [...licenceNames]
    .filter(([, name]) => name.toLowerCase() === profession)
    .map(([licence]) => ({ licence, prescribes: told.prescriptionRight }));
}

/**
 * Somebody of whom the services say nothing to a bridge that may not ask for people with protected identity: perhaps one of
 * them, so treated as one. Has no name, holds nothing, is found by no search.
 */
export function perhapsProtected(hsaId: string): Person {
  const nobody = { middleAndSurName: hsaId, personHsaId: hsaId };
  return { ...(personFrom(hsaId, nobody, undefined) as Person), protected: true };
}

/** The assignments that a person holds now; the services tell of no others. One that lacks what makes it one is left out. */
export function commissionsFrom(person: string, { commission = [] }: Credentials): readonly Commission[] {
  return commission.map((told) => commissionFrom(person, told)).filter((one) => one !== undefined);
}

function commissionFrom(person: string, told: ToldCommission): Commission | undefined {
  const hsaId = parseHsaId(told.commissionHsaId);
  const { commissionName: name, commissionPurpose: purpose, commissionRight: rights = [] } = told;
  const above = levelsOf(told);
  const whole = hsaId && name && purpose && above.some(({ type }) => type === 'o');
  // A care unit that is named and cannot be read is not the same as none.
  if (!whole || (told.healthCareUnitHsaId !== undefined && above.length < 2)) return undefined;
  return {
    kind: 'commission',
    hsaId,
    dn: placeName([{ type: 'cn', name, hsaId }, ...above]),
    name,
    period: { from: undefined, to: undefined },
    archived: false,
    feigned: told.feignedCommission ?? false,
    hidden: false,
    purpose: commissionPurposes.find((known) => samePurpose(known, purpose)) ?? purpose,
    rights: rights.map(({ activity, informationClass, scope }) => ({ activity, informationClass, scope })),
    members: [{ person, period: { from: undefined, to: undefined } }],
  };
}
