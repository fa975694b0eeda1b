import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { WrittenNewsList } from '../../../faces/portal-api/shapes/news.ts';
import { call } from '../../api/client.ts';
import { useNewsChanged } from '../use-news.ts';

export const writtenKey = ['written-news'] as const;

/** What was done, as the list says it afterwards. */
export type Said = 'published' | 'ended' | 'withdrawn';

/** All versions of one item, latest first; always asked for anew, since what is changed must be what holds. */
export function useVersions(id: string | undefined) {
  return useQuery({
    queryKey: [...writtenKey, id],
    queryFn: () => call<WrittenNewsList>('GET', `/news/written/${id}`),
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Does something to an item, and goes back to the list, which says so. */
export function useDeed<Variables>(said: Said, act: (variables: Variables) => Promise<unknown>) {
  const queries = useQueryClient();
  const newsChanged = useNewsChanged();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await Promise.all([newsChanged(), queries.invalidateQueries({ queryKey: writtenKey, exact: true })]);
      await navigate('/news/written', { state: said });
    },
  });
}
