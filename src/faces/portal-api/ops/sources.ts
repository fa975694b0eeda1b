import type { SourceTools } from '../../../operations/index.ts';
import { officerOf } from '../registering.ts';
import { type ApiRoute, noBody, route } from '../route.ts';
import { engineers } from './ops-call.ts';

/** Record systems as engineers see them. */
export function sourceRoutes({ tools, bridgeHsaId }: { tools: SourceTools; bridgeHsaId: string }): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/sources',
      access: engineers,
      summary: 'Record systems: health, latency, breaker, queue, agreed contracts',
      body: noBody,
      handle: async () => ({ sources: await tools.sources({}) }),
    }),
    route({
      method: 'POST',
      path: '/ops/sources/:id/test',
      access: engineers,
      summary: 'Try the way to a record system: handshake, ping, and in demo and test a call with a test patient',
      body: noBody,
      handle: (call) => tools.tryOut({ engineer: officerOf(call, bridgeHsaId), source: call.params.id ?? '' }),
    }),
  ];
}
