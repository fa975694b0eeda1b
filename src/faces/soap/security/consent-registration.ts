import type { NewAssertion } from '../../../access/consents/assertion.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { registerExtendedConsent1 } from '../../../contracts/security/consent-1.ts';
import type {
  cancelExtendedConsent2,
  deleteExtendedConsent2,
  registerExtendedConsent2,
} from '../../../contracts/security/consent-2.ts';
import { actionIn, optionalInstantIn } from './actions.ts';
import { demandOwn, registrarOf, type SecurityCall } from './call.ts';
import { type Camel, camelCased } from './camel.ts';
import { resultOf, type SecurityParts } from './parts.ts';
import { patientIn } from './patients.ts';
import { answered, olderResultBlock, type Result, resultBlock } from './result.ts';

type Current = ValueOf<typeof registerExtendedConsent2.request>;
type Older = ValueOf<typeof registerExtendedConsent1.request>;

/** Registration of consents and emergency assertions, of both versions, and their end. */
export function createConsentRegistration({ registrations }: Pick<SecurityParts, 'registrations'>) {
  const register = (call: SecurityCall, request: Current | Camel<Older>): Promise<Result> =>
    answered(
      async () => {
        demandOwn(call, request.careProviderId);
        return resultOf(await registrations.registerAssertion(registrarOf(call), assertionIn(request)));
      },
      (result) => result,
    );
  const inResult = async (work: () => Promise<Result>) => ({
    result: resultBlock(await answered(work, (result) => result), 'VALIDATION_ERROR'),
  });

  return {
    register: (call: SecurityCall, request: Current) => inResult(() => register(call, request)),
    registerOlder: async (call: SecurityCall, request: Older) => ({
      ResultType: olderResultBlock(await register(call, camelCased(request)), 'VALIDATION_ERROR'),
    }),
    cancel: (call: SecurityCall, request: ValueOf<typeof cancelExtendedConsent2.request>) =>
      inResult(async () => {
        const action = actionIn(request.cancellationAction);
        return resultOf(await registrations.cancelAssertion(registrarOf(call), request.assertionId, action));
      }),
    delete: (call: SecurityCall, request: ValueOf<typeof deleteExtendedConsent2.request>) =>
      inResult(async () => {
        const action = actionIn(request.deletionAction);
        return resultOf(await registrations.deleteAssertion(registrarOf(call), request.assertionId, action));
      }),
  };
}

function assertionIn(request: Current | Camel<Older>): NewAssertion {
  const registration = actionIn(request.registrationAction);
  const isEmergency = request.assertionType === 'Emergency';
  return {
    id: request.assertionId,
    kind: isEmergency ? 'emergency' : 'given',
    patient: patientIn(request.patientId),
    careProvider: request.careProviderId,
    careUnit: request.careUnitId,
    employee: request.employeeId,
    start: optionalInstantIn(request.startDate),
    end: optionalInstantIn(request.endDate),
    representedBy: request.representedBy === undefined ? undefined : patientIn(request.representedBy),
    // The contract knows one step, and no codes of reasons.
    emergency: isEmergency
      ? { reasonCode: 'told-by-system', text: registration.reason ?? '', opened: true }
      : undefined,
    registration,
  };
}
