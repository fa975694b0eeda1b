import type {
  getCredentialsForPerson2,
  getPersonAuthorizedToSystem2,
} from '../../../contracts/directory/authorization-2.ts';
import type {
  getCommissionMembers2,
  getEmployee3,
  getEmployeeIncludingProtectedPerson4,
} from '../../../contracts/directory/employee.ts';
import type { Draft } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import { BridgeError } from '../../../errors.ts';
import {
  type Assignment,
  type Commission,
  covers,
  type Directory,
  fewAtATime,
  type Person,
  samePurpose,
} from '../../../hsa/index.ts';
import { licenceCodesOf, nurseRightsOf, specialitiesOf, specialityCodesOf } from './licensing.ts';
import { placeText } from './place.ts';
import { structuredPostalAddress } from './structured-address.ts';
import { addressOf, datesOf, isFound, isGiven, paired, type Within, whenTrue } from './values.ts';

/** A question about one person. Exactly one of the two is there: the contract's reader has seen to it. */
interface PersonAsked extends Within {
  readonly personHsaId?: string;
  readonly personalIdentityNumber?: string;
}

/** Whether people with protected identity may be in the answer: in contracts of their own alone. */
type Protection = 'left-out' | 'included';

type Card = ReturnType<typeof personCard>;
type Cards3 = Draft<ValueOf<typeof getEmployee3.response>>;

/** Code of the list of sexes (1.2.752.129.2.2.1.1) for one that is not known. */
const unknownSex = '0';

/** Answers what is asked of people who work, and of what they may do. */
export function createPeopleAnswers(directory: Directory) {
  async function personAsked(request: PersonAsked, protection: Protection): Promise<Person | undefined> {
    if (request.personHsaId === undefined)
      throw new BridgeError(
        'MESSAGE_INVALID',
        'No personal identity numbers are kept in the directory here: ask by personHsaId.',
      );
    const { value } = await directory.person(request.personHsaId);
    return value && isOpen(value, protection) && isFound(value, request) ? value : undefined;
  }

  /** For contracts that tell what somebody may do and not until when: one whose time is over, or has not come, may nothing. */
  async function atWork(request: PersonAsked, protection: Protection): Promise<Person | undefined> {
    const person = await personAsked(request, protection);
    return person && covers(person.period, new Date()) ? person : undefined;
  }

  async function card(request: PersonAsked, protection: Protection): Promise<Card[]> {
    const person = await personAsked(request, protection);
    return person ? [personCard(person, protection)] : [];
  }

  async function credentials(
    request: PersonAsked,
    protection: Protection,
  ): Promise<Draft<ValueOf<typeof getCredentialsForPerson2.response>>> {
    const person = await atWork(request, protection);
    if (!person) return {};
    const { assignments } = (await directory.commissionsOf(person.hsaId)).value;
    return {
      credentialInformation: [
        {
          givenName: person.givenName,
          middleAndSurName: person.surname,
          personHsaId: person.hsaId,
          healthCareProfessionalLicence: person.licences,
          personalPrescriptionCode: person.prescriptionCode,
          groupPrescriptionCode: person.licensing?.groupPrescriptionCodes ?? [],
          nursePrescriptionRight: nurseRightsOf(person),
          hsaSystemRole: rolesOf(person),
          paTitleCode: person.positionCodes,
          protectedPerson: protectedFlag(person, protection),
          commission: assignments.filter((assignment) => isWhole(assignment, request)).map(commissionOf),
          feignedPerson: whenTrue(person.feigned),
          healthCareProfessionalLicenceCode: licenceCodesOf(person),
          healthCareProfessionalLicenceSpeciality: specialityCodesOf(person),
          occupationalCode: person.licensing?.occupationalCodes ?? [],
          healthcareProfessionalLicenseIdentityNumber: person.licensing?.number,
        },
      ],
    };
  }

  return {
    employee: async (request: ValueOf<typeof getEmployee3.request>): Promise<Cards3> => ({
      personInformation: inVersion3(await card(request, 'left-out')),
    }),

    employeeWhoever: async (
      request: ValueOf<typeof getEmployeeIncludingProtectedPerson4.request>,
    ): Promise<Draft<ValueOf<typeof getEmployeeIncludingProtectedPerson4.response>>> => ({
      personInformation: await card(request, 'included'),
    }),

    credentials: (request: ValueOf<typeof getCredentialsForPerson2.request>) => credentials(request, 'left-out'),
    credentialsWhoever: (request: ValueOf<typeof getCredentialsForPerson2.request>) => credentials(request, 'included'),

    async commissionMembers(request: ValueOf<typeof getCommissionMembers2.request>): Promise<Cards3> {
      const careUnit = (await directory.unit(request.healthCareUnitHsaId)).value?.object;
      if (!careUnit?.isCareUnit || !isFound(careUnit, request)) return {};
      const { value: objects } = await directory.below(careUnit.hsaId);
      const commissions = objects
        .filter((object) => object.kind === 'commission')
        .filter((commission) => isGiven(commission, request) && meets(commission, request));
      const holders = await fewAtATime(commissions, ({ hsaId }) => directory.holdersOf(hsaId));
      const people = holders.flatMap(({ value }) => value.map(({ person }) => person));
      const distinct = [...new Map(people.map((person) => [person.hsaId, person])).values()];
      const shown = distinct
        .filter((person) => isOpen(person, 'left-out') && isGiven(person, request))
        .filter((person) => isLicensed(person, request.healthCareProfessionalLicense));
      return { personInformation: inVersion3(shown.map((person) => personCard(person, 'left-out'))) };
    },

    async authorizedToSystem(
      request: ValueOf<typeof getPersonAuthorizedToSystem2.request>,
    ): Promise<Draft<ValueOf<typeof getPersonAuthorizedToSystem2.response>>> {
      const person = await atWork(request, 'left-out');
      const roles = person ? rolesOf(person).filter(({ systemId }) => systemId === request.systemId.trim()) : [];
      if (!person || roles.length === 0) return { authorizedPerson: false };
      return {
        authorizedPerson: true,
        personInformation: [
          {
            ...nameAndContact(person),
            title: person.title,
            healthCareProfessionalLicence: person.licences,
            specialityCode: person.specialityCodes,
            specialityName: person.specialityNames,
            hsaSystemRole: roles,
            dn: placeText(person.dn),
            feignedPerson: whenTrue(person.feigned),
            healthCareProfessionalLicenceSpeciality: specialitiesOf(person),
          },
        ],
      };
    },
  };
}

