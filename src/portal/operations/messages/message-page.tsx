import { Button, Link as DsLink, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ShownMessage } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { type Fact, Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { CallLink } from '../call-link.tsx';
import { type Act, ActDialog } from './act-dialog.tsx';
import { messageTexts } from './message-texts.ts';
import './messages.css';
import { texts } from './texts.ts';

/** One message: why it is where it is, and what is in it with values masked. */
export default function MessagePage() {
  const text = useTexts(texts);
  usePageTitle(text.one);
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['message', id],
    queryFn: () => call<ShownMessage>('GET', `/ops/messages/${encodeURIComponent(id)}`),
  });
  const [acting, setActing] = useState<Act>();
  const act = (kind: Act['kind']) => setActing({ kind, filter: { ids: [id] } });
  const state = data?.message.state;
  return (
    <div className="page stack">
      <Heading level={1}>{text.one}</Heading>
      <DsLink asChild>
        <Link to="/operations/messages">{text.back}</Link>
      </DsLink>
      {isPending && <Spinner aria-label={text.looking} />}
      {error && <ProblemNote problem={error} />}
      {data && (
        <>
          <KnownFacts message={data.message} />
          <div className="row">
            {state === 'dead' && <Button onClick={() => act('replay')}>{text.acts.replay}</Button>}
            {(state === 'dead' || state === 'waiting') && (
              <Button variant="secondary" data-color="danger" onClick={() => act('discard')}>
                {text.acts.discard}
              </Button>
            )}
            {data.content && (
              <DsLink asChild>
                <Link to={`/operations/unmaskings?message=${id}`}>{text.askToSee}</Link>
              </DsLink>
            )}
          </div>
          <Content content={data.content} />
        </>
      )}
      {acting && (
        <ActDialog
          act={acting}
          onClose={() => {
            setActing(undefined);
            void refetch();
          }}
        />
      )}
    </div>
  );
}

function KnownFacts({ message }: { readonly message: ShownMessage['message'] }) {
  const text = useTexts(texts);
  const words = useTexts(messageTexts);
  const moment = useMoment();
  const { failure } = message;
  const facts: readonly Fact[] = [
    [text.id, <code key="id">{message.id}</code>],
    [words.destination, `${message.destination} (${words.kinds[message.kind]})`],
    [words.state, words.states[message.state]],
    [text.whyHere, text.whyTexts[whyHere(message)]],
    [
      words.reason,
      failure && (
        <>
          {text.classes[failure.class]} (<code>{failure.reason}</code>), {moment(failure.at)}:{' '}
          <span lang="en">{failure.text}</span>
        </>
      ),
    ],
    [text.overtaken, message.overtaken && '✓'],
    [words.attempts, String(message.attempts)],
    [text.next, message.nextAttemptAt && moment(message.nextAttemptAt)],
    [words.accepted, moment(message.acceptedAt)],
    [text.finished, message.finishedAt && moment(message.finishedAt)],
    [text.group, <code key="group">{message.group}</code>],
    [text.sequence, String(message.sequence)],
    [text.bytes, String(message.bytes)],
    [text.followCall, <CallLink key="call" id={message.correlationId} />],
    ...Object.entries(message.facts).map(([name, value]) => [name, String(value)] as const),
  ];
  return <Facts facts={facts} />;
}

function whyHere({ state, failure, nextAttemptAt }: ShownMessage['message']): keyof (typeof texts)['sv']['whyTexts'] {
  if (state !== 'waiting') return state;
  if (nextAttemptAt === undefined) return 'behind';
  return failure ? 'retrying' : 'waiting';
}

function Content({ content }: Pick<ShownMessage, 'content'>) {
  const text = useTexts(texts);
  const columns: readonly Column<NonNullable<typeof content>['lines'][number]>[] = [
    { heading: text.path, cell: ({ path }) => <code>{path}</code> },
    { heading: text.value, cell: ({ value }) => <span lang="en">{value}</span> },
  ];
  return (
    <section className="stack" aria-labelledby="message-content">
      <Heading id="message-content" level={2} data-size="xs">
        {text.content}
      </Heading>
      {!content && <Paragraph>{text.contentGone}</Paragraph>}
      {content && (
        <>
          <Paragraph>{[content.contract, content.format].filter(Boolean).join(', ')}</Paragraph>
          {content.unreadable && (
            <Paragraph>
              {text.unreadable} <span lang="en">{content.unreadable}</span>
            </Paragraph>
          )}
          {content.violations.length > 0 && (
            <>
              <Paragraph>{text.violations}</Paragraph>
              <ul className="messages__groups">
                {content.violations.map(({ path, rule }) => (
                  <li key={`${path} ${rule}`} lang="en">
                    <code>{path}</code> {rule}
                  </li>
                ))}
              </ul>
            </>
          )}
          <DataTable
            caption={text.content}
            columns={columns}
            rows={content.lines.map((line, at) => ({ ...line, at }))}
            keyOf={({ at }) => String(at)}
          />
          {content.omitted > 0 && <Paragraph>{text.omitted(content.omitted)}</Paragraph>}
        </>
      )}
    </section>
  );
}
