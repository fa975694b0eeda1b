import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { WaitingRequests } from '../lift-requests/waiting-card.tsx';
import { usePatientInTab } from '../patient/patient.tsx';
import { PatientSearch } from '../patient/search.tsx';
import { businessOf, firstPage, isAppointed, looksForPatients } from '../patient/where-first.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** What the signed-in person can do under the assignment chosen. */
export default function Start({ session }: { readonly session: ShownSession }) {
  const text = useTexts(texts);
  usePageTitle(text.start);
  const { roles } = session;
  const business = businessOf(session);
  const isOfficer = roles.includes('security-officer');
  const isEngineer = roles.includes('integration-engineer');
  const looks = looksForPatients(session);
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{session.assignment?.name}</Heading>
      <OpenPatientCard path={firstPage(business)} />
      {business === 'blocks' && looks && <Paragraph>{text.office}</Paragraph>}
      {business === 'care' && <WaitingRequests />}
      {looks && <PatientSearch autoFocus />}
      {isOfficer && <Told heading={text.officer} text={text.officerText} />}
      {isEngineer && <Told heading={text.engineer} text={text.engineerText} />}
      {business === 'none' && !isAppointed(session) && <Paragraph>{text.nothing}</Paragraph>}
    </div>
  );
}

/** That somebody is open; who it is stands where her banner is. */
function OpenPatientCard({ path }: { readonly path: string }) {
  const text = useTexts(texts);
  const { state } = usePatientInTab();
  if (state.kind !== 'open') return null;
  return (
    <Card>
      <div className="row">
        <strong>{text.open}</strong>
        <Link className="ds-link" to={path}>
          {text.goOn}
        </Link>
      </div>
    </Card>
  );
}

function Told({ heading, text }: { readonly heading: string; readonly text: string }) {
  return (
    <Card>
      <Heading level={2} data-size="xs">
        {heading}
      </Heading>
      <Paragraph>{text}</Paragraph>
    </Card>
  );
}
