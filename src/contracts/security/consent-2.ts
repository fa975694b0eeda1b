import { boolean, dateTime, many, one, optional, schema, string } from '../schema.ts';
import { defineCurrent, hsaId, id, iiType, resultCodes } from './common.ts';

/** Consents (samtycken) and emergency assertions, domain `informationsecurity:authorization:consent` 2. */
const domain = 'informationsecurity:authorization:consent';
const t = schema(`urn:riv:${domain}:2`, 'informationsecurity_authorization_consent_2.0.xsd');
const about = { domain, major: 2 } as const;

const HsaId = hsaId(t);
const Id = id(t);
const IIType = iiType(t);
const AssertionTypeType = t.oneOf('AssertionTypeType', ['Consent', 'Emergency']);
const ScopeType = t.oneOf('ScopeType', ['NationalLevel']);
const ResultType = t.open('ResultType', {
  resultCode: one(resultCodes(t, 'VALIDATION_ERROR')),
  resultText: optional(string),
});

const AccessingActorType = t.open('AccessingActorType', {
  employeeId: one(HsaId),
  careProviderId: one(HsaId),
  careUnitId: one(HsaId),
});

const CheckResultType = t.open('CheckResultType', {
  result: one(ResultType),
  hasConsent: one(boolean),
  assertionType: optional(AssertionTypeType),
});

/** CheckConsent 2.0: whether consent or emergency lets this actor see other care providers' information. */
export const checkConsent2 = defineCurrent({
  ...about,
  name: 'CheckConsent',
  request: { accessingActor: one(AccessingActorType), patientId: one(IIType) },
  response: { checkResult: one(CheckResultType) },
});

const ActorType = t.open('ActorType', {
  employeeId: one(HsaId),
  assignmentId: optional(HsaId),
  assignmentName: optional(t.limited('AssignmentNameType', 256)),
});

const ActionType = t.open('ActionType', {
  requestDate: one(dateTime),
  requestedBy: one(ActorType),
  registrationDate: one(dateTime),
  registeredBy: one(ActorType),
  reasonText: optional(t.limited('ReasonText', 1024)),
});

/** RegisterExtendedConsent 2.0. */
export const registerExtendedConsent2 = defineCurrent({
  ...about,
  name: 'RegisterExtendedConsent',
  request: {
    assertionId: one(Id),
    assertionType: one(AssertionTypeType),
    scope: one(ScopeType),
    patientId: one(IIType),
    careProviderId: one(HsaId),
    careUnitId: one(HsaId),
    employeeId: optional(HsaId),
    startDate: optional(dateTime),
    endDate: optional(dateTime),
    representedBy: optional(IIType),
    registrationAction: one(ActionType),
  },
  response: { result: one(ResultType) },
});

/** CancelExtendedConsent 2.0: the patient takes it back. */
export const cancelExtendedConsent2 = defineCurrent({
  ...about,
  name: 'CancelExtendedConsent',
  request: { assertionId: one(Id), cancellationAction: one(ActionType) },
  response: { result: one(ResultType) },
});

/** DeleteExtendedConsent 2.0: it was registered by mistake. */
export const deleteExtendedConsent2 = defineCurrent({
  ...about,
  name: 'DeleteExtendedConsent',
  request: { assertionId: one(Id), deletionAction: one(ActionType) },
  response: { result: one(ResultType) },
});

const PDLAssertionType = t.open('PDLAssertionType', {
  assertionId: one(Id),
  assertionType: one(AssertionTypeType),
  scope: one(ScopeType),
  careProviderId: one(HsaId),
  careUnitId: one(HsaId),
  employeeId: optional(HsaId),
  startDate: one(dateTime),
  endDate: optional(dateTime),
  ownerId: optional(t.limited('OwnerId', 512)),
  patientId: one(IIType),
});

const ExtendedPDLAssertionType = t.open('ExtendedPDLAssertionType', {
  pDLAssertion: one(PDLAssertionType),
  representedBy: optional(IIType),
  registrationInfo: one(ActionType),
  cancellationInfo: optional(ActionType),
  deletionInfo: optional(ActionType),
});

/** GetExtendedConsentsForPatient 2.0: with who asked, registered and cancelled. */
export const getExtendedConsentsForPatient2 = defineCurrent({
  ...about,
  name: 'GetExtendedConsentsForPatient',
  request: { careProviderId: one(HsaId), patientId: one(IIType), getCancelledFlag: one(boolean) },
  response: {
    getExtendedConsentsResult: one(
      t.open('GetExtendedConsentsResultType', {
        result: one(ResultType),
        pdlAssertions: many(ExtendedPDLAssertionType),
      }),
    ),
  },
});

/** GetConsentsForPatient 2.0: those that apply. */
export const getConsentsForPatient2 = defineCurrent({
  ...about,
  name: 'GetConsentsForPatient',
  request: { careProviderId: one(HsaId), patientId: one(IIType) },
  response: {
    getConsentsResult: one(
      t.open('GetConsentsResultType', { result: one(ResultType), pdlAssertions: many(PDLAssertionType) }),
    ),
  },
});

const CancelledAssertionType = t.open('CancelledAssertionType', {
  assertionId: one(Id),
  cancellationDate: one(dateTime),
});

/** GetConsentsForCareProvider 2.0: all of a care provider's, in parts. */
export const getConsentsForCareProvider2 = defineCurrent({
  ...about,
  name: 'GetConsentsForCareProvider',
  request: { careProviderId: one(HsaId), createdOnOrAfter: optional(dateTime), getCancelledFlag: one(boolean) },
  response: {
    getAllAssertionsResult: one(
      t.open('GetAllAssertionsResultType', {
        result: one(ResultType),
        moreOnOrAfter: one(dateTime),
        hasMore: one(boolean),
        assertions: many(PDLAssertionType),
        cancelledAssertions: many(CancelledAssertionType),
      }),
    ),
  },
});
