import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { Confirm } from './confirm.tsx';
import { useOneTimeCode } from './one-time-code.ts';
import { texts } from './texts.ts';

/** The ways in. The card is asked for by the service port, since browsers would ask on every visit here. */
export function SignIn() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { claimed, problem, isPending, confirm, decline } = useOneTimeCode();
  const starting = useMutation({
    mutationFn: () => call<{ readonly url: string }>('POST', '/sign-in/start'),
    onSuccess: ({ url }) => location.assign(url),
  });
  if (claimed) return <Confirm claimed={claimed} isPending={isPending} confirm={confirm} decline={decline} />;
  const refusal = problem ?? starting.error;
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      {refusal && <ProblemNote problem={refusal} />}
      <div>
        <Button loading={isPending || starting.isPending || starting.isSuccess} onClick={() => starting.mutate()}>
          {text.card}
        </Button>
      </div>
    </div>
  );
}
