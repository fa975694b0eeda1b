import { boolean, dateTime, one, optional, schema } from '../schema.ts';
import { defineOlder } from './common.ts';
import { olderTypes } from './older-types.ts';

/** Whether a patient is in somebody's care (patientrelation): `ehr:patientrelationship` 1, which has no newer version. */
const t = schema('urn:riv:ehr:patientrelationship:1', 'ehr_patientrelationship_1.0.xsd');
const { HsaId, PersonIdValue, ResultType, AccessingActorType, Id, ActionType } = olderTypes(t);

const CheckResultType = t.open('CheckResultType', {
  Result: one(ResultType),
  HasPatientrelation: one(boolean),
});

/** CheckPatientRelation 1.0. */
export const checkPatientRelation1 = defineOlder({
  domain: 'ehr:patientrelationship:accesscontrol',
  name: 'CheckPatientRelation',
  major: 1,
  request: { AccessingActor: one(AccessingActorType), PatientId: one(PersonIdValue) },
  response: { CheckResultType: one(CheckResultType) },
});

/** RegisterExtendedPatientRelation 1.0. */
export const registerExtendedPatientRelation1 = defineOlder({
  domain: 'ehr:patientrelationship:administration',
  name: 'RegisterExtendedPatientRelation',
  major: 1,
  request: {
    PatientRelationId: one(Id),
    PatientId: one(PersonIdValue),
    CareProviderId: one(HsaId),
    CareUnitId: one(HsaId),
    EmployeeId: one(HsaId),
    StartDate: optional(dateTime),
    EndDate: one(dateTime),
    RegistrationAction: one(ActionType),
  },
  response: { ResultType: one(ResultType) },
});
