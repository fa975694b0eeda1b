import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { call } from '../api/client.ts';

/** Below what address of the API the reader asks: colleagues have another than those who have not signed in. */
export const DirectoryAddress = createContext<'/directory' | '/directory/public'>('/directory');

export function useIsPublic(): boolean {
  return useContext(DirectoryAddress) === '/directory/public';
}

/** What the care directory answers at a path, kept while the page is open. */
export function useDirectory<Answer>(path: string) {
  const root = useContext(DirectoryAddress);
  return useQuery({
    queryKey: ['directory', root, path],
    queryFn: ({ signal }) => call<Answer>('GET', `${root}${path}`, { signal }),
  });
}
