import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { BridgeError } from '../errors.ts';

/** Of answers that are none, or none of what was asked for. */
const noAnswer = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];

/** What went wrong when somebody came back from a provider: the codes of the protocol, never what was sent. */
export function refusalOf(thrown: unknown): BridgeError {
  if (thrown instanceof BridgeError) return thrown;
  if (thrown instanceof AuthorizationResponseError || thrown instanceof ResponseBodyError)
    return refused(protocolCode(thrown.error), thrown);
  if (thrown instanceof ClientError && thrown.code && !noAnswer.includes(thrown.code))
    return refused(thrown.code, thrown);
  return unavailable(thrown);
}

export function unavailable(cause: unknown): BridgeError {
  const code = cause instanceof ClientError ? cause.code : undefined;
  return new BridgeError('SIGN_IN_PROVIDER_UNAVAILABLE', code && `What went wrong: ${code}.`, { cause });
}

function refused(code: string, cause: unknown): BridgeError {
  return new BridgeError('SIGN_IN_REFUSED', `What is wrong with it: ${code}.`, { cause });
}

/** RFC 6749 4.1.2.1 and 5.2 have words of this form; anything else is somebody's own text. */
function protocolCode(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'an error that is none of the protocol';
}
