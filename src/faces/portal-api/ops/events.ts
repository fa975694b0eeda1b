import { type ApiRoute, noBody, route } from '../route.ts';
import type { EventStreams } from './event-streams.ts';
import { engineers } from './ops-call.ts';

/** What happens now. */
export function eventRoutes(streams: EventStreams): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/events',
      access: engineers,
      summary: 'What happens in this process, as it happens: server-sent events, without patient data',
      body: noBody,
      streams: 'text/event-stream',
      stop: streams.stop,
      handle: async (call) => streams.open(call),
    }),
  ];
}
