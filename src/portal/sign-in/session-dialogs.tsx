import './sign-in.css';
import { Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { useSignOut } from './session-menu.tsx';
import { texts } from './texts.ts';
import type { HeldSession } from './use-held-session.ts';

/** Warns before the session runs out, and covers the page when it has, until the same person has signed in again. */
export function SessionDialogs({ session }: { readonly session: HeldSession }) {
  const text = useTexts(texts);
  const { held, phase } = session;
  if (held.kind === 'ended') return <Ended name={held.session.person.name} session={session} />;
  if (held.kind !== 'signed-in') return null;
  if (phase === 'ending') return <Ending why={text.endingText} close={text.stay} onClose={session.stay} />;
  return phase === 'ending-for-good' ? <EndingForGood /> : null;
}

/** Said once: there is nothing that helps. */
function EndingForGood() {
  const text = useTexts(texts);
  const [isRead, setRead] = useState(false);
  return isRead ? null : <Ending why={text.endingForGood} close={text.understood} onClose={() => setRead(true)} />;
}

interface EndingProps {
  readonly why: string;
  readonly close: string;
  readonly onClose: () => void;
}

function Ending({ why, close, onClose }: EndingProps) {
  const text = useTexts(texts);
  const signOut = useSignOut();
  return (
    <Dialog open closeButton={false} onClose={onClose} role="alertdialog" aria-labelledby="session-ending">
      <div className="stack">
        <Heading level={2} id="session-ending" data-size="sm">
          {text.ending}
        </Heading>
        <Paragraph>{why}</Paragraph>
        {signOut.error && <ProblemNote problem={signOut.error} />}
        <div className="row">
          <Button onClick={onClose}>{close}</Button>
          <Button variant="secondary" onClick={() => signOut.mutate('/session')}>
            {text.signOut}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Ended({ name, session }: { readonly name: string; readonly session: HeldSession }) {
  const text = useTexts(texts);
  return (
    <Dialog open closedby="none" closeButton={false} className="session-ended" aria-labelledby="session-ended">
      <div className="stack">
        <Heading level={1} id="session-ended" data-size="sm">
          {text.ranOut}
        </Heading>
        <Paragraph>{text.ranOutText(name)}</Paragraph>
        {session.problem && <ProblemNote problem={session.problem} />}
        <div className="row">
          <Button asChild>
            <a href="/" target="_blank" rel="noopener">
              {text.signInAgain}
            </a>
          </Button>
          <Button variant="secondary" onClick={session.resume}>
            {text.goOn}
          </Button>
        </div>
        <div>
          <Button variant="tertiary" data-size="sm" onClick={() => location.replace('/')}>
            {text.throwAway}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
