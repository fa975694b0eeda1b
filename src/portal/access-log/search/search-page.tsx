import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FoundEntries } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { EntryTable } from './entry-table.tsx';
import { askedOf } from './search.ts';
import { SearchForm } from './search-form.tsx';
import { type BegunSearch, useBegin, useBegunSearch } from './searches.tsx';
import { texts } from './texts.ts';

/** Search by whatever an entry has. Nothing is looked for until somebody asks: each search is itself on the log. */
export default function SearchPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const begin = useBegin();
  const begun = useBegunSearch();
  const found = useFound(begun);
  const entries = found.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <SearchForm key={begun?.name} search={begun?.search ?? {}} isSearching={found.isLoading} onSearch={begin} />
      {found.error && <ProblemNote problem={found.error} again={() => void found.refetch()} />}
      <div aria-live="polite">
        {found.data && (
          <strong>{entries.length > 0 ? text.found(entries.length, !found.hasNextPage) : text.none}</strong>
        )}
      </div>
      {entries.length > 0 && <EntryTable entries={entries} caption={text.caption} />}
      {found.hasNextPage && (
        <div>
          <Button variant="secondary" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {text.next}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Kept for as long as the officer stays in the portal’s log, so that the way back asks nothing, and logs nothing, anew. */
function useFound(begun: BegunSearch | undefined) {
  return useInfiniteQuery({
    queryKey: ['access-log', 'search', begun?.name],
    queryFn: ({ pageParam, signal }) => {
      const asked = askedOf(begun?.search ?? {}, new Date());
      const body = asked.kind === 'search' ? asked.body : {};
      const after = pageParam !== '' && { after: pageParam };
      return call<FoundEntries>('POST', '/access-log/search', { body: { ...body, ...after }, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled: begun !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
