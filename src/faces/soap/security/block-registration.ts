import type { Action } from '../../../access/action.ts';
import { type ExcludableType, excludableTypes, type NewRevoke } from '../../../access/blocks/registered-block.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type {
  registerBlock4,
  registerTemporaryRevoke4,
  unregisterBlock4,
  unregisterTemporaryRevoke4,
} from '../../../contracts/security/blocking-4.ts';
import { instantIn, optionalInstantIn } from './actions.ts';
import { demandOwn, registrarOf, type SecurityCall } from './call.ts';
import { resultOf, type SecurityParts } from './parts.ts';
import { patientIn } from './patients.ts';
import { answered, ok, type Result, resultBlock, told, Unanswerable } from './result.ts';

type RevokeRegistration = ValueOf<typeof registerTemporaryRevoke4.request>['temporaryRevokeRegistration'];

/** Registration of blocks and of their temporary lifts. */
export function createBlockRegistration({ registrations }: Pick<SecurityParts, 'registrations'>) {
  async function registerBlock(call: SecurityCall, request: ValueOf<typeof registerBlock4.request>): Promise<Result> {
    demandOwn(call, request.informationCareProviderId);
    const revokes = (request.temporaryRevokeRegistration ?? []).map((revoke) => revokeIn(call, revoke));
    if (revokes.some(({ blockId }) => blockId.trim().toLowerCase() !== request.blockId.trim().toLowerCase()))
      throw new Unanswerable('VALIDATION', 'A temporary revoke in the request is of another block.');
    const outcome = await registrations.registerBlock(registrarOf(call), {
      id: request.blockId,
      kind: request.blockType === 'Inner' ? 'inner' : 'outer',
      patient: patientIn(request.patientId),
      careProvider: request.informationCareProviderId,
      careUnit: request.informationCareUnitId,
      start: optionalInstantIn(request.informationStartDate),
      end: optionalInstantIn(request.informationEndDate),
      excludedTypes: (request.excludedInformationTypes ?? []).map(excludable),
      representedBy: undefined,
      registration: actionOf(call),
    });
    return outcome.done ? registerRevokes(call, revokes) : resultOf(outcome);
  }

  /** Of a block that is registered now, whatever becomes of its lifts. */
  async function registerRevokes(call: SecurityCall, revokes: readonly NewRevoke[]): Promise<Result> {
    const refused: string[] = [];
    for (const revoke of revokes) {
      const outcome = await registrations.registerRevoke(registrarOf(call), revoke);
      if (!outcome.done) refused.push(`${revoke.id}: ${outcome.text}`);
    }
    if (refused.length === 0) return ok;
    return told('INFO', `The block is registered, these temporary revokes are not: ${refused.join('; ')}`);
  }

  const inResult = async (work: () => Promise<Result>) => ({
    result: resultBlock(await answered(work, (result) => result), 'VALIDATIONERROR'),
  });

  return {
    registerBlock: (call: SecurityCall, request: ValueOf<typeof registerBlock4.request>) =>
      inResult(() => registerBlock(call, request)),
    unregisterBlock: (call: SecurityCall, { blockId }: ValueOf<typeof unregisterBlock4.request>) =>
      inResult(async () => resultOf(await registrations.unregisterBlock(registrarOf(call), blockId, actionOf(call)))),
    registerRevoke: (
      call: SecurityCall,
      { temporaryRevokeRegistration: given }: ValueOf<typeof registerTemporaryRevoke4.request>,
    ) => inResult(async () => resultOf(await registrations.registerRevoke(registrarOf(call), revokeIn(call, given)))),
    unregisterRevoke: (call: SecurityCall, { temporaryRevokeId }: ValueOf<typeof unregisterTemporaryRevoke4.request>) =>
      inResult(async () =>
        resultOf(await registrations.unregisterRevoke(registrarOf(call), temporaryRevokeId, actionOf(call))),
      ),
  };
}

function revokeIn(call: SecurityCall, given: RevokeRegistration): NewRevoke {
  return {
    id: given.temporaryRevokeId,
    blockId: given.blockId,
    end: instantIn(given.endDate),
    careUnit: given.revokedForCareUnitId,
    employee: given.revokedForEmployeeId,
    // The contract has no place for the reason; what reads it is told so.
    reason: 'PatientsConsent',
    reasonText: 'Skälet framgår inte av RegisterTemporaryRevoke.',
    registration: actionOf(call),
  };
}

function excludable(type: string): ExcludableType {
  const found = excludableTypes.find((one) => one === type.trim().toLowerCase());
  if (!found)
    throw new Unanswerable('VALIDATION', `Only ${excludableTypes.join(' and ')} can be excluded from a block.`);
  return found;
}

/** These contracts do not say who asked or registered: the person vouched for, or else the system itself. */
function actionOf({ actor, caller }: SecurityCall): Action {
  const now = new Date().toISOString();
  const party = { employee: actor?.hsaId ?? caller.hsaId };
  return { requestedAt: now, requestedBy: party, registeredAt: now, registeredBy: party };
}
