import { Button, Card, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownUnmaskings, UnmaskedMessage } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { type Fact, Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';
import './unmaskings.css';

interface UnmaskingCardProps {
  readonly unmasking: ShownUnmaskings['unmaskings'][number];
  /** HSA-id of whoever is signed in. */
  readonly reader: string | undefined;
}

/** What somebody asked to see, and what whoever reads may do about it. */
export function UnmaskingCard({ unmasking, reader }: UnmaskingCardProps) {
  const text = useTexts(texts);
  const moment = useMoment();
  const queries = useQueryClient();
  const { id, subject, state, reason, askedBy, askedAt, answeredBy, endsAt } = unmasking;
  const answering = useMutation({
    mutationFn: (answer: 'approve' | 'refuse') => call('POST', `/ops/unmaskings/${id}/${answer}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['polled', '/ops/unmaskings'] }),
  });
  const isOwn = askedBy.toUpperCase() === reader?.toUpperCase();
  const facts: readonly Fact[] = [
    [
      text.what,
      subject.kind === 'message'
        ? text.message(subject.message)
        : text.exchanges(subject.exchanges, subject.consumer, subject.producer),
    ],
    [text.reason, reason],
    [text.by, `${askedBy}, ${moment(askedAt)}`],
    [text.answeredBy, answeredBy],
    [text.state, text.states[state]],
    [text.ends, state === 'open' && endsAt && moment(endsAt)],
  ];
  return (
    <Card>
      <Facts facts={facts} />
      {answering.error && <ProblemNote problem={answering.error} />}
      {state === 'asked' && !isOwn && (
        <div className="row">
          <Button data-size="sm" loading={answering.isPending} onClick={() => answering.mutate('approve')}>
            {text.approve}
          </Button>
          <Button data-size="sm" variant="secondary" onClick={() => answering.mutate('refuse')}>
            {text.refuse}
          </Button>
        </div>
      )}
      {state === 'asked' && isOwn && <Paragraph data-size="sm">{text.waits}</Paragraph>}
      {state === 'open' && isOwn && <Look id={id} />}
    </Card>
  );
}

/** The content, for as long as it is looked at: nothing of it is kept. */
function Look({ id }: { readonly id: string }) {
  const text = useTexts(texts);
  const looking = useMutation({
    mutationFn: () => call<{ readonly messages: readonly UnmaskedMessage[] }>('POST', `/ops/unmaskings/${id}/content`),
    gcTime: 0,
  });
  if (!looking.data)
    return (
      <div className="stack">
        <Paragraph data-size="sm">{text.lookText}</Paragraph>
        {looking.error && <ProblemNote problem={looking.error} />}
        <div>
          <Button data-size="sm" loading={looking.isPending} onClick={() => looking.mutate()}>
            {text.look}
          </Button>
        </div>
      </div>
    );
  return (
    <div className="stack">
      {looking.data.messages.length === 0 && <Paragraph>{text.nothingYet}</Paragraph>}
      {looking.data.messages.map(({ place, at, text: content, base64 }) => (
        <section key={`${place} ${at}`} aria-label={place}>
          <Paragraph data-size="sm">{place}</Paragraph>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard. */}
          <pre className="unmaskings__content" tabIndex={0}>
            {content ?? base64}
          </pre>
        </section>
      ))}
      <div>
        <Button data-size="sm" variant="secondary" onClick={looking.reset}>
          {text.hide}
        </Button>
      </div>
    </div>
  );
}
