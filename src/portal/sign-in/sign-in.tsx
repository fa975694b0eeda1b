import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useInstallation, useSessionChanged } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** The ways in. The card is asked for by the service port, since browsers would ask on every visit here. */
export function SignIn() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const refused = useOneTimeCode();
  const { data: installation } = useInstallation();
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      {refused && (
        <Alert data-color="danger" role="alert">
          {text.refused}
        </Alert>
      )}
      {installation && (
        <div>
          <Button asChild>
            <a href={installation.cardSignIn}>{text.card}</a>
          </Button>
        </div>
      )}
    </div>
  );
}

/** Redeems the code that the card's door sent along, and takes it out of the address and the history at once. */
function useOneTimeCode(): boolean {
  const changed = useSessionChanged();
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const code = /^#sign-in=(.+)$/.exec(location.hash)?.[1];
    if (!code) return;
    history.replaceState(null, '', location.pathname);
    call('POST', '/sign-in', { body: { code } }).then(changed, () => setRefused(true));
  }, [changed]);
  return refused;
}
