import './sign-in.css';
import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import type { OneTimeCode } from './one-time-code.ts';
import { texts } from './texts.ts';

interface ConfirmProps {
  readonly code: OneTimeCode;
  /** Who is signed in here already. */
  readonly present: ShownSession | undefined;
}

/** Is it you? Asked where the sign-in was begun in another browser, or nowhere: somebody may have sent a link. */
export function Confirm({ code: { claimed, problem, confirm, decline }, present }: ConfirmProps) {
  const text = useTexts(texts);
  usePageTitle(text.isItYou);
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.isItYou}</Heading>
      {problem && <ProblemNote problem={problem} />}
      {claimed && (
        <Alert data-color="warning">
          <Paragraph>{text.begunElsewhere}</Paragraph>
        </Alert>
      )}
      {present && <Paragraph>{text.alreadyHere(present.person.name)}</Paragraph>}
      {claimed && (
        <Paragraph>
          <strong>{claimed.name}</strong> ({claimed.hsaId})
        </Paragraph>
      )}
      <div className="row">
        {claimed && <Button onClick={confirm}>{text.goOnAs(claimed.name)}</Button>}
        <Button variant="secondary" onClick={decline}>
          {present ? text.goOnAs(present.person.name) : text.notMe}
        </Button>
      </div>
    </div>
  );
}
