import { type Elements, many, one, optional, schema, string } from '../schema.ts';

/** The major versions of the e-referral domain; 2 (domain version 2.2) is in national use. */
export type ReferralMajor = 1 | 2;

/** The domain's own answer to a message: taken or not, and why. */
const resultCodes = ['OK', 'ERROR', 'INFO'] as const;
const errorCodes = ['VALIDATION_ERROR', 'APPLICATION_ERROR'] as const;

/**
 * Types of `clinicalprocess:activity:request`, as far as delivery reads them: what else a message says is declared in
 * its place and left open. Values are carried in attributes.
 */
export function referralTypes(major: ReferralMajor) {
  const t = schema(
    `urn:riv:clinicalprocess:activity:request:${major}`,
    `clinicalprocess_activity_request_${major}.xsd`,
  );
  const Unread = t.unread('UnreadType');
  const unread = { one: one(Unread), optional: optional(Unread), many: many(Unread) };
  const RequestIdType = t.carrier('RequestIdType', { extension: 'required' });
  const HsaIdType = t.carrier('HsaIdType', { extension: 'required' });
  const PersonIdType = t.carrier('PersonIdType', { root: 'required', extension: 'required' });
  const TimeStampType = t.carrier('TimeStampType', { value: 'required' });
  const CodeType = t.carrier('CodeType', { code: 'required' });
  const PatientType = t.open('PatientType', {
    personId: one(PersonIdType),
    address: unread.optional,
    telecom: unread.many,
    name: optional(string),
    gender: unread.optional,
    dateOfBirth: unread.optional,
  });
  const FullOrganisationType = t.open('FullOrganisationType', {
    careUnitId: one(HsaIdType),
    careUnitName: optional(string),
    careUnitTelephone: unread.optional,
    careUnitEmail: unread.optional,
    careUnitAddress: unread.optional,
    careUnitLocation: unread.optional,
  });
  const OrganisationType = t.open('OrganisationType', { careUnitId: one(HsaIdType) });
  const RecipientType = t.open('RecipientType', { organisation: one(OrganisationType) });
  const ProfessionalType = t.open('HealthcareProfessionalType', { id: optional(HsaIdType), name: one(string) });
  const AuthorType = t.open('AuthorType', {
    healthcareProfessional: optional(ProfessionalType),
    typeOfHealthcareProfessional: unread.optional,
    healthcareProfessionalOrganisation: one(OrganisationType),
  });
  const ReasonForVersionType = t.open('ReasonForVersionType', { typeOfReason: one(CodeType) });
  const SimplePatientType = t.open('SimplePatientType', { personId: one(PersonIdType), name: optional(string) });
  const remains: Elements = major === 2 ? { careResponsibilityRemains: unread.one } : {};

  const RequestType = t.open('RequestType', {
    requestId: one(RequestIdType),
    typeOfRequest: one(CodeType),
    versionTimeStamp: one(TimeStampType),
    versionNumber: one(string),
    reasonForVersion: one(ReasonForVersionType),
    ...remains,
    patient: one(PatientType),
    requestOrganisation: one(FullOrganisationType),
    author: unread.one,
    recipient: one(RecipientType),
    intermediaryParticipant: unread.many,
    additionalInformation: major === 2 ? unread.optional : unread.one,
    awarenessInformation: unread.optional,
    questionFormulation: unread.one,
    paymentCommitment: unread.optional,
    attachment: unread.many,
    careProcessId: optional(string),
  });
  const RequestConfirmationType = t.open('RequestConfirmationType', {
    requestId: one(RequestIdType),
    requestConfirmationId: one(RequestIdType),
    typeOfRequestConfirmation: one(CodeType),
    requestVersionNumber: one(string),
    requestConfirmationTime: one(TimeStampType),
    patient: one(SimplePatientType),
    confirmingOrganisation: one(FullOrganisationType),
    author: one(AuthorType),
    recipient: one(RecipientType),
    forwardingRecipient: optional(RecipientType),
    outcome: unread.one,
  });
  const RequestOutcomeType = t.open('RequestOutcomeType', {
    requestId: one(RequestIdType),
    requestOutcomeId: one(RequestIdType),
    typeOfRequestOutcome: one(CodeType),
    requestVersionNumber: one(string),
    requestOutcomeTime: one(TimeStampType),
    patient: one(SimplePatientType),
    respondingOrganisation: one(FullOrganisationType),
    author: one(AuthorType),
    recipient: one(RecipientType),
    outcome: unread.one,
    attachment: unread.many,
  });
  const ResultType = t.open('ResultType', {
    resultCode: one(t.oneOf('ResultCodeEnum', resultCodes)),
    errorCode: optional(t.oneOf('ErrorCodeEnum', errorCodes)),
    logId: optional(string),
    subCode: optional(string),
    message: optional(string),
  });
  return { schema: t, RequestType, RequestConfirmationType, RequestOutcomeType, ResultType };
}
