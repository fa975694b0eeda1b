import { boolean, many, one, optional, schema, several, string } from '../schema.ts';
import {
  askedPerson,
  domain,
  HCPSpecialityCodesType,
  IIType,
  NursePrescriptionRightType,
  t,
  within,
} from './authorization-2.ts';
import { defineDirectoryContract } from './define.ts';

/**
 * What the national catalogue alone can tell: administrative assignments, whose scopes are named in its own tables, and the
 * register of licences (HOSP), which is asked by personal identity number.
 */
const minor3 = schema(`urn:riv:${domain}:2.3`, 'infrastructure_directory_authorizationmanagement_2.3.xsd');

const AdminCommissionType = t.open('AdminCommissionType', {
  adminCommissionHsaId: one(string),
  adminCommissionResponsibleOrganisation: one(string),
  sector: many(
    t.open('SectorType', {
      unitHsaId: one(string),
      sectorFlag: optional(boolean),
      name: one(string),
      feignedUnit: optional(boolean),
    }),
  ),
  feignedAdminCommission: optional(boolean),
});

const AdminCredentialInformationType = t.open('AdminCredentialInformationType', {
  personHsaId: one(string),
  givenName: optional(string),
  middleAndSurName: one(string),
  protectedPerson: optional(boolean),
  feignedPerson: optional(boolean),
  authorizationScopeProperties: many(
    t.open('AuthorizationScopePropertyType', {
      authorizationScopeCode: one(string),
      authorizationScopeName: one(string),
      authorizationScopeDescription: optional(string),
      authorizationScopePropertyCode: one(string),
      authorizationScopePropertyName: one(string),
      authorizationScopePropertyDescription: optional(string),
      adminCommission: several(AdminCommissionType),
    }),
  ),
});

function defineAdminCredentials(name: string) {
  return defineDirectoryContract({
    domain,
    name,
    major: 2,
    request: {
      ...askedPerson,
      authorizationScopeCode: optional(string),
      authorizationScopePropertyCode: optional(string),
      ...within,
    },
    response: { adminCredentialInformation: many(AdminCredentialInformationType) },
  });
}

/** GetAdminCredentialsForPerson 2: what a person may administer, and where; of nobody whose identity is protected. */
export const getAdminCredentialsForPerson2 = defineAdminCredentials('GetAdminCredentialsForPerson');
/** GetAdminCredentialsForPersonIncludingProtectedPerson 2. */
export const getAdminCredentialsForPersonIncludingProtectedPerson2 = defineAdminCredentials(
  'GetAdminCredentialsForPersonIncludingProtectedPerson',
);

/** GetHospCredentialsForPerson 1: licences, specialities, rights to prescribe and restrictions, of whoever it is. */
export const getHospCredentialsForPerson1 = defineDirectoryContract({
  domain,
  name: 'GetHospCredentialsForPerson',
  major: 1,
  request: { personalIdentityNumber: one(string) },
  response: {
    personalIdentityNumber: one(IIType),
    healthCareProfessionalLicence: many(
      minor3.open('HealthCareProfessionalLicenceType', {
        healthCareProfessionalLicenceCode: one(string),
        healthCareProfessionalLicenceName: one(string),
      }),
    ),
    personalPrescriptionCode: optional(string),
    healthCareProfessionalLicenceSpeciality: many(HCPSpecialityCodesType),
    nursePrescriptionRight: many(NursePrescriptionRightType),
    healthcareProfessionalLicenseIdentityNumber: optional(string),
    educationCode: many(string),
    restrictions: many(
      minor3.open('RestrictionType', {
        healthCareProfessionalLicenceCode: one(string),
        restrictionCode: one(string),
        restrictionName: one(string),
      }),
    ),
    feignedPerson: optional(boolean),
  },
});
