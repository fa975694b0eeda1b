import { Button, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { Outlet } from 'react-router';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { GroundLine } from '../gate/ground-line.tsx';
import { PlacesHidden } from '../places/place.tsx';
import { PrintOff } from '../print/print-off.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { texts as shellTexts } from '../shell/texts.ts';
import { useTexts } from '../texts/language.tsx';
import { PatientBanner } from './banner.tsx';
import { usePatientInTab } from './patient.tsx';
import { PatientSearch } from './search.tsx';
import { texts } from './texts.ts';
import { businessOf } from './where-first.ts';

/** Around every page about a patient: the banner when one is open, the search when none is, nothing when it is another. */
export default function PatientFrame({ session }: { readonly session: ShownSession }) {
  const { state, look } = usePatientInTab();
  const { waiting } = useTexts(shellTexts);
  switch (state.kind) {
    case 'looking':
      return (
        <div className="page">
          <Spinner aria-label={waiting} data-size="lg" />
        </div>
      );
    case 'failed':
      return (
        <div className="page page--narrow">
          <ProblemNote problem={state.problem} again={look} />
        </div>
      );
    case 'none':
      return <SearchPage />;
    case 'left':
      return <Left because={state.because} />;
    case 'open':
      return (
        <PlacesHidden key={state.open.opening} value={state.open.placesHidden}>
          <PrintOff />
          <div className="patient-frame">
            <PatientBanner />
            {businessOf(session) === 'care' && <GroundLine />}
            <Outlet />
          </div>
        </PlacesHidden>
      );
  }
}

function SearchPage() {
  const text = useTexts(texts);
  usePageTitle(text.search);
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.search}</Heading>
      <PatientSearch autoFocus />
    </div>
  );
}

function Left({ because }: { readonly because: 'another-opened' | 'closed' }) {
  const text = useTexts(texts);
  const { look } = usePatientInTab();
  usePageTitle(text.left[because]);
  return (
    <div className="page page--narrow stack" role="alert">
      <Heading level={1}>{text.left[because]}</Heading>
      <Paragraph>{text.leftText[because]}</Paragraph>
      <div>
        <Button onClick={look}>{because === 'closed' ? text.searchAgain : text.goThere}</Button>
      </div>
    </div>
  );
}
