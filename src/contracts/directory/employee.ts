import { boolean, dateTime, either, many, one, optional, type SchemaBuilder, schema, string } from '../schema.ts';
import { defineDirectoryContract } from './define.ts';
import { addressType, dnType, structuredPostalAddressType, telephoneNumberType, timeSpanType } from './types.ts';

/** People who work, domain `infrastructure:directory:employee`: types 3 for everyone, 4 with protected people. */
const domain = 'infrastructure:directory:employee';
const t3 = schema(`urn:riv:${domain}:3`, 'infrastructure_directory_employee_3.0.xsd');
const t4 = schema(`urn:riv:${domain}:4`, 'infrastructure_directory_employee_4.0.xsd');

const dn3 = dnType(t3);
const dn4 = dnType(t4);

function cardElements(t: SchemaBuilder, dn: typeof dn3) {
  const number = telephoneNumberType(t);
  return {
    personHsaId: one(string),
    givenName: optional(string),
    middleAndSurName: one(string),
    nickName: optional(string),
    mail: optional(string),
    telephoneNumber: many(number),
    switchboardNumber: optional(number),
    nonPublicTelephoneNumber: many(number),
    mobileNumber: many(number),
    facsimileTelephoneNumber: many(number),
    telephoneHour: many(timeSpanType(t)),
    postalAddress: optional(addressType(t)),
    description: optional(string),
    title: optional(string),
    healthCareProfessionalLicence: many(string),
    paTitle: many(t.open('PaTitleType', { paTitleName: optional(string), paTitleCode: optional(string) })),
    specialityName: many(string),
    specialityCode: many(string),
    dn: one(dn),
    protectedPerson: optional(boolean),
    personStartDate: optional(dateTime),
    personEndDate: optional(dateTime),
    feignedPerson: optional(boolean),
    healthCareProfessionalLicenceSpeciality: many(
      t.open('HealthCareProfessionalLicenceSpecialityType', {
        healthCareProfessionalLicence: one(string),
        specialityCode: one(string),
        specialityName: one(string),
      }),
    ),
    age: optional(string),
  };
}

const PersonInformation3 = t3.open('PersonInformationType', { ...cardElements(t3, dn3), gender: one(string) });
const PersonInformation4 = t4.open('PersonInformationType', {
  ...cardElements(t4, dn4),
  gender: optional(string),
  structuredPostalAddress: optional(structuredPostalAddressType(t4)),
});

function asked(dn: typeof dn3) {
  return {
    personHsaId: either(string),
    personalIdentityNumber: either(string),
    searchBase: optional(dn),
    includeFeignedObject: optional(boolean),
    profile: optional(string),
  };
}

/** GetEmployee 3: a person's contact card; nobody whose identity is protected. */
export const getEmployee3 = defineDirectoryContract({
  domain,
  name: 'GetEmployee',
  major: 3,
  request: asked(dn3),
  response: { personInformation: many(PersonInformation3) },
});

/** GetEmployeeIncludingProtectedPerson 4. */
export const getEmployeeIncludingProtectedPerson4 = defineDirectoryContract({
  domain,
  name: 'GetEmployeeIncludingProtectedPerson',
  major: 4,
  request: asked(dn4),
  response: { personInformation: many(PersonInformation4) },
});

/** GetCommissionMembers 2: who holds an assignment of a purpose at a care unit. */
export const getCommissionMembers2 = defineDirectoryContract({
  domain,
  name: 'GetCommissionMembers',
  major: 2,
  request: {
    healthCareUnitHsaId: one(string),
    commissionPurpose: one(string),
    commissionRights: many(string),
    healthCareProfessionalLicense: many(string),
    searchBase: optional(dn3),
    includeFeignedObject: optional(boolean),
  },
  response: { personInformation: many(PersonInformation3) },
});
