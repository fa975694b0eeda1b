import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Standing } from '../../faces/portal-api/shapes/gate.ts';
import { call } from '../api/client.ts';
import { useMoment } from '../common/use-moment.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSession } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';

/** What is registered and holds: by whom, for whom, until when; and the way to take it back. */
export function StandingNote({ standing }: { readonly standing: Standing }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const { state, until, opened, registered } = standing;
  if (state === 'none') return null;
  if (state === 'unknown') return <Alert data-color="warning">{text.standing.unknown}</Alert>;
  return (
    <Alert data-color={state === 'refused' ? 'warning' : 'info'}>
      <Heading level={2} data-size="2xs">
        {text.standing[state]}
        {(state === 'emergency' || state === 'incapable') && `: ${opened ? text.step.opened : text.step.declared}`}
      </Heading>
      {state === 'given' && registered && (
        <Paragraph>{text.giver[registered.byRepresentative ? 'representative' : 'patient']}</Paragraph>
      )}
      {registered?.text && <Paragraph>{registered.text}</Paragraph>}
      <Paragraph>
        {until ? text.until(moment(until)) : text.untilWithdrawn}
        {registered && ` · ${text.holdsFor[registered.for]}`}
      </Paragraph>
      <Paragraph data-size="sm">
        {registered
          ? text.registeredBy(registered.by.name ?? registered.by.hsaId, moment(registered.at))
          : text.elsewhere}
      </Paragraph>
      {registered && <TakeBack state={state} registered={registered} />}
    </Alert>
  );
}

interface TakeBackProps {
  readonly state: Exclude<Standing['state'], 'none' | 'unknown'>;
  readonly registered: NonNullable<Standing['registered']>;
}

function TakeBack({ state, registered }: TakeBackProps) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const { data: session } = useSession();
  const { id, by } = registered;
  const isEmergency = state === 'emergency';
  const taking = useChange(() =>
    call('POST', isEmergency ? `/emergencies/${id}/close` : `/consents/${id}/withdraw`, {
      body: { patient: patient.identity },
    }),
  );
  // Whoever declared an emergency answers for it.
  if (isEmergency && by.hsaId !== session?.person.hsaId) return null;
  return (
    <>
      <Button variant="secondary" data-size="sm" loading={taking.isPending} onClick={() => taking.mutate()}>
        {text.withdraw[state]}
      </Button>
      {taking.error && <ProblemNote problem={taking.error} />}
    </>
  );
}
