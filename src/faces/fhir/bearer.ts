import type { FastifyRequest } from 'fastify';
import { BridgeError } from '../../errors.ts';
import type { CertifiedCaller } from '../../siths/index.ts';
import { type Grant, requireScopes, summaryScope, type Tokens } from '../../tokens/index.ts';
import { baseUrlOf } from './request.ts';
import { sectionTypes } from './summary/sections.ts';

/**
 * What the token of a request gives, where it brought one, once it is known to cover the request. What comes along with a
 * match (its Provenance, what it points at inside its record) is covered with it. Throws TOKEN_INVALID, SCOPE_MISSING.
 */
export async function grantFor(
  request: FastifyRequest,
  tokens: Tokens,
  caller: CertifiedCaller,
): Promise<Grant | undefined> {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new BridgeError('TOKEN_INVALID', 'The header Authorization takes one Bearer token.');
  const grant = await tokens.read(token, caller, baseUrlOf(request));
  requireCovered(grant, request);
  return grant;
}

function requireCovered(grant: Grant, { params, routeOptions }: FastifyRequest): void {
  const path = routeOptions.url ?? '';
  const { type } = params as { readonly type?: string };
  if (path.endsWith('/$summary')) requireScopes(grant, ['Patient', ...sectionTypes], 'read', summaryScope);
  // Without a type there is nothing of that name, which is told of by whoever looks for it.
  else if (type !== undefined) requireScopes(grant, [type], path.endsWith('/:id') ? 'read' : 'search');
}
