import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getEmployee3 } from '../../src/contracts/directory/employee.ts';
import { getHealthCareProvider1 } from '../../src/contracts/directory/organization-2.ts';
import { directoryContracts } from '../../src/contracts/directory/registry.ts';
import { type ServiceContract, validate } from '../../src/contracts/index.ts';
import { describePublished, type Published } from './describe-published.ts';

/** The contract that tells of everybody has the same. */
const administers = {
  asked:
    '(personHsaId | personalIdentityNumber) authorizationScopeCode? authorizationScopePropertyCode? searchBase? includeFeignedObject?',
  told: 'adminCredentialInformation*(personHsaId givenName? middleAndSurName protectedPerson? feignedPerson? authorizationScopeProperties*(authorizationScopeCode authorizationScopeName authorizationScopeDescription? authorizationScopePropertyCode authorizationScopePropertyName authorizationScopePropertyDescription? adminCommission+(adminCommissionHsaId adminCommissionResponsibleOrganisation sector*(unitHsaId sectorFlag? name feignedUnit?) feignedAdminCommission?)))',
};

const published: Published = {
  'GetUnit:5': [
    'GetUnit: unitHsaId searchBase? includeFeignedObject? profile*',
    'GetUnitResponse: unit?(alternateName* alternateText? alternateTextLogotype? businessClassification*(businessClassificationName? businessClassificationCode?) businessType* careType* countyName? countyCode? description? directoryContact? displayOption? dropInHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) mail? facsimileTelephoneNumber* geographicalCoordinatesRt90?(xCoordinate yCoordinate) geographicalCoordinatesSWEREF99?(nCoordinate eCoordinate) destinationIndicator* unitHsaId jpegPhoto? jpegLogotype? labeledUri? location? webPage1177? management* municipalityName? municipalityCode? nonPublicTelephoneNumber* unitName patientInformation? postalAddress?(addressLine+) postalCode? publicName relatedUnitHsaId* route? street? surgeryHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) switchboardNumber? telephoneHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) telephoneNumber* textTelephoneNumber* unitExtraInformation? unitFunction*(name telephoneHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) telephoneNumber*) unitTemporaryInformation?(fromDate toDate temporaryInformation) videoPhone* visitingHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) visitingRuleAge*(fromAge toAge comment?) referralRules? visitingRules? unitStartDate? unitEndDate? feignedUnit? financingOrganization* indoorRouteDescription? geographicalCoordinatesSWEREF99Latitude? geographicalCoordinatesSWEREF99Longitude? administrativeCareLevel* schoolType* structuredPostalAddress?(addressee+ street? premisesNumber? premisesLetter? postCode town) structuredVisitingAddress?(street premisesNumber? premisesLetter? town))',
  ],
  'GetHealthCareUnit:2': [
    'GetHealthCareUnit: healthCareUnitMemberHsaId searchBase? includeFeignedObject?',
    'GetHealthCareUnitResponse: healthCareUnit?(unitIsHealthCareUnit? healthCareUnitMemberHsaId? healthCareUnitMemberName? healthCareUnitMemberPublicName? healthCareUnitMemberStartDate? healthCareUnitMemberEndDate? healthCareUnitHsaId healthCareUnitName healthCareUnitPublicName healthCareUnitStartDate? healthCareUnitEndDate? healthCareProviderHsaId healthCareProviderName healthCareProviderPublicName healthCareProviderOrgNo healthCareProviderStartDate? healthCareProviderEndDate? feignedHealthCareUnitMember? feignedHealthCareUnit? feignedHealthCareProvider? archivedHealthCareUnitMember? archivedHealthCareUnit? archivedHealthCareProvider?)',
  ],
  'GetHealthCareUnitMembers:2': [
    'GetHealthCareUnitMembers: healthCareUnitHsaId searchBase? includeFeignedObject?',
    'GetHealthCareUnitMembersResponse: healthCareUnitMembers?(healthCareUnitName healthCareUnitPublicName healthCareUnitHsaId healthCareUnitStartDate? healthCareUnitEndDate? healthCareUnitPrescriptionCode* telephoneNumber* postalAddress?(addressLine+) postalCode? feignedHealthCareUnit? archivedHealthCareUnit? healthCareProvider(healthCareProviderName healthCareProviderPublicName healthCareProviderHsaId healthCareProviderOrgNo healthCareProviderStartDate? healthCareProviderEndDate? healthCareProviderPrescriptionCode* telephoneNumber* postalAddress?(addressLine+) postalCode? feignedHealthCareProvider? archivedHealthCareProvider? structuredPostalAddress?(addressee+ street? premisesNumber? premisesLetter? postCode town)) healthCareUnitMember*(healthCareUnitMemberName healthCareUnitMemberPublicName healthCareUnitMemberHsaId healthCareUnitMemberStartDate? healthCareUnitMemberEndDate? healthCareUnitMemberPrescriptionCode* healthCareUnitMemberTelephoneNumber* healthCareUnitMemberpostalAddress?(addressLine+) healthCareUnitMemberpostalCode? feignedHealthCareUnitMember? archivedHealthCareUnitMember? healthCareUnitMemberstructuredPostalAddress?(addressee+ street? premisesNumber? premisesLetter? postCode town)) structuredPostalAddress?(addressee+ street? premisesNumber? premisesLetter? postCode town))',
  ],
  'GetHealthCareUnitList:2': [
    'GetHealthCareUnitList: healthCareProviderHsaId searchBase? includeFeignedObject?',
    'GetHealthCareUnitListResponse: healthCareUnitList?(healthCareProviderHsaId healthCareProviderName healthCareProviderPublicName healthCareProviderOrgNo healthCareProviderStartDate? healthCareProviderEndDate? healthCareUnit*(healthCareUnitHsaId healthCareUnitName healthCareUnitPublicName healthCareUnitStartDate? healthCareUnitEndDate? feignedHealthCareUnit? archivedHealthCareUnit?) feignedHealthCareProvider? archivedHealthCareProvider?)',
  ],
  'GetHealthCareProvider:1': [
    'GetHealthCareProvider: (healthCareProviderHsaId | healthCareProviderOrgNo) searchBase? includeFeignedObject?',
    'GetHealthCareProviderResponse: healthCareProvider*(healthCareProviderHsaId healthCareProviderName healthCareProviderOrgNo healthCareProviderStartDate? healthCareProviderEndDate? feignedHealthCareProvider? archivedHealthCareProvider?)',
  ],
  'IsUnitWithinSector:1': [
    'IsUnitWithinSector: unitHsaId sectorHsaId+ searchBase? includeFeignedObject?',
    'IsUnitWithinSectorResponse: unitIsWithinSector feignedUnit?',
  ],
  'ListUnitsWithinSector:1': [
    'ListUnitsWithinSector: sectorHsaId+ searchBase? includeFeignedObject?',
    'ListUnitsWithinSectorResponse: unitWithinSector*(unitHsaId unitName feignedUnit?)',
  ],
  'GetEmployeeIncludingProtectedPerson:4': [
    'GetEmployeeIncludingProtectedPerson: (personHsaId | personalIdentityNumber) searchBase? includeFeignedObject? profile?',
    'GetEmployeeIncludingProtectedPersonResponse: personInformation*(personHsaId givenName? middleAndSurName nickName? mail? telephoneNumber* switchboardNumber? nonPublicTelephoneNumber* mobileNumber* facsimileTelephoneNumber* telephoneHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) postalAddress?(addressLine+) description? title? healthCareProfessionalLicence* paTitle*(paTitleName? paTitleCode?) specialityName* specialityCode* dn protectedPerson? personStartDate? personEndDate? feignedPerson? healthCareProfessionalLicenceSpeciality*(healthCareProfessionalLicence specialityCode specialityName) age? gender? structuredPostalAddress?(addressee+ street? premisesNumber? premisesLetter? postCode town))',
  ],
  'GetEmployee:3': [
    'GetEmployee: (personHsaId | personalIdentityNumber) searchBase? includeFeignedObject? profile?',
    'GetEmployeeResponse: personInformation*(personHsaId givenName? middleAndSurName nickName? mail? telephoneNumber* switchboardNumber? nonPublicTelephoneNumber* mobileNumber* facsimileTelephoneNumber* telephoneHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) postalAddress?(addressLine+) description? title? healthCareProfessionalLicence* paTitle*(paTitleName? paTitleCode?) specialityName* specialityCode* dn protectedPerson? personStartDate? personEndDate? feignedPerson? healthCareProfessionalLicenceSpeciality*(healthCareProfessionalLicence specialityCode specialityName) age? gender)',
  ],
  'GetCommissionMembers:2': [
    'GetCommissionMembers: healthCareUnitHsaId commissionPurpose commissionRights* healthCareProfessionalLicense* searchBase? includeFeignedObject?',
    'GetCommissionMembersResponse: personInformation*(personHsaId givenName? middleAndSurName nickName? mail? telephoneNumber* switchboardNumber? nonPublicTelephoneNumber* mobileNumber* facsimileTelephoneNumber* telephoneHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) postalAddress?(addressLine+) description? title? healthCareProfessionalLicence* paTitle*(paTitleName? paTitleCode?) specialityName* specialityCode* dn protectedPerson? personStartDate? personEndDate? feignedPerson? healthCareProfessionalLicenceSpeciality*(healthCareProfessionalLicence specialityCode specialityName) age? gender)',
  ],
  'GetCredentialsForPerson:2': [
    'GetCredentialsForPerson: (personHsaId | personalIdentityNumber) searchBase? includeFeignedObject? profile?',
    'GetCredentialsForPersonResponse: credentialInformation*(givenName? middleAndSurName personHsaId healthCareProfessionalLicence* personalPrescriptionCode? groupPrescriptionCode* nursePrescriptionRight*(healthCareProfessionalLicence prescriptionRight) hsaSystemRole*(systemId role) paTitleCode* protectedPerson? commission*(commissionName commissionHsaId commissionPurpose commissionRight*(activity informationClass scope) healthCareUnitHsaId? healthCareUnitName? healthCareUnitStartDate? healthCareUnitEndDate? healthCareProviderHsaId healthCareProviderName healthCareProviderOrgNo healthCareProviderStartDate? healthCareProviderEndDate? feignedHealthCareProvider? feignedHealthCareUnit? feignedCommission? archivedHealthCareProvider? archivedHealthCareUnit? pharmacyIdentifier?) feignedPerson? healthCareProfessionalLicenceCode* healthCareProfessionalLicenceSpeciality*(healthCareProfessionalLicenceCode specialityCode specialityName) occupationalCode* personalIdentity?(root extension) healthcareProfessionalLicenseIdentityNumber?)',
  ],
  'GetCredentialsForPersonIncludingProtectedPerson:2': [
    'GetCredentialsForPersonIncludingProtectedPerson: (personHsaId | personalIdentityNumber) searchBase? includeFeignedObject? profile?',
    'GetCredentialsForPersonIncludingProtectedPersonResponse: credentialInformation*(givenName? middleAndSurName personHsaId healthCareProfessionalLicence* personalPrescriptionCode? groupPrescriptionCode* nursePrescriptionRight*(healthCareProfessionalLicence prescriptionRight) hsaSystemRole*(systemId role) paTitleCode* protectedPerson? commission*(commissionName commissionHsaId commissionPurpose commissionRight*(activity informationClass scope) healthCareUnitHsaId? healthCareUnitName? healthCareUnitStartDate? healthCareUnitEndDate? healthCareProviderHsaId healthCareProviderName healthCareProviderOrgNo healthCareProviderStartDate? healthCareProviderEndDate? feignedHealthCareProvider? feignedHealthCareUnit? feignedCommission? archivedHealthCareProvider? archivedHealthCareUnit? pharmacyIdentifier?) feignedPerson? healthCareProfessionalLicenceCode* healthCareProfessionalLicenceSpeciality*(healthCareProfessionalLicenceCode specialityCode specialityName) occupationalCode* personalIdentity?(root extension) healthcareProfessionalLicenseIdentityNumber?)',
  ],
  'GetPersonAuthorizedToSystem:2': [
    'GetPersonAuthorizedToSystem: (personHsaId | personalIdentityNumber) systemId searchBase? includeFeignedObject?',
    'GetPersonAuthorizedToSystemResponse: authorizedPerson personInformation*(personHsaId givenName? middleAndSurName nickname? mail? telephoneNumber* switchboardNumber? nonPublicTelephoneNumber* mobileNumber* telephoneHour*(fromDay fromTime toDay toTime comment? fromDate? toDate?) description? title? healthCareProfessionalLicence* specialityCode* specialityName* hsaSystemRole+(systemId role) dn protectedPerson? feignedPerson? healthCareProfessionalLicenceSpeciality*(healthCareProfessionalLicence specialityCode specialityName))',
  ],
  'GetAdminCredentialsForPerson:2': [
    `GetAdminCredentialsForPerson: ${administers.asked}`,
    `GetAdminCredentialsForPersonResponse: ${administers.told}`,
  ],
  'GetAdminCredentialsForPersonIncludingProtectedPerson:2': [
    `GetAdminCredentialsForPersonIncludingProtectedPerson: ${administers.asked}`,
    `GetAdminCredentialsForPersonIncludingProtectedPersonResponse: ${administers.told}`,
  ],
  'GetCareUnit:3': [
    'GetCareUnit: hsaIdentity searchBase?',
    'GetCareUnitResponse: careUnitHsaIdentity careGiver careUnitStartDate? careUnitEndDate? careGiverStartDate? careGiverEndDate?',
  ],
  'GetCareUnitList:3': [
    'GetCareUnitList: hsaIdentity searchBase?',
    'GetCareUnitListResponse: careUnitGiverHsaIdentity careUnitGiverName careUnitGiverStartDate? careUnitGiverEndDate? careUnits?(careUnit*(hsaIdentity careUnitName careUnitStartDate? careUnitEndDate?))',
  ],
  'GetCareUnitMembers:3': [
    'GetCareUnitMembers: hsaIdentity searchBase?',
    'GetCareUnitMembersResponse: careUnitName unitPrescriptionCode* telephoneNumber* postalAddress?(addressLine+) postalCode? careUnitStartDate? careUnitEndDate? careUnitMembers?(careUnitMember*(careUnitName unitPrescriptionCode* telephoneNumber* postalAddress?(addressLine+) postalCode? careUnitMemberStartDate? careUnitMemberEndDate?))',
  ],
  'GetMiuForPerson:3': [
    'GetMiuForPerson: (hsaIdentity | personalIdentityNumber) searchBase?',
    'GetMiuForPersonResponse: MiuInformation*(miuName hsaIdentity miuPurpose careUnitHsaIdentity? careUnitName? careGiver careGiverName careGiverOrgNo personalPrescriptionCode? hsaTitles(hsaTitle*) miuRights(miuRight*) hsaSystemRoles(hsaSystemRole*) hsaIdentityPerson paTitleCode* givenName middleAndSurName careUnitStartDate? careUnitEndDate? careGiverStartDate? careGiverEndDate? hsaProtectedPerson?)',
  ],
  'GetHsaPerson:3': [
    'GetHsaPerson: (hsaIdentity | personalIdentityNumber) searchBase?',
    'GetHsaPersonResponse: userInformations?(userInformation*(description? mail? givenName hsaIdentity hsaSwitchboardNumber? hsaTelephoneNumbers?(hsaTelephoneNumber*) labeledUri? languageKnowledgeCodes?(languageKnowledgeCode*) mobiles?(mobile*) facsimileTelephoneNumbers?(facsimileTelephoneNumber*) nickName? smsTelephoneNumber? specialityCodes?(specialityCode*) specialityNames?(specialityName*) sn telephoneHours?(telephoneHour*()) telephoneNumbers?(telephoneNumber*) title? DN middleName postalAddress?(addressLine+) hsaTitles?(hsaTitle+) hsaProtectedPerson?))',
  ],
  'Ping:3': ['Ping: ', 'PingResponse: message? responseTime?'],
  'GetHospCredentialsForPerson:1': [
    'GetHospCredentialsForPerson: personalIdentityNumber',
    'GetHospCredentialsForPersonResponse: personalIdentityNumber(root extension) healthCareProfessionalLicence*(healthCareProfessionalLicenceCode healthCareProfessionalLicenceName) personalPrescriptionCode? healthCareProfessionalLicenceSpeciality*(healthCareProfessionalLicenceCode specialityCode specialityName) nursePrescriptionRight*(healthCareProfessionalLicence prescriptionRight) healthcareProfessionalLicenseIdentityNumber? educationCode* restrictions*(healthCareProfessionalLicenceCode restrictionCode restrictionName) feignedPerson?',
  ],
};

