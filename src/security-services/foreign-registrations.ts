import type { Action, Party } from '../access/action.ts';
import type { ForeignMaster } from '../access/foreign-master.ts';
import type { Outcome } from '../access/registrations.ts';
import {
  registerBlock4,
  registerTemporaryRevoke4,
  unregisterBlock4,
  unregisterTemporaryRevoke4,
} from '../contracts/security/blocking-4.ts';
import { registerExtendedConsent1 } from '../contracts/security/consent-1.ts';
import {
  cancelExtendedConsent2,
  deleteExtendedConsent2,
  registerExtendedConsent2,
} from '../contracts/security/consent-2.ts';
import { registerExtendedPatientRelation1 } from '../contracts/security/relation-1.ts';
import { BridgeError } from '../errors.ts';
import { SourceFailure } from '../sources/query.ts';
import { fitsOlder, iiOf } from './reach.ts';
import { outcomeOf } from './result.ts';
import type { SecurityService } from './service.ts';

const scope = 'NationalLevel';

/** Passes registrations on to the security service that is master of them. `changed` hears of each that it took. */
export function createForeignMaster(service: SecurityService, changed: () => void): ForeignMaster {
  const { name, blocking, consent, relation: relationContract } = service.config;

  async function pass(call: () => Promise<string>): Promise<Outcome> {
    try {
      return outcomeOf(await call());
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown;
      // The cause stays away: what a service says may name the patient.
      throw new BridgeError('SECURITY_SERVICE_UNAVAILABLE', `${name}: ${thrown.reason}.`);
    } finally {
      changed();
    }
  }

  function unknownTo(what: string): Promise<Outcome> {
    return Promise.resolve({ done: false, complaint: 'VALIDATION', text: `${name} offers no way to ${what}.` });
  }

  /** What the service does not have, or has ended before, is ended: an answer may have been lost. */
  async function passEnd(call: () => Promise<string>): Promise<Outcome> {
    const outcome = await pass(call);
    const isGone = !outcome.done && (outcome.complaint === 'NOTFOUND' || outcome.complaint === 'INVALIDSTATE');
    return isGone ? { done: true } : outcome;
  }

  return {
    async registerAssertion(given) {
      const { id, kind, patient, careProvider, careUnit, employee, start, end, representedBy, registration } = given;
      const assertionType = kind === 'emergency' ? 'Emergency' : 'Consent';
      if (consent === 2)
        return pass(async () => {
          const { result } = await service.call(registerExtendedConsent2, careProvider, {
            assertionId: id,
            assertionType,
            scope,
            patientId: iiOf(patient),
            careProviderId: careProvider,
            careUnitId: careUnit,
            ...(employee !== undefined && { employeeId: employee }),
            ...(start !== undefined && { startDate: start }),
            ...(end !== undefined && { endDate: end }),
            ...(representedBy && { representedBy: iiOf(representedBy) }),
            registrationAction: actionType(registration),
          });
          return result.resultCode;
        });
      if (!fitsOlder(patient)) return unknownTo('register a patient with such an identity');
      return pass(async () => {
        const { ResultType } = await service.call(registerExtendedConsent1, careProvider, {
          AssertionId: id,
          AssertionType: assertionType,
          Scope: scope,
          PatientId: patient.id,
          CareProviderId: careProvider,
          CareUnitId: careUnit,
          ...(employee !== undefined && { EmployeeId: employee }),
          ...(start !== undefined && { StartDate: start }),
          ...(end !== undefined && { EndDate: end }),
          ...(representedBy && fitsOlder(representedBy) && { RepresentedBy: representedBy.id }),
          RegistrationAction: olderActionType(registration),
        });
        return ResultType.ResultCode;
      });
    },
    async endAssertion({ id, careProvider }, event, action) {
      if (consent === 1) return unknownTo('take a consent back');
      return passEnd(async () => {
        const { result } =
          event === 'cancelled'
            ? await service.call(cancelExtendedConsent2, careProvider, {
                assertionId: id,
                cancellationAction: actionType(action),
              })
            : await service.call(deleteExtendedConsent2, careProvider, {
                assertionId: id,
                deletionAction: actionType(action),
              });
        return result.resultCode;
      });
    },
    async registerRelation({ id, patient, careProvider, careUnit, employee, start, end, registration }) {
      if (relationContract === 'AssertCareEngagement') return unknownTo('register a relation');
      if (!fitsOlder(patient)) return unknownTo('register a patient with such an identity');
      return pass(async () => {
        const { ResultType } = await service.call(registerExtendedPatientRelation1, careProvider, {
          PatientRelationId: id,
          PatientId: patient.id,
          CareProviderId: careProvider,
          CareUnitId: careUnit,
          EmployeeId: employee,
          ...(start !== undefined && { StartDate: start }),
          EndDate: end,
          RegistrationAction: olderActionType(registration),
        });
        return ResultType.ResultCode;
      });
    },
    async registerBlock({ id, kind, patient, careProvider, careUnit, start, end, excludedTypes }) {
      if (blocking === 3) return unknownTo('register a block');
      return pass(async () => {
        const { result } = await service.call(registerBlock4, careProvider, {
          blockId: id,
          blockType: kind === 'inner' ? 'Inner' : 'Outer',
          patientId: iiOf(patient),
          ...(start !== undefined && { informationStartDate: start }),
          ...(end !== undefined && { informationEndDate: end }),
          ...(careUnit !== undefined && { informationCareUnitId: careUnit }),
          informationCareProviderId: careProvider,
          excludedInformationTypes: excludedTypes,
        });
        return result.resultCode;
      });
    },
    async unregisterBlock({ id, careProvider }) {
      if (blocking === 3) return unknownTo('lift a block');
      return passEnd(
        async () => (await service.call(unregisterBlock4, careProvider, { blockId: id })).result.resultCode,
      );
    },
    async registerRevoke({ id, blockId, end, careUnit, employee }, { careProvider }) {
      if (blocking === 3) return unknownTo('lift a block for a while');
      return pass(async () => {
        const { result } = await service.call(registerTemporaryRevoke4, careProvider, {
          temporaryRevokeRegistration: {
            temporaryRevokeId: id,
            blockId,
            endDate: end,
            revokedForCareUnitId: careUnit,
            ...(employee !== undefined && { revokedForEmployeeId: employee }),
          },
        });
        return result.resultCode;
      });
    },
    async unregisterRevoke({ id }, careProvider) {
      if (blocking === 3) return unknownTo('take back what was lifted for a while');
      return passEnd(
        async () =>
          (await service.call(unregisterTemporaryRevoke4, careProvider, { temporaryRevokeId: id })).result.resultCode,
      );
    },
  };
}

function actionType({ requestedAt, requestedBy, registeredAt, registeredBy, reason }: Action) {
  const actor = ({ employee, assignment, assignmentName }: Party) => ({
    employeeId: employee,
    ...(assignment !== undefined && { assignmentId: assignment }),
    ...(assignmentName !== undefined && { assignmentName }),
  });
  return {
    requestDate: requestedAt,
    requestedBy: actor(requestedBy),
    registrationDate: registeredAt,
    registeredBy: actor(registeredBy),
    ...(reason !== undefined && { reasonText: reason }),
  };
}

function olderActionType({ requestedAt, requestedBy, registeredAt, registeredBy, reason }: Action) {
  const actor = ({ employee, assignment, assignmentName }: Party) => ({
    EmployeeId: employee,
    ...(assignment !== undefined && { AssignmentId: assignment }),
    ...(assignmentName !== undefined && { AssignmentName: assignmentName }),
  });
  return {
    RequestDate: requestedAt,
    RequestedBy: actor(requestedBy),
    RegistrationDate: registeredAt,
    RegisteredBy: actor(registeredBy),
    ...(reason !== undefined && { ReasonText: reason }),
  };
}
