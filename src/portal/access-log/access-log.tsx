import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Area } from '../common/area.tsx';
import { useTexts } from '../texts/language.tsx';
import { SearchesProvider } from './search/searches.tsx';
import { texts } from './texts.ts';

const SearchPage = lazy(() => import('./search/search-page.tsx'));
const EntryPage = lazy(() => import('./entry/entry-page.tsx'));
const NotFound = lazy(() => import('../shell/not-found.tsx'));

/** What a security officer does with the access log. */
export default function AccessLog() {
  const text = useTexts(texts);
  const pages = [{ path: '/access-log', label: text.search }];
  return (
    <SearchesProvider>
      <Area name={text.name} pages={pages}>
        <Routes>
          <Route index element={<SearchPage />} />
          <Route path="entries/:id" element={<EntryPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Area>
    </SearchesProvider>
  );
}
