import type { FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import type { Assignment } from '../../hsa/index.ts';
import type { SignedIn } from '../../sign-in/index.ts';
import type { Access } from './route.ts';

/**
 * Refuses what a browser sends on behalf of another site. The cookie does not come along then (SameSite), and a body must
 * be JSON, which another site cannot send unasked; this is the third lock, for old browsers and for the service port,
 * which is the same site as the portal's.
 * Throws CROSS_SITE_REFUSED.
 */
export function refuseOtherSites(request: FastifyRequest, { signIn }: Pick<Config, 'signIn'>): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const own = [`https://${host}`, ...(signIn.portalUrl ? [new URL(signIn.portalUrl).origin] : [])];
  const foreign = origin !== undefined && !own.includes(origin);
  // `none`: the person typed the address. Programs that are no browsers send neither header.
  const crossSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || crossSite) throw new BridgeError('CROSS_SITE_REFUSED');
}

/** Throws ASSIGNMENT_REQUIRED, ASSIGNMENT_INVALID or ROLE_REQUIRED. */
export function refuseWithoutRole(session: SignedIn, access: Access): void {
  if (access === 'anyone' || access === 'signed-in') return;
  chosenAssignment(session);
  if (access !== 'assigned' && !access.some((role) => session.roles.includes(role)))
    throw new BridgeError('ROLE_REQUIRED');
}

export function chosenAssignment({ assignment }: SignedIn): Assignment {
  if (assignment === 'none') throw new BridgeError('ASSIGNMENT_REQUIRED');
  if (assignment === 'ended') throw new BridgeError('ASSIGNMENT_INVALID');
  return assignment;
}
