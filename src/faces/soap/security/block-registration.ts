import type { Action } from '../../../access/action.ts';
import { type ExcludableType, excludableTypes, type NewRevoke } from '../../../access/blocks/registered-block.ts';
import type { Outcome } from '../../../access/registrations.ts';
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
import { answered, type Result, resultBlock, told, Unanswerable } from './result.ts';

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
    if (!stands(outcome)) return resultOf(outcome);
    const refused = await refusedOf(call, revokes);
    if (refused.length === 0) return resultOf(outcome);
    return told('INFO', `The block is registered, these temporary revokes are not: ${refused.join('; ')}`);
  }

  /** Registers those that an attempt before has not: it may have come no further than to the block. */
  async function refusedOf(call: SecurityCall, revokes: readonly NewRevoke[]): Promise<readonly string[]> {
    const refused: string[] = [];
    for (const revoke of revokes) {
      const outcome = await registrations.registerRevoke(registrarOf(call), revoke);
      if (!stands(outcome)) refused.push(`${revoke.id}: ${outcome.text}`);
    }
    return refused;
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

/** It holds now, or did before. */
function stands(outcome: Outcome): outcome is Extract<Outcome, { done: true } | { complaint: 'ALREADYEXISTS' }> {
  return outcome.done || outcome.complaint === 'ALREADYEXISTS';
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
