import type { AlertTools } from '../../../alerts/index.ts';
import { type ApiRoute, noBody, route } from '../route.ts';
import type { ShownMap } from '../shapes/map.ts';
import { engineers } from './ops-call.ts';

/** Who talks to whom. */
export function mapRoutes({ map }: Pick<AlertTools, 'map'>): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/map',
      access: engineers,
      summary: 'Callers, record systems, receivers and registers, with the calls of the last hour and how it goes',
      body: noBody,
      handle: (): Promise<ShownMap> => map(),
    }),
  ];
}
