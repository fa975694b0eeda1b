import { boolean, dateTime, one, optional, schema } from '../schema.ts';
import { defineOlder } from './common.ts';
import { olderTypes } from './older-types.ts';

/** Consents (samtycken) as regional installations still have them: `ehr:patientconsent` 1. */
const t = schema('urn:riv:ehr:patientconsent:1', 'ehr_patientconsent_1.0.xsd');
const { HsaId, PersonIdValue, ResultType, AccessingActorType, Id, ActionType } = olderTypes(t);
const AssertionTypeType = t.oneOf('AssertionTypeType', ['Consent', 'Emergency']);

const CheckResultType = t.open('CheckResultType', {
  Result: one(ResultType),
  HasConsent: one(boolean),
  AssertionType: optional(AssertionTypeType),
});

/** CheckConsent 1.0. */
export const checkConsent1 = defineOlder({
  domain: 'ehr:patientconsent:accesscontrol',
  name: 'CheckConsent',
  major: 1,
  request: { AccessingActor: one(AccessingActorType), PatientId: one(PersonIdValue) },
  response: { CheckResultType: one(CheckResultType) },
});

/** RegisterExtendedConsent 1.0. */
export const registerExtendedConsent1 = defineOlder({
  domain: 'ehr:patientconsent:administration',
  name: 'RegisterExtendedConsent',
  major: 1,
  request: {
    AssertionId: one(Id),
    AssertionType: one(AssertionTypeType),
    Scope: one(t.oneOf('ScopeType', ['NationalLevel'])),
    PatientId: one(PersonIdValue),
    CareProviderId: one(HsaId),
    CareUnitId: one(HsaId),
    EmployeeId: optional(HsaId),
    StartDate: optional(dateTime),
    EndDate: optional(dateTime),
    RepresentedBy: optional(PersonIdValue),
    RegistrationAction: one(ActionType),
  },
  response: { ResultType: one(ResultType) },
});
