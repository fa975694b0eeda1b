import { loggedCaller } from '../../../audit/entry.ts';
import type { Officer } from '../../../audit/index.ts';
import { actorOf } from '../registering.ts';
import type { Access, ApiCall } from '../route.ts';

/** Who may call what stands below `/api/ops`. */
export const engineers: Access = ['integration-engineer'];

/** The engineer who is signed in, under the assignment chosen. */
export function engineerOf(call: ApiCall<unknown>, bridgeHsaId: string): Officer {
  return {
    correlationId: call.correlationId,
    face: 'portal',
    ...loggedCaller(call.session.caller),
    actor: actorOf(call, bridgeHsaId),
    controller: call.assignment.careProvider.hsaId,
  };
}
