import { Readable } from 'node:stream';
import type { SourceTools, TrySource } from '../../../operations/index.ts';
import { officerOf } from '../registering.ts';
import { type ApiRoute, noBody, route } from '../route.ts';
import { engineers } from './ops-call.ts';

interface SourceRouteParts {
  readonly tools: SourceTools;
  readonly trySource: TrySource;
  readonly bridgeHsaId: string;
}

/** Record systems as engineers see them. */
export function sourceRoutes({ tools, trySource, bridgeHsaId }: SourceRouteParts): readonly ApiRoute[] {
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
      summary:
        'Try the way to a record system: handshake, ping, and in demo and test a call with a test patient; step by step',
      body: noBody,
      async handle(call) {
        const steps = await trySource({ engineer: officerOf(call, bridgeHsaId), source: call.params.id ?? '' });
        return Readable.from(inLines(steps));
      },
    }),
  ];
}

async function* inLines(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}
