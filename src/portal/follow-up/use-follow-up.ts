import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';

export const followUpKey = 'follow-up';

/** What the bridge answers at `path` below `/follow-up`. */
export function useFollowUp<Answer>(path: string) {
  return useQuery({
    queryKey: [followUpKey, path],
    queryFn: ({ signal }) => call<Answer>('GET', `/follow-up/${path}`, { signal }),
  });
}
