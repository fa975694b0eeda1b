import './follow-up.css';
import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Area } from '../common/area.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

const UsePage = lazy(() => import('./use/use-page.tsx'));
const ComparisonsPage = lazy(() => import('./comparisons/comparisons-page.tsx'));
const DeliveriesPage = lazy(() => import('./deliveries/deliveries-page.tsx'));
const DefinitionsPage = lazy(() => import('./definitions/definitions-page.tsx'));
const NotFound = lazy(() => import('../shell/not-found.tsx'));

/** What managers follow up by: figures, and no patient. */
export default function FollowUp() {
  const { name, pages } = useTexts(texts);
  return (
    <Area
      name={name}
      pages={[
        { path: '/follow-up', label: pages.use },
        { path: '/follow-up/comparisons', label: pages.comparisons },
        { path: '/follow-up/deliveries', label: pages.deliveries },
        { path: '/follow-up/definitions', label: pages.definitions },
      ]}
    >
      <Routes>
        <Route index element={<UsePage />} />
        <Route path="comparisons" element={<ComparisonsPage />} />
        <Route path="deliveries" element={<DeliveriesPage />} />
        <Route path="definitions" element={<DefinitionsPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Area>
  );
}
