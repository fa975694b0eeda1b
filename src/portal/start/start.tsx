import './start.css';
import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { WaitingForOfficer } from '../access-log/waiting-card.tsx';
import { WaitingRequests } from '../lift-requests/waiting-card.tsx';
import { LatestNews } from '../news/latest.tsx';
import { OpenAlerts } from '../operations/alerts/open-alerts.tsx';
import { usePatientInTab } from '../patient/patient.tsx';
import { PatientSearch } from '../patient/search.tsx';
import { businessOf, firstPage, isAppointed, looksForPatients } from '../patient/where-first.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { waysOn } from './ways-on.ts';

/** What waits for the signed-in person under the assignment chosen, what is told, and the ways on. */
export default function Start({ session }: { readonly session: ShownSession }) {
  const text = useTexts(texts);
  usePageTitle(text.start);
  const business = businessOf(session);
  const looks = looksForPatients(session);
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{session.assignment?.name}</Heading>
      <OpenPatientCard path={firstPage(business)} />
      {business === 'blocks' && looks && <Paragraph>{text.office}</Paragraph>}
      {business === 'care' && <WaitingRequests />}
      {session.roles.includes('security-officer') && <WaitingForOfficer />}
      {session.roles.includes('integration-engineer') && <OpenAlerts />}
      {looks && <PatientSearch autoFocus />}
      {business === 'none' && !isAppointed(session) && <Paragraph>{text.nothing}</Paragraph>}
      <LatestNews />
      <WaysOn session={session} />
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

function WaysOn({ session }: { readonly session: ShownSession }) {
  const text = useTexts(texts);
  return (
    <section className="stack" aria-labelledby="ways-on">
      <Heading id="ways-on" level={2} data-size="xs">
        {text.waysOn}
      </Heading>
      <ul className="ways-on">
        {waysOn(session).map(({ way, path }) => (
          <li key={way}>
            <Link className="ds-link" to={path}>
              {text.ways[way].name}
            </Link>
            <span>{text.ways[way].text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
