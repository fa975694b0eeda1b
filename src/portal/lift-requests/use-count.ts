import { useQuery } from '@tanstack/react-query';
import type { LiftRequestCount } from '../../faces/portal-api/shapes/lift-requests.ts';
import { call } from '../api/client.ts';

/** How many requests to lift wait for the unit, and how many answers its own have had; asked anew each `everyMs`. */
export function useLiftRequestCount(everyMs: number | false) {
  return useQuery({
    queryKey: ['lift-requests', 'count'],
    queryFn: () => call<LiftRequestCount>('GET', '/lift-requests/count', { isBackground: true }),
    refetchInterval: everyMs,
  });
}
