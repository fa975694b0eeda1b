import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useSearchParams } from 'react-router';
import type { ShownUnmaskings } from '../../../faces/portal-api/shapes/operations.ts';
import { usePolled } from '../../common/use-polled.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useSession } from '../../shell/session.ts';
import { useTexts } from '../../texts/language.tsx';
import { AskForm } from './ask-form.tsx';
import { CaptureForm } from './capture-form.tsx';
import { texts } from './texts.ts';
import { UnmaskingCard } from './unmasking-card.tsx';

/** Seeing what is in a message takes two: whoever asks, and another who approves. */
export default function UnmaskingsPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const [address] = useSearchParams();
  const message = address.get('message');
  const { data: session } = useSession();
  const { data, error, isPending } = usePolled<ShownUnmaskings>('/ops/unmaskings', 5_000);
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      {message && (
        <AskForm subject={{ kind: 'message', message }}>
          <Paragraph>
            {text.askFor} <code>{message}</code>
          </Paragraph>
        </AskForm>
      )}
      {isPending && <Spinner aria-label={text.title} />}
      {error && <ProblemNote problem={error} />}
      {data?.unmaskings.length === 0 && <Paragraph>{text.none}</Paragraph>}
      {data?.unmaskings.map((unmasking) => (
        <UnmaskingCard key={unmasking.id} unmasking={unmasking} reader={session?.person.hsaId} />
      ))}
      {!message && <CaptureForm />}
    </div>
  );
}
