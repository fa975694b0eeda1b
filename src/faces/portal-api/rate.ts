import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BridgeError } from '../../errors.ts';

/** Counts the request. Throws TOO_MANY_REQUESTS. */
export async function within(
  rate: ReturnType<FastifyInstance['createRateLimit']>,
  request: FastifyRequest,
): Promise<void> {
  const state = await rate(request);
  if (!state.isAllowed && state.isExceeded) throw new BridgeError('TOO_MANY_REQUESTS');
}
