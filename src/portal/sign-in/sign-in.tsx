import './sign-in.css';
import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { WaitingLaunch } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useInstallation } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { ToDirectory } from './to-directory.tsx';

const Personas = lazy(async () => ({ default: (await import('./personas.tsx')).Personas }));

/** The ways in. The card is asked for by the service port, since browsers would ask on every visit here. */
export function SignIn({ problem }: { readonly problem: Error | null }) {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data: installation } = useInstallation();
  const { data: launch } = useQuery({
    queryKey: ['waiting-launch'],
    queryFn: async () => (await call<WaitingLaunch | undefined>('GET', '/sign-in/launch')) ?? null,
  });
  const starting = useMutation({
    mutationFn: (provider: string | undefined) =>
      call<{ readonly url: string }>('POST', '/sign-in/start', { body: provider === undefined ? {} : { provider } }),
    onSuccess: ({ url }) => location.assign(url),
  });
  const refusal = problem ?? starting.error;
  const isOnTheWay = starting.isPending || starting.isSuccess;
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      {launch && <Alert data-color="info">{text.waitingLaunch(launch.system)}</Alert>}
      {refusal && <ProblemNote problem={refusal} />}
      <div className="sign-in__ways">
        <Button loading={isOnTheWay} onClick={() => starting.mutate(undefined)}>
          {text.card}
        </Button>
        {installation?.identityProviders.map(({ id, label }) => (
          <Button key={id} variant="secondary" disabled={isOnTheWay} onClick={() => starting.mutate(id)}>
            {text.at(label)}
          </Button>
        ))}
      </div>
      <Paragraph data-size="sm">{text.cardText}</Paragraph>
      {installation?.careDirectoryIsPublic && <ToDirectory />}
      {installation?.kind === 'demo' && (
        <Suspense>
          <Personas />
        </Suspense>
      )}
    </div>
  );
}
