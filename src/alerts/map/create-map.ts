import type { DeliveryDesk } from '../../deliveries/desk.ts';
import type { Figures } from '../../figures/index.ts';
import type { Store } from '../../store/index.ts';
import type { Alerts } from '../start-alerts.ts';
import { type BridgeMap, drawMap, type MapGround } from './draw-map.ts';
import { trafficOfCallers, trafficOfSources } from './traffic.ts';

export interface MapParts {
  readonly config: MapGround['config'];
  readonly store: Pick<Store, 'db'>;
  readonly figures: Pick<Figures, 'sources'>;
  readonly desk: Pick<DeliveryDesk, 'status'>;
  readonly alerts: Pick<Alerts, 'open'>;
}

const hourMs = 3_600_000;

/** The map as it is now; `since`: from when calls are counted, the beginning of the hour before. Throws what the database throws. */
export function createMap({ config, store, figures, desk, alerts }: MapParts) {
  return async (): Promise<BridgeMap & { readonly since: string }> => {
    // Figures are kept by whole hours.
    const since = new Date(Math.floor(Date.now() / hourMs - 1) * hourMs);
    const [callers, sources, destinations, open] = await Promise.all([
      trafficOfCallers(store, since),
      trafficOfSources(figures, since),
      desk.status(),
      alerts.open(),
    ]);
    return { since: since.toISOString(), ...drawMap({ config, callers, sources, destinations, alerts: open }) };
  };
}
