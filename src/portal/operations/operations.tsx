import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Area } from '../common/area.tsx';
import { useTexts } from '../texts/language.tsx';
import { useAlerts } from './alerts/use-alerts.ts';
import { texts } from './texts.ts';

const SourcesPage = lazy(() => import('./sources/sources-page.tsx'));
const AlertsPage = lazy(() => import('./alerts/alerts-page.tsx'));
const MapPage = lazy(() => import('./map/map-page.tsx'));
const CertificatesPage = lazy(() => import('./certificates/certificates-page.tsx'));
const SourcePage = lazy(() => import('./sources/source-page.tsx'));
const MessagesPage = lazy(() => import('./messages/messages-page.tsx'));
const MessagePage = lazy(() => import('./messages/message-page.tsx'));
const JobsPage = lazy(() => import('./messages/jobs-page.tsx'));
const TracePage = lazy(() => import('./trace/trace-page.tsx'));
const ReportsPage = lazy(() => import('./reports/reports-page.tsx'));
const UnmaskingsPage = lazy(() => import('./unmaskings/unmaskings-page.tsx'));
const NotFound = lazy(() => import('../shell/not-found.tsx'));

/** What engineers keep running. */
export default function Operations() {
  const { name, pages } = useTexts(texts);
  const { data: alerts } = useAlerts();
  const shown = [
    { path: '/operations', label: pages.sources },
    { path: '/operations/alerts', label: pages.alerts, count: alerts?.open.length },
    { path: '/operations/certificates', label: pages.certificates },
    { path: '/operations/map', label: pages.map },
    { path: '/operations/messages', label: pages.messages },
    { path: '/operations/jobs', label: pages.jobs },
    { path: '/operations/trace', label: pages.trace },
    { path: '/operations/reports', label: pages.reports },
    { path: '/operations/unmaskings', label: pages.unmaskings },
  ];
  return (
    <Area name={name} pages={shown}>
      <Routes>
        <Route index element={<SourcesPage />} />
        <Route path="sources/:source" element={<SourcePage />} />
        <Route path="alerts" element={<AlertsPage />} />
        <Route path="map" element={<MapPage />} />
        <Route path="certificates" element={<CertificatesPage />} />
        <Route path="messages" element={<MessagesPage />} />
        <Route path="messages/:id" element={<MessagePage />} />
        <Route path="jobs" element={<JobsPage />} />
        <Route path="trace" element={<TracePage />} />
        <Route path="trace/:id" element={<TracePage />} />
        <Route path="reports" element={<ReportsPage />} />
        <Route path="unmaskings" element={<UnmaskingsPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Area>
  );
}
