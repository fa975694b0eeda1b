import './shell.css';
import { SkipLink } from '@digdir/designsystemet-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'react-router';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { SessionMenu } from '../sign-in/session-menu.tsx';
import { useTexts } from '../texts/language.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Navigation } from './navigation.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { useInstallation } from './session.ts';
import { texts } from './texts.ts';

const NewsBanner = lazy(() => import('../news/banner.tsx'));

/** The frame of every page: what installation it is, where one is, who one is. */
export function Shell({
  session,
  children,
}: {
  readonly session: ShownSession | undefined;
  readonly children: ReactNode;
}) {
  const text = useTexts(texts);
  const { data: installation } = useInstallation();
  return (
    <>
      <SkipLink href="#content">{text.skip}</SkipLink>
      {installation && installation.kind !== 'production' && (
        <p className="shell__kind not-printed">{text.kind[installation.kind]}</p>
      )}
      <header className="shell__header not-printed">
        <Link className="shell__name" to="/">
          <img src={new URL('../norrbryggan.svg', import.meta.url).href} alt="" width="28" height="28" />
          {installation?.name ?? 'Norrbryggan'}
        </Link>
        <div className="shell__tools">
          {session && <SessionMenu session={session} />}
          <LanguageSwitch />
        </div>
      </header>
      {session?.assignment && <Navigation session={session} />}
      {session?.roles.includes('clinician') && (
        <Suspense>
          <NewsBanner />
        </Suspense>
      )}
      <main id="content" className="shell__main" tabIndex={-1}>
        {children}
      </main>
      <footer className="shell__footer not-printed">
        <Link to="/about/accessibility">{text.accessibility}</Link>
        <SchemeSwitch />
      </footer>
    </>
  );
}
