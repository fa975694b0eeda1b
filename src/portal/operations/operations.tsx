import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Area } from '../common/area.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

const SourcesPage = lazy(() => import('./sources/sources-page.tsx'));
const NotFound = lazy(() => import('../shell/not-found.tsx'));

/** What engineers keep running. */
export default function Operations() {
  const { name, pages } = useTexts(texts);
  return (
    <Area name={name} pages={[{ path: '/operations', label: pages.sources }]}>
      <Routes>
        <Route index element={<SourcesPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Area>
  );
}
