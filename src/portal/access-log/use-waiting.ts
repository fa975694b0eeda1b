import { useQuery } from '@tanstack/react-query';
import type { Waiting } from '../../faces/portal-api/shapes/access-log.ts';
import { call } from '../api/client.ts';

/** How much waits for the officer; asked anew when something has been judged or signed off. */
export function useWaiting() {
  return useQuery({
    queryKey: ['access-log', 'waiting'],
    queryFn: () => call<Waiting>('GET', '/access-log/waiting', { isBackground: true }),
    refetchInterval: 300_000,
  });
}
