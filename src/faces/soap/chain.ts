import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Trail } from '../../sources/index.ts';

/** The chain of systems that a call has come through, as the platform's HTTP headers tell it. Informational only. */
export interface Chain {
  /** HSA-id of the first consumer. */
  readonly originalConsumer: string;
  readonly trail: Trail;
}

/** With a letter in it: what is digits alone could be a person's number, and would travel on and stand in logs. */
const identity = /^(?=.*[A-Za-z])[A-Za-z0-9_.-]{1,64}$/;
/** Longer chains do not occur; the list grows with every platform. */
const mostPlatforms = 32;

/**
 * Reads the chain for the call's caller. Throws ROUTING_LOOP when this platform is in it already, and
 * ORIGINAL_CONSUMER_REFUSED when the caller may not speak for another.
 */
export function readChain(
  headers: IncomingHttpHeaders,
  caller: string,
  config: Pick<Config, 'bridge' | 'soap'>,
): Chain {
  const passed = String(headers['x-rivta-routing-history'] ?? '')
    .split('#')
    .map((platform) => platform.trim())
    .filter((platform) => identity.test(platform));
  if (passed.some((platform) => sameHsaId(platform, config.bridge.hsaId))) throw new BridgeError('ROUTING_LOOP');
  if (passed.length > mostPlatforms) throw new BridgeError('ROUTING_LOOP', `More than ${mostPlatforms} platforms.`);
  const onBehalfOf = idIn(headers['x-rivta-acting-on-behalf-of-hsaid']);
  const soapAction = soapActionIn(headers.soapaction);
  return {
    originalConsumer: originalConsumer(headers, caller, config.soap.originalConsumerFrom),
    trail: {
      routingHistory: [...(passed.length > 0 ? passed : [caller]), config.bridge.hsaId].join('#'),
      ...(onBehalfOf && { onBehalfOf }),
      ...(soapAction && { soapAction }),
    },
  };
}

function originalConsumer(headers: IncomingHttpHeaders, caller: string, allowed: readonly string[]): string {
  const given = headers['x-rivta-original-serviceconsumer-hsaid'];
  if (given === undefined) return caller;
  if (allowed.length > 0 && !allowed.some((hsaId) => sameHsaId(hsaId, caller)))
    throw new BridgeError('ORIGINAL_CONSUMER_REFUSED');
  return idIn(given) ?? caller;
}

/** Without its quotation marks. */
function soapActionIn(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? /^"?([\x21\x23-\x7e]{1,1000})"?$/.exec(value.trim())?.[1] : undefined;
}

/** One that is no id, or came twice, is passed over: it decides nothing, and must not fill logs. */
function idIn(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && identity.test(value.trim()) ? value.trim() : undefined;
}
