import './gate.css';
import { Alert, Button, Details, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Link, Navigate, useLocation, useNavigate } from 'react-router';
import type { WayIn } from '../../access/ways-in.ts';
import type { Gate } from '../../faces/portal-api/shapes/gate.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { ChildForm } from './child-form.tsx';
import { ConsentForm } from './consent-form.tsx';
import { DeclaredEmergency, DeclareEmergency } from './emergency.tsx';
import { IncapableForm, OpenForIncapable } from './incapable-form.tsx';
import { RefusalForm } from './refusal-form.tsx';
import { RelationForm } from './relation-form.tsx';
import { StandingNote } from './standing.tsx';
import { texts } from './texts.ts';
import { useGate } from './use-gate.ts';

/** Between the right patient and her information: what is so, and the ways in that the law gives. */
export default function GatePage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data: gate, error, refetch } = useGate();
  const { state } = useLocation();
  // Whoever comes from having opened the patient, and has nothing to decide, is let by.
  const isEntering = (state as { readonly entering?: boolean } | null)?.entering === true;
  if (isEntering && gate?.isLetIn) return <Navigate to="/patient" replace />;
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {!gate && !error && <Spinner aria-label={text.waiting} />}
      {gate && <Ways gate={gate} />}
    </div>
  );
}

function Ways({ gate }: { readonly gate: Gate }) {
  const text = useTexts(texts);
  const navigate = useNavigate();
  const goOn = () => navigate('/patient');
  const { standing, relation, obstacles, isLetIn } = gate;
  const isInCare = relation.state === 'current';
  const registered = standing.registered;
  return (
    <>
      {relation.state === 'ended' && <Alert data-color="warning">{text.relation.ended}</Alert>}
      {obstacles.map((obstacle) => (
        <Alert key={obstacle} data-color={obstacle === 'relation' ? 'info' : 'warning'}>
          {text.obstacles[obstacle]}
        </Alert>
      ))}
      {isInCare && (
        <div className="gate__own">
          {!isLetIn && <Paragraph>{text.own}</Paragraph>}
          <Button asChild variant={isLetIn ? 'primary' : 'secondary'}>
            <Link to="/patient">{isLetIn ? text.read : text.readOwn}</Link>
          </Button>
        </div>
      )}
      <StandingNote standing={standing} />
      {standing.state === 'emergency' && <DeclaredEmergency standing={standing} done={goOn} />}
      {standing.state === 'incapable' && !standing.opened && registered && (
        <OpenForIncapable id={registered.id} done={goOn} />
      )}
      <WayList key={`${relation.state} ${standing.state}`} gate={gate} done={goOn} />
      {obstacles.includes('relation') && <RelationForm />}
    </>
  );
}

/** Only those that lead somewhere from how things stand. */
function WayList({ gate, done }: { readonly gate: Gate; readonly done: () => void }) {
  const text = useTexts(texts);
  const { standing, consent } = gate;
  const ways = gate.ways.filter((way) => way !== stands[standing.state as keyof typeof stands]);
  const [open, setOpen] = useState<WayIn | undefined>(
    standing.state === 'none' && ways.includes('consent') ? 'consent' : undefined,
  );
  if (ways.length === 0) return null;
  const forms: Readonly<Record<WayIn, () => React.ReactNode>> = {
    consent: () => <ConsentForm offered={consent} done={done} />,
    child: () => <ChildForm offered={consent} done={done} />,
    incapable: () => <IncapableForm offered={consent} />,
    emergency: () => <DeclareEmergency gate={gate} />,
    refusal: () => <RefusalForm done={() => setOpen(undefined)} />,
  };
  return (
    <section className="stack gate__ways" aria-labelledby="gate-others">
      <Heading id="gate-others" level={2} data-size="xs">
        {text.others}
      </Heading>
      {inOrder(ways).map((way) => (
        <Details
          key={way}
          className={way === 'emergency' ? 'gate__emergency' : undefined}
          open={open === way}
          onToggle={() => setOpen(open === way ? undefined : way)}
        >
          <Details.Summary>{text.ways[way]}</Details.Summary>
          <Details.Content>{open === way && forms[way]()}</Details.Content>
        </Details>
      ))}
    </section>
  );
}

/** The way that each standing has been come by: it is not offered twice. */
const stands = {
  given: 'consent',
  refused: 'refusal',
  child: 'child',
  incapable: 'incapable',
  emergency: 'emergency',
} as const;

/** Who is in a hurry finds it first. */
function inOrder(ways: readonly WayIn[]): readonly WayIn[] {
  return ways.toSorted((one, other) => Number(other === 'emergency') - Number(one === 'emergency'));
}
