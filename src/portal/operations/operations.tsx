import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Area } from '../common/area.tsx';
import { useTexts } from '../texts/language.tsx';
import { useAlerts } from './alerts/use-alerts.ts';
import { texts } from './texts.ts';

const SourcesPage = lazy(() => import('./sources/sources-page.tsx'));
const AlertsPage = lazy(() => import('./alerts/alerts-page.tsx'));
const NotFound = lazy(() => import('../shell/not-found.tsx'));

/** What engineers keep running. */
export default function Operations() {
  const { name, pages } = useTexts(texts);
  const { data: alerts } = useAlerts();
  return (
    <Area
      name={name}
      pages={[
        { path: '/operations', label: pages.sources },
        { path: '/operations/alerts', label: pages.alerts, count: alerts?.open.length },
      ]}
    >
      <Routes>
        <Route index element={<SourcesPage />} />
        <Route path="alerts" element={<AlertsPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Area>
  );
}
