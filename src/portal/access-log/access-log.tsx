import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Area } from '../common/area.tsx';
import { useTexts } from '../texts/language.tsx';
import { SearchesProvider } from './search/searches.tsx';
import { texts } from './texts.ts';
import { useWaiting } from './use-waiting.ts';

const SearchPage = lazy(() => import('./search/search-page.tsx'));
const EntryPage = lazy(() => import('./entry/entry-page.tsx'));
const EmergenciesPage = lazy(() => import('./emergencies/emergencies-page.tsx'));
const RefusedPage = lazy(() => import('./refused/refused-page.tsx'));
const CertificatesPage = lazy(() => import('./certificates/certificates-page.tsx'));
const ExtractPage = lazy(() => import('./extract/extract-page.tsx'));
const ReviewsPage = lazy(() => import('./reviews/reviews-page.tsx'));
const ReviewPage = lazy(() => import('./reviews/review-page.tsx'));
const IntegrityPage = lazy(() => import('./integrity/integrity-page.tsx'));
const ExportsPage = lazy(() => import('./exports/exports-page.tsx'));
const NotFound = lazy(() => import('../shell/not-found.tsx'));

/** What a security officer does with the access log. */
export default function AccessLog() {
  const text = useTexts(texts);
  const { data: waiting } = useWaiting();
  const pages = [
    { path: '/access-log', label: text.search },
    { path: '/access-log/emergencies', label: text.emergencies, count: waiting?.emergencies },
    { path: '/access-log/refused', label: text.refused, count: waiting?.refused },
    { path: '/access-log/certificates', label: text.certificates },
    { path: '/access-log/extract', label: text.extract },
    { path: '/access-log/reviews', label: text.reviews },
    { path: '/access-log/integrity', label: text.integrity },
    { path: '/access-log/exports', label: text.exports },
  ];
  return (
    <SearchesProvider>
      <Area name={text.name} pages={pages}>
        <Routes>
          <Route index element={<SearchPage />} />
          <Route path="entries/:id" element={<EntryPage />} />
          <Route path="emergencies" element={<EmergenciesPage />} />
          <Route path="refused" element={<RefusedPage />} />
          <Route path="certificates" element={<CertificatesPage />} />
          <Route path="extract" element={<ExtractPage />} />
          <Route path="reviews" element={<ReviewsPage />} />
          <Route path="reviews/:id" element={<ReviewPage />} />
          <Route path="integrity" element={<IntegrityPage />} />
          <Route path="exports" element={<ExportsPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Area>
    </SearchesProvider>
  );
}
