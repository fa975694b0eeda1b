import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { PatientId } from '../../contracts/record.ts';
import type { ShownLaunch, ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSessionChanged } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { whileOthersWait } from './resuming.ts';
import { texts } from './texts.ts';

const LaunchContext = createContext<{ launch: ShownLaunch | undefined; done: () => void }>({
  launch: undefined,
  done: () => undefined,
});

/** Asked for once in a page: afterwards there is nothing. */
let isAsked = false;

/** Takes what a record system has sent along for the person who is signed in. It is kept in the page's memory alone. */
export function LaunchProvider({
  session,
  children,
}: {
  readonly session: ShownSession;
  readonly children: ReactNode;
}) {
  const changed = useSessionChanged();
  const [launch, setLaunch] = useState<ShownLaunch>();
  const taking = useMutation({
    // It may choose an assignment.
    mutationFn: () => whileOthersWait(() => call<ShownLaunch | undefined>('POST', '/launch/take')),
    onSuccess: (taken) => {
      setLaunch(taken);
      // The assignment may have been chosen with it.
      return changed();
    },
    gcTime: 0,
  });
  const { mutate } = taking;
  useEffect(() => {
    if (!session.launched || isAsked) return;
    isAsked = true;
    mutate();
  }, [session.launched, mutate]);
  return (
    <LaunchContext value={{ launch, done: () => setLaunch(undefined) }}>
      {taking.error && (
        <div className="page page--narrow">
          <ProblemNote problem={taking.error} />
        </div>
      )}
      {children}
    </LaunchContext>
  );
}

/**
 * Calls `find` with the patient whom a record system has sent along, once: she is looked for and confirmed as anybody else.
 * Gives the name of that system.
 */
export function useLaunched(find: (patient: PatientId) => void): string | undefined {
  const { launch, done } = useContext(LaunchContext);
  const [from, setFrom] = useState<string>();
  useEffect(() => {
    if (!launch?.patient) return;
    setFrom(launch.system);
    find(launch.patient);
    done();
  }, [launch, find, done]);
  return from;
}

export function LaunchNote({ system }: { readonly system: string }) {
  const text = useTexts(texts);
  return (
    <Alert data-color="info">
      <Paragraph>{text.launchedFrom(system)}</Paragraph>
    </Alert>
  );
}
