import type { CallTools } from '../../../operations/index.ts';
import { type ApiRoute, noBody, route } from '../route.ts';
import { engineers } from './ops-call.ts';

/** Calls and the processes that answer them. */
export function callRoutes(tools: CallTools): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/trace/:id',
      access: engineers,
      summary: 'All that is known of one call, by its correlation id: steps, access log, deliveries; no patient',
      body: noBody,
      handle: (call) => tools.trace({ id: call.params.id ?? '', language: call.language }),
    }),
    route({
      method: 'GET',
      path: '/ops/processes',
      access: engineers,
      summary: 'The processes of the installation, what each has in hand, and which have fallen silent',
      body: noBody,
      handle: async () => ({ processes: await tools.processes({}) }),
    }),
  ];
}
