import type { Action } from '../../access/action.ts';
import type { Actor } from '../../access/index.ts';
import type { Outcome, Registrar } from '../../access/registrations.ts';
import { loggedCaller } from '../../audit/entry.ts';
import type { Officer } from '../../audit/index.ts';
import { BridgeError, type ErrorCode } from '../../errors.ts';
import { namedProvider } from '../../hsa/index.ts';
import type { ApiCall } from './route.ts';

type Complaint = Extract<Outcome, { done: false }>['complaint'];

const codes: Readonly<Record<Complaint, ErrorCode>> = {
  ALREADYEXISTS: 'REGISTRATION_CONFLICT',
  INVALIDSTATE: 'REGISTRATION_CONFLICT',
  NOTFOUND: 'NOT_FOUND',
  VALIDATION: 'MESSAGE_INVALID',
  ACCESSDENIED: 'ROLE_REQUIRED',
};

/** Throws what the registry complained of. */
export function demandDone(outcome: Outcome): void {
  if (!outcome.done) throw new BridgeError(codes[outcome.complaint], outcome.text);
}

/**
 * The person who reads or registers, as this bridge's own sign-in or an identity provider vouches. One with protected
 * identity is known by her HSA-id alone, to whoever meets her acts.
 */
export function actorOf({ session, assignment }: Pick<Caller, 'session' | 'assignment'>, bridgeHsaId: string): Actor {
  const { caller, person, proof } = session;
  return {
    hsaId: caller.hsaId,
    name: person?.protected ? undefined : (person?.name ?? caller.name),
    commission: assignment.commission.hsaId,
    purpose: assignment.commission.purpose,
    careProvider: assignment.careProvider.hsaId,
    careUnit: assignment.careUnit?.hsaId,
    assurance: caller.loa && `loa${caller.loa}`,
    issuer: proof.method === 'oidc' ? proof.issuer : bridgeHsaId,
  };
}

/** Who looks into or repairs things, under the assignment chosen: as what the care provider of that is controller of. */
export function officerOf(call: Caller, bridgeHsaId: string): Officer {
  return {
    correlationId: call.correlationId,
    face: 'portal',
    ...loggedCaller(call.session.caller),
    actor: actorOf(call, bridgeHsaId),
    controller: call.assignment.careProvider.hsaId,
    takenOver: call.assignment.takenOver,
  };
}

/** Registers for her own care provider alone. */
export function registrarOf(call: Caller, bridgeHsaId: string): Registrar {
  return {
    correlationId: call.correlationId,
    face: 'portal',
    ...loggedCaller(call.session.caller),
    originalConsumer: undefined,
    actor: actorOf(call, bridgeHsaId),
    contract: undefined,
    logicalAddress: undefined,
    purpose: call.assignment.commission.purpose,
    careProviders: [call.assignment.careProvider.hsaId],
    named: { careProvider: namedProvider(call.assignment), careUnit: call.assignment.careUnit?.hsaId },
  };
}

/** Asked for and done by the one who is signed in, now. */
export function actionOf({ session, assignment }: Caller, reason?: string): Action {
  const { hsaId, name } = assignment.commission;
  const by = { employee: session.caller.hsaId, assignment: hsaId, assignmentName: name };
  const now = new Date().toISOString();
  return { requestedAt: now, requestedBy: by, registeredAt: now, registeredBy: by, reason };
}

type Caller = Pick<ApiCall<unknown>, 'session' | 'assignment' | 'correlationId'>;