/** Nothing in the contracts could say that somebody has left for good. */
function isOpen({ archived, protected: isProtected }: Person, protection: Protection): boolean {
  return !archived && (protection === 'included' || !isProtected);
}

/** Where everybody is in the answer it says of each whether the identity is protected. */
function protectedFlag({ protected: isProtected }: Person, protection: Protection): boolean | undefined {
  return protection === 'included' ? isProtected : undefined;
}

function nameAndContact({ hsaId, givenName, surname, contact }: Person) {
  return {
    personHsaId: hsaId,
    givenName,
    middleAndSurName: surname,
    mail: contact.mail,
    telephoneNumber: contact.phones,
    switchboardNumber: contact.switchboard,
    nonPublicTelephoneNumber: contact.internalPhones,
  };
}

function personCard(person: Person, protection: Protection) {
  const { contact } = person;
  return {
    ...nameAndContact(person),
    postalAddress: addressOf(contact.postalAddress),
    title: person.title,
    healthCareProfessionalLicence: person.licences,
    paTitle: paired(person.positionCodes, person.positionNames, (paTitleCode, paTitleName) => ({
      paTitleName,
      paTitleCode,
    })),
    specialityName: person.specialityNames,
    specialityCode: person.specialityCodes,
    dn: placeText(person.dn),
    protectedPerson: protectedFlag(person, protection),
    ...datesOf(person.period, 'person'),
    feignedPerson: whenTrue(person.feigned),
    healthCareProfessionalLicenceSpeciality: specialitiesOf(person),
    structuredPostalAddress: structuredPostalAddress(contact.postalAddress, person.name),
  };
}

/** Version 3 demands the sex, which the directory here derives from nothing, and has no addresses in parts. */
function inVersion3(cards: readonly Card[]): NonNullable<Cards3['personInformation']> {
  return cards.map(({ structuredPostalAddress: _, ...card }) => ({ ...card, gender: unknownSex }));
}

function rolesOf({ systemRoles }: Person) {
  return systemRoles.map(({ system, role }) => ({ systemId: system, role }));
}

function isWhole({ commission, careUnit, careProvider }: Assignment, within: Within): boolean {
  return [commission, careUnit, careProvider].every((object) => !object || isGiven(object, within));
}

function commissionOf({ commission, careUnit, careProvider }: Assignment) {
  return {
    commissionName: commission.name,
    commissionHsaId: commission.hsaId,
    commissionPurpose: commission.purpose,
    commissionRight: commission.rights,
    healthCareUnitHsaId: careUnit?.hsaId,
    healthCareUnitName: careUnit?.name,
    ...(careUnit && datesOf(careUnit.period, 'healthCareUnit')),
    healthCareProviderHsaId: careProvider.hsaId,
    healthCareProviderName: careProvider.name,
    healthCareProviderOrgNo: careProvider.orgNo,
    ...datesOf(careProvider.period, 'healthCareProvider'),
    feignedHealthCareProvider: whenTrue(careProvider.feigned),
    feignedHealthCareUnit: careUnit && whenTrue(careUnit.feigned),
    feignedCommission: whenTrue(commission.feigned),
  };
}

/** The purpose, and every right that was named, written as in the directory: `Läsa;alla;SJF`. */
function meets(
  { purpose, rights }: Commission,
  { commissionPurpose, commissionRights = [] }: ValueOf<typeof getCommissionMembers2.request>,
): boolean {
  const held = new Set(rights.map((right) => rightText(Object.values(right).join(';'))));
  return (
    samePurpose(purpose, commissionPurpose.trim()) && commissionRights.every((right) => held.has(rightText(right)))
  );
}

function rightText(right: string): string {
  return right
    .split(';')
    .map((part) => part.trim().toLowerCase())
    .join(';');
}

function isLicensed({ licences }: Person, asked: readonly string[] = []): boolean {
  const held = licences.map((licence) => licence.toLowerCase());
  return asked.length === 0 || asked.some((licence) => held.includes(licence.trim().toLowerCase()));
}
