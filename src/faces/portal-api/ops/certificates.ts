import type { AlertTools } from '../../../alerts/index.ts';
import type { RevocationSource } from '../../../siths/index.ts';
import { type ApiRoute, noBody, route } from '../route.ts';
import type { ShownCertificates, ShownImpact, ShownRevocationSource, ShownRotations } from '../shapes/certificates.ts';
import { engineers } from './ops-call.ts';

function shownSource(source: RevocationSource): ShownRevocationSource {
  const { kind, where, authority, issuedAt, nextUpdate, maxAgeMs, failure } = source;
  return {
    kind,
    where,
    authority,
    ageSeconds: issuedAt && Math.max(0, Math.round((Date.now() - issuedAt.getTime()) / 1_000)),
    maxAgeSeconds: maxAgeMs && maxAgeMs / 1_000,
    nextUpdate: nextUpdate?.toISOString(),
    failure,
  };
}

/** What ends when, and what stops then. */
export function certificateRoutes({
  ladder,
  certificates: tools,
}: Pick<AlertTools, 'ladder' | 'certificates'>): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/certificates',
      access: engineers,
      summary: 'Certificates and revocation lists, soonest end first, with the flows that would stop; persons counted',
      body: noBody,
      async handle(): Promise<ShownCertificates> {
        const { certificates, persons, revocation } = await ladder();
        return {
          persons,
          revocation: revocation.map(shownSource),
          certificates: certificates.map(({ use, name, until, party, serial, rung, stops }) => ({
            use,
            name,
            until: until.toISOString(),
            party,
            serial,
            rung,
            stops,
          })),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/ops/certificates/impact/:of',
      access: engineers,
      summary:
        'What would stop if a certificate were revoked (serial number or fingerprint), a CA distrusted (common name), or ' +
        'with all that ends by a day (YYYY-MM-DD)',
      body: noBody,
      handle: async ({ params }): Promise<ShownImpact> => tools.impact({ of: params.of ?? '' }),
    }),
    route({
      method: 'GET',
      path: '/ops/certificates/rotations',
      access: engineers,
      summary: 'Systems that have shown more than one certificate lately, and which of them they still use',
      body: noBody,
      handle: async (): Promise<ShownRotations> => ({ rotations: await tools.rotations({}) }),
    }),
  ];
}
