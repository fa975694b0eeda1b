import type { Actor } from '../../access/index.ts';
import { loggedCaller } from '../../audit/index.ts';
import type { ReferralContract } from '../../contracts/referrals/registry.ts';
import type { ValueOf } from '../../contracts/schema.ts';
import { BridgeError } from '../../errors.ts';
import { type Accept, ReferralRefused } from '../../referrals/index.ts';
import type { Permissions } from '../../routing/index.ts';
import type { Asked } from './call.ts';
import type { ReferralAsked } from './request.ts';

interface ReferralAnswer {
  readonly response: ValueOf<ReferralContract['response']>;
  /** For the metrics: the result code, or what was refused. */
  readonly code: string;
  /** For the access log, where it was not taken. */
  readonly refusal: BridgeError | undefined;
}

/**
 * Hands a referral message over and answers with the domain's own result. Throws BridgeError: CALLER_NOT_PERMITTED,
 * ADDRESS_UNKNOWN, PROFILE_UNSUPPORTED, what accepting throws.
 */
export function createReferralAnswering({
  accept,
  permissions,
}: {
  readonly accept: Accept;
  readonly permissions: Permissions;
}): (asked: Asked, actor: Actor | undefined, asks: ReferralAsked) => Promise<ReferralAnswer> {
  return async ({ call, caller, read, chain }, actor, { referral, message, body }) => {
    const { correlationId, charset } = call;
    const { logicalAddress, bytes = Buffer.alloc(0) } = read;
    const agreed = permissions.callerOf(caller.hsaId);
    const mayCall = await permissions.mayCall(caller.hsaId, referral.id, logicalAddress);
    if (!agreed || !mayCall || agreed.gate === 'patient') throw new BridgeError('CALLER_NOT_PERMITTED');
    // Sent on as it is, and the contract has no other profile.
    if (read.profile !== 'rivtabp21') throw new BridgeError('PROFILE_UNSUPPORTED');
    const { careProvider } = agreed;
    const { originalConsumer } = chain;
    const who = { correlationId, ...loggedCaller(caller), originalConsumer, actor, careProvider };
    try {
      if (message instanceof ReferralRefused) throw message;
      const { logId } = await accept({ ...who, contract: referral, logicalAddress }, message, { bytes, charset, body });
      return { response: { result: { resultCode: 'OK', logId } }, code: 'OK', refusal: undefined };
    } catch (thrown) {
      if (thrown instanceof ReferralRefused) return refused(thrown, correlationId);
      throw thrown;
    }
  };
}

function refused({ subCode, message }: ReferralRefused, logId: string): ReferralAnswer {
  const errorCode = subCode ? 'APPLICATION_ERROR' : 'VALIDATION_ERROR';
  const told = `Meddelandet togs inte emot. (Not taken: ${message})`;
  const result = { resultCode: 'ERROR', errorCode, logId, message: told, ...(subCode && { subCode }) } as const;
  const refusal = new BridgeError('MESSAGE_INVALID', subCode ? `${subCode}: ${message}.` : message);
  return { response: { result }, code: subCode ?? errorCode, refusal };
}
