import { dateTime, one, optional, type SchemaBuilder, string } from '../schema.ts';
import { hsaId, id, resultCodes } from './common.ts';

/** The types that `ehr:patientconsent` 1 and `ehr:patientrelationship` 1 each declare alike. */
export function olderTypes(t: SchemaBuilder) {
  const HsaId = hsaId(t);
  const ActorType = t.open('ActorType', {
    EmployeeId: one(HsaId),
    AssignmentId: optional(HsaId),
    AssignmentName: optional(t.limited('AssignmentNameType', 256)),
  });
  return {
    HsaId,
    Id: id(t),
    PersonIdValue: t.limited('PersonIdValue', 12),
    ResultType: t.open('ResultType', {
      ResultCode: one(resultCodes(t, 'VALIDATION_ERROR')),
      ResultText: one(string),
    }),
    AccessingActorType: t.open('AccessingActorType', {
      EmployeeId: one(HsaId),
      CareProviderId: one(HsaId),
      CareUnitId: one(HsaId),
    }),
    ActionType: t.open('ActionType', {
      RequestDate: one(dateTime),
      RequestedBy: one(ActorType),
      RegistrationDate: one(dateTime),
      RegisteredBy: one(ActorType),
      ReasonText: optional(t.limited('ReasonText', 1024)),
    }),
  };
}