describePublished(directoryContracts, published);

describe('of a choice', () => {
  const told = (contract: ServiceContract, value: object) =>
    validate(contract.request, value, 'q').map(({ path, rule }) => `${path} ${rule}`);

  it.each([
    ['one', { personHsaId: 'SE1-A' }, []],
    ['the other', { personalIdentityNumber: '191212121212' }, []],
    ['both', { personHsaId: 'SE1-A', personalIdentityNumber: '191212121212' }, ['exactly']],
    ['none', {}, ['exactly']],
  ])('%s', (_what, value, broken) => {
    const rule = 'q must hold exactly one of personHsaId, personalIdentityNumber';
    expect(told(getEmployee3 as unknown as ServiceContract, value)).toEqual(broken.map(() => rule));
  });

  it('none may be demanded', () => {
    const provider = getHealthCareProvider1 as unknown as ServiceContract;
    expect(told(provider, {})).toEqual([]);
    expect(told(provider, { healthCareProviderHsaId: 'a', healthCareProviderOrgNo: 'b' })).toHaveLength(1);
  });
});

describe('a place in the tree', () => {
  const asPublished = /^(?:([OUDCNLoudcnl]{1,2}=[0-9\p{L}\p{Zs}\-.]*,?)*)$/u;
  const accepts = (searchBase: string) =>
    validate(getEmployee3.request, { personHsaId: 'a', searchBase }, 'q').length === 0;

  it('is accepted as the published form has it, whatever is written', () => {
    const parts = fc.constantFrom('OU', 'o', 'C', 'x', '=', ',', 'Å', '7', '-', '+', 'd=', ',ou=');
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 12 }).map((some) => some.join('')),
        (text) => {
          expect(accepts(text)).toBe(asPublished.test(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never takes long to refuse', () => {
    const started = performance.now();
    expect(accepts(`${'OU='.repeat(115)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
