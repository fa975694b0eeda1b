import type { ReaderPlace } from '../../../access/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { assertCareEngagement1 } from '../../../contracts/security/care-engagement-1.ts';
import type {
  checkPatientRelation1,
  registerExtendedPatientRelation1,
} from '../../../contracts/security/relation-1.ts';
import { BridgeError } from '../../../errors.ts';
import { actionIn, instantIn, optionalInstantIn } from './actions.ts';
import { demandOwn, placeOf, registrarOf, type SecurityCall } from './call.ts';
import { camelCased } from './camel.ts';
import { logCheck, resultOf, type SecurityParts } from './parts.ts';
import { patientIn, resultOver } from './patients.ts';
import { answered, olderResultBlock, type Result, Unanswerable } from './result.ts';

interface Checked {
  readonly result: Result;
  readonly has: boolean;
}

/** Whether a patient is in somebody's care, asked in two ways, and the registration of it. */
export function createRelations(parts: SecurityParts) {
  async function check(call: SecurityCall, reader: ReaderPlace, patient: PatientId): Promise<Checked> {
    demandOwn(call, reader.careProvider);
    const identities = await parts.findIdentities(patient, call);
    const { patients } = identities;
    const fact = await parts.facts.relation(reader, patients, new Date());
    if (!fact.known) throw new Unanswerable('ERROR', 'The patient relation cannot be checked now.');
    const { state } = fact.value;
    await logCheck(parts, call, 'relation:check', reader, patients, { state });
    return { result: resultOver(identities), has: state === 'current' };
  }

  const nothing = (result: Result): Checked => ({ result, has: false });

  return {
    async check(call: SecurityCall, request: ValueOf<typeof checkPatientRelation1.request>) {
      const { result, has } = await answered(
        async () => check(call, placeOf(camelCased(request).accessingActor), patientIn(request.PatientId)),
        nothing,
      );
      return {
        CheckResultType: { Result: olderResultBlock(result, 'VALIDATION_ERROR'), HasPatientrelation: has },
      };
    },
    /** Has no place for a result: what cannot be answered is a fault. */
    async engagement(call: SecurityCall, request: ValueOf<typeof assertCareEngagement1.request>) {
      const { performer, subjectOfCareId, careUnitHsaIdentity, careGiverHsaIdentity } = request;
      const { result, has } = await answered(async () => {
        const [employeeId, careUnitId, careProviderId] = [performer, careUnitHsaIdentity, careGiverHsaIdentity];
        return check(call, placeOf({ employeeId, careUnitId, careProviderId }), patientIn(subjectOfCareId));
      }, nothing);
      if (result.code === 'OK' || result.code === 'INFO') return { HasCareEngagement: has };
      throw new BridgeError(faults[result.code] ?? 'SECURITY_SERVICE_UNAVAILABLE', result.text);
    },
    async register(call: SecurityCall, request: ValueOf<typeof registerExtendedPatientRelation1.request>) {
      const result = await answered(
        async () => {
          demandOwn(call, request.CareProviderId);
          const outcome = await parts.registrations.registerRelation(registrarOf(call), {
            id: request.PatientRelationId,
            patient: patientIn(request.PatientId),
            careProvider: request.CareProviderId,
            careUnit: request.CareUnitId,
            employee: request.EmployeeId,
            start: optionalInstantIn(request.StartDate),
            end: instantIn(request.EndDate),
            ground: undefined,
            registration: actionIn(camelCased(request.RegistrationAction)),
          });
          return resultOf(outcome);
        },
        (refused) => refused,
      );
      return { ResultType: olderResultBlock(result, 'VALIDATION_ERROR') };
    },
  };
}

const faults: Partial<Readonly<Record<Result['code'], 'CALLER_NOT_PERMITTED' | 'MESSAGE_INVALID'>>> = {
  ACCESSDENIED: 'CALLER_NOT_PERMITTED',
  VALIDATION: 'MESSAGE_INVALID',
};
