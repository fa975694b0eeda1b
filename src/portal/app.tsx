import { Spinner } from '@digdir/designsystemet-react';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import type { ShownSession } from '../faces/portal-api/shapes/session.ts';
import { PatientProvider } from './patient/patient.tsx';
import { businessOf } from './patient/where-first.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { ProblemNote } from './shell/problem-note.tsx';
import { useInstallation, useSession } from './shell/session.ts';
import { Shell } from './shell/shell.tsx';
import { texts } from './shell/texts.ts';
import { ChooseAssignment } from './sign-in/choose-assignment.tsx';
import { Confirm } from './sign-in/confirm.tsx';
import { GoesOnElsewhere } from './sign-in/goes-on-elsewhere.tsx';
import { LaunchProvider } from './sign-in/launched.tsx';
import { asksWho, useOneTimeCode } from './sign-in/one-time-code.ts';
import { SessionDialogs } from './sign-in/session-dialogs.tsx';
import { SignIn } from './sign-in/sign-in.tsx';
import { useHeldSession } from './sign-in/use-held-session.ts';
import { useTexts } from './texts/language.tsx';

const Start = lazy(() => import('./start/start.tsx'));
const PatientFrame = lazy(() => import('./patient/frame.tsx'));
const GatePage = lazy(() => import('./gate/gate-page.tsx'));
const BlocksPage = lazy(() => import('./blocks/blocks-page.tsx'));
const LiftRequestsPage = lazy(() => import('./lift-requests/lift-requests-page.tsx'));
const Accessibility = lazy(() => import('./about/accessibility.tsx'));
const Overview = lazy(() => import('./overview/overview-page.tsx'));
const Operations = lazy(() => import('./operations/operations.tsx'));
const AccessLog = lazy(() => import('./access-log/access-log.tsx'));
const Directory = lazy(() => import('./directory/directory.tsx'));
const News = lazy(() => import('./news/news.tsx'));
const FollowUp = lazy(() => import('./follow-up/follow-up.tsx'));
const NotFound = lazy(() => import('./shell/not-found.tsx'));

/** Signed in, under an assignment, at a page. */
export function App() {
  const { data: told, error, isPending } = useSession();
  const held = useHeldSession(told);
  const code = useOneTimeCode(!isPending);
  const installation = useInstallation();
  const session = 'session' in held.held ? held.held.session : undefined;
  const isCovered = held.held.kind === 'ended';
  return (
    <Shell session={isCovered ? undefined : session}>
      <div className="kept" hidden={isCovered}>
        <ErrorBoundary>
          <Suspense fallback={<Waiting />}>
            <Routes>
              <Route path="about/accessibility" element={<Accessibility />} />
              <Route path="*" element={content()} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
      </div>
      <SessionDialogs session={held} />
    </Shell>
  );

  function content() {
    if (code.isPending || isPending) return <Waiting />;
    if (asksWho(code, session)) return <Confirm code={code} present={session} />;
    if (!session) return told || held.held.kind === 'discarded' ? <Waiting /> : withoutSession();
    if (held.goesOnElsewhere) return <GoesOnElsewhere />;
    return <LaunchProvider session={session}>{workOf(session)}</LaunchProvider>;
  }

  function workOf(session: ShownSession) {
    const { roles } = session;
    if (!session.assignment)
      return (
        <Routes>
          <Route path="directory/*" element={<Directory />} />
          <Route path="*" element={<ChooseAssignment ended={session.assignmentEnded} />} />
        </Routes>
      );
    return (
      <PatientProvider key={session.assignment.hsaId}>
        <Routes>
          <Route index element={<Start session={session} />} />
          <Route path="lift-requests" element={<LiftRequestsPage />} />
          <Route path="directory/*" element={<Directory />} />
          <Route path="news/*" element={<News session={session} />} />
          {roles.includes('integration-engineer') && <Route path="operations/*" element={<Operations />} />}
          {roles.includes('security-officer') && <Route path="access-log/*" element={<AccessLog />} />}
          {roles.includes('manager') && <Route path="follow-up/*" element={<FollowUp />} />}
          <Route path="patient" element={<PatientFrame session={session} />}>
            <Route path="access" element={<GatePage />} />
            <Route path="blocks" element={<BlocksPage session={session} />} />
            <Route
              index
              element={businessOf(session) === 'care' ? <Overview /> : <Navigate to="/patient/blocks" replace />}
            />
            <Route path="*" element={<NotFound />} />
          </Route>
          <Route path="*" element={<NotFound />} />
        </Routes>
      </PatientProvider>
    );
  }

  function withoutSession() {
    if (error) return <ProblemNote problem={error} />;
    if (installation.isPending) return <Waiting />;
    return (
      <Routes>
        {installation.data?.careDirectoryIsPublic && <Route path="directory/*" element={<Directory isPublic />} />}
        <Route path="*" element={<SignIn problem={code.problem} />} />
      </Routes>
    );
  }
}

function Waiting() {
  const { waiting } = useTexts(texts);
  return (
    <div className="page">
      <Spinner aria-label={waiting} data-size="lg" />
    </div>
  );
}
