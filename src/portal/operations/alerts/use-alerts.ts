import type { ShownAlerts } from '../../../faces/portal-api/shapes/alerts.ts';
import { usePolled } from '../../common/use-polled.ts';

/** The same for the page and for the count beside its name. */
export function useAlerts() {
  return usePolled<ShownAlerts>('/ops/alerts', 5_000);
}
