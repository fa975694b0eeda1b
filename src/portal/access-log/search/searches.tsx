import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Search } from './search.ts';

/** A search that was begun, under a name that tells nothing. */
export interface BegunSearch {
  readonly name: string;
  readonly search: Search;
}

interface Searches {
  readonly known: ReadonlyMap<string, Search>;
  readonly begin: (search: Search) => void;
}

const SearchesContext = createContext<Searches>({ known: new Map(), begin: () => undefined });

/**
 * The searches of this visit, so that one comes back to where one was. The browser's history has their names alone: what
 * they look for may be a patient, and browsers write their history down.
 */
export function SearchesProvider({ children }: { readonly children: ReactNode }) {
  const navigate = useNavigate();
  const [known, setKnown] = useState<ReadonlyMap<string, Search>>(new Map());
  const searches = useMemo(
    () => ({
      known,
      begin(search: Search): void {
        const name = crypto.randomUUID();
        setKnown((before) => new Map(before).set(name, search));
        void navigate('/access-log', { state: { search: name } });
      },
    }),
    [known, navigate],
  );
  return <SearchesContext value={searches}>{children}</SearchesContext>;
}

/** Begins a search and goes to what it finds. */
export function useBegin(): (search: Search) => void {
  return useContext(SearchesContext).begin;
}

/** The search that this page of the history is of; undefined before any, and when the page was loaded anew. */
export function useBegunSearch(): BegunSearch | undefined {
  const { known } = useContext(SearchesContext);
  const state: unknown = useLocation().state;
  const name = typeof state === 'object' && state && 'search' in state ? String(state.search) : undefined;
  const search = name === undefined ? undefined : known.get(name);
  return name !== undefined && search ? { name, search } : undefined;
}
