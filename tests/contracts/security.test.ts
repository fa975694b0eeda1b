import { describe, expect, it } from 'vitest';
import { validate } from '../../src/contracts/index.ts';
import { checkBlocks4 } from '../../src/contracts/security/blocking-4.ts';
import { securityContracts } from '../../src/contracts/security/registry.ts';
import { describePublished, type Published } from './describe-published.ts';

const published: Published = {
  'CheckBlocks:4': [
    'CheckBlocks: accessingActor(employeeId careProviderId careUnitId) patientId(root extension?) informationEntities+(informationStartDate informationEndDate informationCareUnitId informationCareProviderId informationType? rowNumber)',
    'CheckBlocksResponse: checkBlocksResult(result(resultCode resultText?) checkResults*(status rowNumber))',
  ],
  'CheckBlocks:3': [
    'CheckBlocksRequest: AccessingActor(EmployeeId CareProviderId CareUnitId) PatientId InformationEntities+(InformationStartDate InformationEndDate InformationCareUnitId InformationCareProviderId InformationType? RowNumber)',
    'CheckBlocksResponse: CheckBlocksResultType(Result(ResultCode ResultText) CheckResults*(Status RowNumber))',
  ],
  'GetBlocksForPatient:2': [
    'GetBlocksForPatientRequest: PatientId CareProviderId CreatedOnOrAfter?',
    'GetBlocksForPatientResponse: BlockHeaderType(Result(ResultCode ResultText) Blocks*(BlockId BlockType PatientId InformationStartDate? InformationEndDate? InformationCareUnitId? InformationCareProviderId ExcludedInformationTypes*(InfoTypeId InfoTypeDescription) TemporaryRevokes*(TemporaryRevokeId EndDate RevokedForCareUnitId RevokedForEmployeeId? OwnerId?) OwnerId?) NextCreatedOnOrAfter LatestCancellation)',
  ],
  'CheckConsent:2': [
    'CheckConsent: accessingActor(employeeId careProviderId careUnitId) patientId(root extension?)',
    'CheckConsentResponse: checkResult(result(resultCode resultText?) hasConsent assertionType?)',
  ],
  'CheckConsent:1': [
    'CheckConsentRequest: AccessingActor(EmployeeId CareProviderId CareUnitId) PatientId',
    'CheckConsentResponse: CheckResultType(Result(ResultCode ResultText) HasConsent AssertionType?)',
  ],
  'RegisterExtendedConsent:2': [
    'RegisterExtendedConsent: assertionId assertionType scope patientId(root extension?) careProviderId careUnitId employeeId? startDate? endDate? representedBy?(root extension?) registrationAction(requestDate requestedBy(employeeId assignmentId? assignmentName?) registrationDate registeredBy(employeeId assignmentId? assignmentName?) reasonText?)',
    'RegisterExtendedConsentResponse: result(resultCode resultText?)',
  ],
  'RegisterExtendedConsent:1': [
    'RegisterExtendedConsentRequest: AssertionId AssertionType Scope PatientId CareProviderId CareUnitId EmployeeId? StartDate? EndDate? RepresentedBy? RegistrationAction(RequestDate RequestedBy(EmployeeId AssignmentId? AssignmentName?) RegistrationDate RegisteredBy(EmployeeId AssignmentId? AssignmentName?) ReasonText?)',
    'RegisterExtendedConsentResponse: ResultType(ResultCode ResultText)',
  ],
  'CancelExtendedConsent:2': [
    'CancelExtendedConsent: assertionId cancellationAction(requestDate requestedBy(employeeId assignmentId? assignmentName?) registrationDate registeredBy(employeeId assignmentId? assignmentName?) reasonText?)',
    'CancelExtendedConsentResponse: result(resultCode resultText?)',
  ],
  'DeleteExtendedConsent:2': [
    'DeleteExtendedConsent: assertionId deletionAction(requestDate requestedBy(employeeId assignmentId? assignmentName?) registrationDate registeredBy(employeeId assignmentId? assignmentName?) reasonText?)',
    'DeleteExtendedConsentResponse: result(resultCode resultText?)',
  ],
  'GetExtendedConsentsForPatient:2': [
    'GetExtendedConsentsForPatient: careProviderId patientId(root extension?) getCancelledFlag',
    'GetExtendedConsentsForPatientResponse: getExtendedConsentsResult(result(resultCode resultText?) pdlAssertions*(pDLAssertion(assertionId assertionType scope careProviderId careUnitId employeeId? startDate endDate? ownerId? patientId(root extension?)) representedBy?(root extension?) registrationInfo(requestDate requestedBy(employeeId assignmentId? assignmentName?) registrationDate registeredBy(employeeId assignmentId? assignmentName?) reasonText?) cancellationInfo?(requestDate requestedBy(employeeId assignmentId? assignmentName?) registrationDate registeredBy(employeeId assignmentId? assignmentName?) reasonText?) deletionInfo?(requestDate requestedBy(employeeId assignmentId? assignmentName?) registrationDate registeredBy(employeeId assignmentId? assignmentName?) reasonText?)))',
  ],
  'GetConsentsForPatient:2': [
    'GetConsentsForPatient: careProviderId patientId(root extension?)',
    'GetConsentsForPatientResponse: getConsentsResult(result(resultCode resultText?) pdlAssertions*(assertionId assertionType scope careProviderId careUnitId employeeId? startDate endDate? ownerId? patientId(root extension?)))',
  ],
  'GetConsentsForCareProvider:2': [
    'GetConsentsForCareProvider: careProviderId createdOnOrAfter? getCancelledFlag',
    'GetConsentsForCareProviderResponse: getAllAssertionsResult(result(resultCode resultText?) moreOnOrAfter hasMore assertions*(assertionId assertionType scope careProviderId careUnitId employeeId? startDate endDate? ownerId? patientId(root extension?)) cancelledAssertions*(assertionId cancellationDate))',
  ],
  'CheckPatientRelation:1': [
    'CheckPatientRelationRequest: AccessingActor(EmployeeId CareProviderId CareUnitId) PatientId',
    'CheckPatientRelationResponse: CheckResultType(Result(ResultCode ResultText) HasPatientrelation)',
  ],
  'RegisterExtendedPatientRelation:1': [
    'RegisterExtendedPatientRelationRequest: PatientRelationId PatientId CareProviderId CareUnitId EmployeeId StartDate? EndDate RegistrationAction(RequestDate RequestedBy(EmployeeId AssignmentId? AssignmentName?) RegistrationDate RegisteredBy(EmployeeId AssignmentId? AssignmentName?) ReasonText?)',
    'RegisterExtendedPatientRelationResponse: ResultType(ResultCode ResultText)',
  ],
  'AssertCareEngagement:1': [
    'AssertCareEngagement: performer subjectOfCareId careUnitHsaIdentity careGiverHsaIdentity',
    'AssertCareEngagementResponse: HasCareEngagement',
  ],
  'StoreLog:2': [
    'StoreLog: log+(logId system(systemId systemName?) activity(activityType activityLevel? activityArgs? startDate purpose) user(userId name? personId?(root extension?) assignment? title? careProvider(careProviderId careProviderName?) careUnit(careUnitId careUnitName?)) resources(resource+(resourceType patient?(patientId(root extension?) patientName?) careProvider(careProviderId careProviderName?) careUnit?(careUnitId careUnitName?))))',
    'StoreLogResponse: result(resultCode resultText?)',
  ],
  'StoreLog:1': [
    'StoreLogRequest: Log+(LogId System(SystemId SystemName?) Activity(ActivityType ActivityLevel? ActivityArgs? StartDate Purpose) User(UserId Name? PersonId? Assignment? Title? CareProvider(CareProviderId CareProviderName?) CareUnit(CareUnitId CareUnitName?)) Resources(Resource+(ResourceType Patient?(PatientId PatientName?) CareProvider(CareProviderId CareProviderName?) CareUnit?(CareUnitId CareUnitName?))))',
    'StoreLogResponse: ResultType(ResultCode ResultText)',
  ],
  'GetAccessLogsForPatient:1': [
    'GetAccessLogsForPatientRequest: PatientId FromDate ToDate QueuedReportId?',
    'GetAccessLogsForPatientResponse: AccessLogsResultType(Result(ResultCode ResultText StartInterval? EndInterval? QueuedReportId? QueueTime?) AccesssLogs?(AccessLog*(CareProviderId CareProviderName? CareUnitId CareUnitName? AccessDate UserId UserName? UserTitle? Purpose ResourceType)))',
  ],
  // After lists of fields; their schemas were not at hand.
  'RegisterBlock:4': [
    'RegisterBlock: blockId blockType patientId(root extension?) informationStartDate? informationEndDate? informationCareUnitId? informationCareProviderId excludedInformationTypes* temporaryRevokeRegistration*(temporaryRevokeId blockId endDate revokedForCareUnitId revokedForEmployeeId?)',
    'RegisterBlockResponse: result(resultCode resultText?)',
  ],
  'UnregisterBlock:4': ['UnregisterBlock: blockId', 'UnregisterBlockResponse: result(resultCode resultText?)'],
  'RegisterTemporaryRevoke:4': [
    'RegisterTemporaryRevoke: temporaryRevokeRegistration(temporaryRevokeId blockId endDate revokedForCareUnitId revokedForEmployeeId?)',
    'RegisterTemporaryRevokeResponse: result(resultCode resultText?)',
  ],
  'UnregisterTemporaryRevoke:4': [
    'UnregisterTemporaryRevoke: temporaryRevokeId',
    'UnregisterTemporaryRevokeResponse: result(resultCode resultText?)',
  ],
  'GetBlocks:4': [
    'GetBlocks: patientId?(root extension?) careProviderIds* createdOnOrAfter?',
    'GetBlocksResponse: blockHeader(result(resultCode resultText?) blocks*(blockId blockType informationStartDate? informationEndDate? informationCareUnitId? informationCareProviderId patientId(root extension?) excludedInformationTypes*(infoTypeId infoTypeDescription) temporaryRevokes*(temporaryRevokeId endDate revokedForCareUnitId revokedForEmployeeId? ownerId?) ownerId?) nextCreatedOnOrAfter latestCancellation)',
  ],
};

describePublished(securityContracts, published);

describe('a text of limited length', () => {
  const violations = (careUnitId: string) => {
    const actor = { employeeId: 'a', careProviderId: 'b', careUnitId };
    const patientId = { root: '1.2.752.129.2.1.3.1', extension: '191212121212' };
    return validate(checkBlocks4.request, { accessingActor: actor, patientId, informationEntities: [] }, 'q')
      .map(({ path, rule }) => `${path} ${rule}`)
      .filter((text) => text.includes('careUnitId'));
  };

  it.each(['x'.repeat(32), '𝄞'.repeat(32)])('is counted in characters, as XML has them: %s', (text) => {
    expect(violations(text)).toEqual([]);
    expect(violations(`${text}x`)).toEqual(['q/accessingActor/careUnitId must be at most 32 characters']);
  });
});
