import type { AlertTools } from '../../../alerts/index.ts';
import { type ApiRoute, noBody, route } from '../route.ts';
import type { ShownCertificates } from '../shapes/certificates.ts';
import { engineers } from './ops-call.ts';

/** What ends when, and what stops then. */
export function certificateRoutes({ ladder }: Pick<AlertTools, 'ladder'>): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/certificates',
      access: engineers,
      summary: 'Certificates and revocation lists, soonest end first, with the flows that would stop; persons counted',
      body: noBody,
      async handle(): Promise<ShownCertificates> {
        const { certificates, persons } = await ladder();
        return {
          persons,
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
  ];
}
