import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { DirectoryFound, DirectoryPoints, DirectorySearch } from '../../faces/portal-api/shapes/directory.ts';
import { call } from '../api/client.ts';
import { DirectoryAddress } from './audience.ts';

/** What is searched for, kept while one goes to a unit and back; never in the address, since anything may be typed. */
export const Searched = createContext<{
  readonly asked: DirectorySearch;
  readonly ask: (asked: DirectorySearch) => void;
}>({ asked: { text: '' }, ask: () => undefined });

/** So long after the last letter (milliseconds) the search begins. */
const pause = 250;

/** What was asked for last, once nothing has been typed for a moment. */
export function useSettled(asked: DirectorySearch): DirectorySearch {
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), pause);
    return () => clearTimeout(timer);
  }, [asked]);
  return settled;
}

export function useFound(asked: DirectorySearch, enabled = true) {
  return useAsked<DirectoryFound>('search', asked, enabled);
}

export function usePoints({ page: _page, ...asked }: DirectorySearch) {
  return useAsked<DirectoryPoints>('points', asked);
}

function useAsked<Answer>(what: 'search' | 'points', asked: DirectorySearch, enabled = true) {
  const root = useContext(DirectoryAddress);
  return useQuery({
    queryKey: ['directory', root, what, asked],
    queryFn: ({ signal }) => call<Answer>('POST', `${root}/${what}`, { body: asked, signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}
