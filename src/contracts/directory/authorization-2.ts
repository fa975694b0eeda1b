import { added, boolean, dateTime, either, many, one, optional, schema, several, string, time } from '../schema.ts';
import { responderNamespace } from '../service-contract.ts';
import { defineDirectoryContract } from './define.ts';
import { dnType, telephoneNumberType } from './types.ts';

/** What people may do, domain `infrastructure:directory:authorizationmanagement` 2. */
export const domain = 'infrastructure:directory:authorizationmanagement';
export const t = schema(`urn:riv:${domain}:2`, 'infrastructure_directory_authorizationmanagement_2.0.xsd');
const minor1 = schema(`urn:riv:${domain}:2.1`, 'infrastructure_directory_authorizationmanagement_2.1.xsd');
const minor2 = schema(`urn:riv:${domain}:2.2`, 'infrastructure_directory_authorizationmanagement_2.2.xsd');

const DNType = dnType(t);

const CommissionType = t.closed('CommissionType', {
  commissionName: one(string),
  commissionHsaId: one(string),
  commissionPurpose: one(string),
  commissionRight: many(
    t.open('CommissionRightType', { activity: one(string), informationClass: one(string), scope: one(string) }),
  ),
  healthCareUnitHsaId: optional(string),
  healthCareUnitName: optional(string),
  healthCareUnitStartDate: optional(dateTime),
  healthCareUnitEndDate: optional(dateTime),
  healthCareProviderHsaId: one(string),
  healthCareProviderName: one(string),
  healthCareProviderOrgNo: one(string),
  healthCareProviderStartDate: optional(dateTime),
  healthCareProviderEndDate: optional(dateTime),
  feignedHealthCareProvider: optional(boolean),
  feignedHealthCareUnit: optional(boolean),
  feignedCommission: optional(boolean),
  archivedHealthCareProvider: optional(boolean),
  archivedHealthCareUnit: optional(boolean),
  pharmacyIdentifier: added(minor2, optional(string)),
});

export const NursePrescriptionRightType = t.open('NursePrescriptionRightType', {
  healthCareProfessionalLicence: one(string),
  prescriptionRight: one(boolean),
});
export const HCPSpecialityCodesType = minor1.open('HCPSpecialityCodesType', {
  healthCareProfessionalLicenceCode: one(string),
  specialityCode: one(string),
  specialityName: one(string),
});
export const IIType = minor1.open('IIType', { root: one(string), extension: one(string) });

const HsaSystemRoleType = t.open('HsaSystemRoleType', { systemId: one(string), role: one(string) });

const CredentialInformationType = t.closed('CredentialInformationType', {
  givenName: optional(string),
  middleAndSurName: one(string),
  personHsaId: one(string),
  healthCareProfessionalLicence: many(string),
  personalPrescriptionCode: optional(string),
  groupPrescriptionCode: many(string),
  nursePrescriptionRight: many(NursePrescriptionRightType),
  hsaSystemRole: many(HsaSystemRoleType),
  paTitleCode: many(string),
  protectedPerson: optional(boolean),
  commission: many(CommissionType),
  feignedPerson: optional(boolean),
  healthCareProfessionalLicenceCode: added(minor1, many(string)),
  healthCareProfessionalLicenceSpeciality: added(minor1, many(HCPSpecialityCodesType)),
  occupationalCode: added(minor1, many(string)),
  personalIdentity: added(minor1, optional(IIType)),
  healthcareProfessionalLicenseIdentityNumber: added(minor1, optional(string)),
});

export const askedPerson = { personHsaId: either(string), personalIdentityNumber: either(string) };
export const within = { searchBase: optional(DNType), includeFeignedObject: optional(boolean) };

function defineCredentials(name: string) {
  const minor = schema(`${responderNamespace(domain, name, 2)}.1`, `${name}Responder_2.1.xsd`);
  return defineDirectoryContract({
    domain,
    name,
    major: 2,
    request: { ...askedPerson, ...within, profile: added(minor, optional(string)) },
    requestClosed: true,
    response: { credentialInformation: many(CredentialInformationType) },
  });
}

/** GetCredentialsForPerson 2: licences, roles and assignments; of nobody whose identity is protected. */
export const getCredentialsForPerson2 = defineCredentials('GetCredentialsForPerson');
/** GetCredentialsForPersonIncludingProtectedPerson 2. */
export const getCredentialsForPersonIncludingProtectedPerson2 = defineCredentials(
  'GetCredentialsForPersonIncludingProtectedPerson',
);

const TelephoneNumberType = telephoneNumberType(t);

/** GetPersonAuthorizedToSystem 2: whether a person has a role in a system. */
export const getPersonAuthorizedToSystem2 = defineDirectoryContract({
  domain,
  name: 'GetPersonAuthorizedToSystem',
  major: 2,
  request: { ...askedPerson, systemId: one(string), ...within },
  response: {
    authorizedPerson: one(boolean),
    personInformation: many(
      t.open('PersonType', {
        personHsaId: one(string),
        givenName: optional(string),
        middleAndSurName: one(string),
        nickname: optional(string),
        mail: optional(string),
        telephoneNumber: many(TelephoneNumberType),
        switchboardNumber: optional(TelephoneNumberType),
        nonPublicTelephoneNumber: many(TelephoneNumberType),
        mobileNumber: many(TelephoneNumberType),
        telephoneHour: many(
          t.closed('TimeSpanType', {
            fromDay: one(string),
            fromTime: one(time),
            toDay: one(string),
            toTime: one(time),
            comment: optional(string),
            fromDate: added(minor1, optional(string)),
            toDate: added(minor1, optional(string)),
          }),
        ),
        description: optional(string),
        title: optional(string),
        healthCareProfessionalLicence: many(string),
        specialityCode: many(string),
        specialityName: many(string),
        hsaSystemRole: several(HsaSystemRoleType),
        dn: one(DNType),
        protectedPerson: optional(boolean),
        feignedPerson: optional(boolean),
        healthCareProfessionalLicenceSpeciality: many(
          t.open('HealthCareProfessionalLicenceSpecialityType', {
            healthCareProfessionalLicence: one(string),
            specialityCode: one(string),
            specialityName: one(string),
          }),
        ),
      }),
    ),
  },
});
