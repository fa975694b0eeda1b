import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { Area } from '../common/area.tsx';
import { useTexts } from '../texts/language.tsx';
import { NewsItemPage } from './item-page.tsx';
import { NewsList } from './list-page.tsx';
import { PlannedPage } from './planned-page.tsx';
import { texts } from './texts.ts';
import { kindsOf } from './writes.ts';

const WrittenPage = lazy(() => import('./write/written-page.tsx'));
const WritePage = lazy(() => import('./write/write-page.tsx'));
const NotFound = lazy(() => import('../shell/not-found.tsx'));

/** What is told of the bridge and of what it asks, and where that is written. */
export default function News({ session }: { readonly session: ShownSession }) {
  const { name, pages } = useTexts(texts);
  const kinds = kindsOf(session);
  const shown = [
    { path: '/news', label: pages.now },
    { path: '/news/planned', label: pages.planned },
    ...(kinds.length > 0 ? [{ path: '/news/written', label: pages.written }] : []),
  ];
  return (
    <Area name={name} pages={shown}>
      <Routes>
        <Route index element={<NewsList />} />
        <Route path="planned" element={<PlannedPage />} />
        {kinds.length > 0 && (
          <>
            <Route path="written" element={<WrittenPage />} />
            <Route path="written/new" element={<WritePage kinds={kinds} />} />
            <Route path="written/:id" element={<WritePage kinds={kinds} />} />
          </>
        )}
        <Route path=":id" element={<NewsItemPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Area>
  );
}
