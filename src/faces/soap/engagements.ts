import { actEntry } from '../../audit/act-entry.ts';
import type { AccessLog, AuditEntry } from '../../audit/index.ts';
import { findContent1 } from '../../contracts/engagement-index/find-content-1.ts';
import { processNotification1 } from '../../contracts/engagement-index/process-notification-1.ts';
import { update1 } from '../../contracts/engagement-index/update-1.ts';
import type { ContractId } from '../../contracts/index.ts';
import type { ValueOf } from '../../contracts/schema.ts';
import type { ServiceContract } from '../../contracts/service-contract.ts';
import { EngagementFault, type EngagementIndex } from '../../engagements/index.ts';
import { BridgeError } from '../../errors.ts';
import { identityOfNumber } from '../../identities/index.ts';
import { callerFacts, type SecurityCall } from './security/call.ts';

export interface EngagementsParts {
  readonly installation: AuditEntry['installation'];
  readonly index: EngagementIndex;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

/** A call to the index, from a caller that may call the contract. */
interface EngagementsCall extends SecurityCall {
  /** Who answers for relation and consent when it asks. */
  readonly gate: 'consumer' | 'bridge' | 'patient';
}

/** Gives the value of the response. */
export type Engagements = (contract: ServiceContract, call: EngagementsCall, request: object) => Promise<object>;

/**
 * The engagement index as other systems meet it. News for it are durable when this resolves; they are no reading and leave
 * nothing on the access log. A question is one, and is on the log. Throws EngagementFault, CALLER_NOT_PERMITTED,
 * AUDIT_UNAVAILABLE.
 */
export function createEngagements({ installation, index, accessLog }: EngagementsParts): Engagements {
  async function find(call: EngagementsCall, { $foreign, ...question }: ValueOf<typeof findContent1.request>) {
    // Where somebody has been in care is about her: only whoever answers for relation and consent itself may ask.
    if (call.gate !== 'consumer')
      throw new BridgeError('CALLER_NOT_PERMITTED', 'The index is open to systems that answer for access themselves.');
    if (question.serviceDomain === '') throw new EngagementFault('EI000', 'The service domain is missing.');
    const engagement = await index.find(question);
    const entry = actEntry(installation, {
      ...callerFacts(call),
      action: 'engagement:find',
      activity: 'Läsa',
      actor: call.actor,
      reader: { careProvider: call.careProvider, careUnit: undefined },
      patient: identityOfNumber(question.registeredResidentIdentification),
      details: { serviceDomain: question.serviceDomain },
    });
    await accessLog.append(entry);
    return { engagement };
  }

  const answers: Readonly<Record<ContractId, (call: EngagementsCall, request: never) => Promise<object>>> = {
    [update1.id]: async ({ correlationId }, { engagementTransaction }: ValueOf<typeof update1.request>) =>
      taken(await index.update(engagementTransaction, correlationId)),
    [processNotification1.id]: async ({ correlationId }, request: ValueOf<typeof processNotification1.request>) =>
      taken(await index.notified(request.engagementTransaction, correlationId)),
    [findContent1.id]: find,
  };

  return async (contract, call, request) => {
    const answer = answers[contract.id];
    if (!answer) throw new BridgeError('ADDRESS_UNKNOWN');
    return answer(call, request as never);
  };
}

function taken(unindexed: number): ValueOf<typeof update1.response> {
  if (unindexed === 0) return { ResultCode: 'OK' };
  return { ResultCode: 'INFO', comment: `${unindexed} with local reserve numbers, which are not indexed.` };
}
