import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/**
 * What the bridge answers at `path`, asked again every so often while the page is looked at. The first asking is the
 * person’s own doing; those after it do not keep the session alive.
 */
export function usePolled<Answer>(path: string, everyMs: number) {
  const queries = useQueryClient();
  const queryKey = ['polled', path];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const isFirst = queries.getQueryData(queryKey) === undefined;
      return call<Answer>('GET', path, { signal, ...(!isFirst && { isBackground: true }) });
    },
    refetchInterval: everyMs,
  });
}
