import './sign-in.css';
import { Dialog, Dropdown, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownSession, SignedOut } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { AssignmentList } from './assignment-list.tsx';
import { tellTabs } from './session-tabs.ts';
import { texts } from './texts.ts';

/** Who one is, under which assignment, and the ways out. */
export function SessionMenu({ session }: { readonly session: ShownSession }) {
  const text = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const signOut = useSignOut();
  const change = (): void => {
    setOpen(false);
    setChanging(true);
  };
  const { person, assignment } = session;
  const place = assignment?.careUnit?.name ?? assignment?.careProvider.name;
  return (
    <>
      <Dropdown.TriggerContext>
        <Dropdown.Trigger variant="tertiary" data-color="neutral" className="session-menu">
          <span className="session-menu__who">
            <strong>{person.name}</strong>
            {place && <span>{place}</span>}
          </span>
          <span className="only-heard">: {text.menu}</span>
        </Dropdown.Trigger>
        <Dropdown placement="bottom-end" open={isOpen} onOpen={() => setOpen(true)} onClose={() => setOpen(false)}>
          <Dropdown.Heading>
            {person.title ?? person.name} · {text.level(person.assurance)}
          </Dropdown.Heading>
          <Dropdown.List>
            {assignment && (
              <Dropdown.Item>
                <Dropdown.Button onClick={change}>{text.change}</Dropdown.Button>
              </Dropdown.Item>
            )}
            <Dropdown.Item>
              <Dropdown.Button onClick={() => signOut.mutate('/session')}>{text.signOut}</Dropdown.Button>
            </Dropdown.Item>
            <Dropdown.Item>
              <Dropdown.Button onClick={() => signOut.mutate('/sessions')}>{text.signOutEverywhere}</Dropdown.Button>
            </Dropdown.Item>
          </Dropdown.List>
        </Dropdown>
      </Dropdown.TriggerContext>
      {signOut.error && <ProblemNote problem={signOut.error} />}
      {isChanging && (
        <Dialog open closeButton={text.keep} onClose={() => setChanging(false)} aria-labelledby="change-assignment">
          <div className="stack">
            <Heading level={2} id="change-assignment" data-size="sm">
              {text.change}
            </Heading>
            <Paragraph>{text.changeText}</Paragraph>
            <AssignmentList current={assignment?.hsaId ?? ''} onChosen={() => setChanging(false)} />
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Here, in every other tab, and at the identity provider where one has signed the person in. */
export function useSignOut() {
  return useMutation({
    mutationFn: (where: '/session' | '/sessions') => call<SignedOut>('DELETE', where),
    onSuccess({ continueAt }) {
      tellTabs({ kind: 'signed-out' });
      // A whole new page: nothing that this one has in memory stays.
      location.replace(continueAt ?? '/');
    },
  });
}
