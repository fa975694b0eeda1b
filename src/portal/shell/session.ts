import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Installation, ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { Problem } from '../api/problem.ts';

export const sessionKey = ['session'] as const;
export const sessionPath = '/session';

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: () => call<ShownSession>('GET', sessionPath).catch(nobody),
    staleTime: 60_000,
  });
}

function nobody(thrown: unknown): null {
  if (thrown instanceof Problem && thrown.status === 401) return null;
  throw thrown;
}

/** Asks anew who is signed in, after signing in or out or choosing. */
export function useSessionChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: sessionKey });
}

export function useInstallation() {
  return useQuery({
    queryKey: ['installation'],
    queryFn: () => call<Installation>('GET', '/installation'),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
