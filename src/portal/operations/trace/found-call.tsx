import { Link as DsLink, Heading, Paragraph, Spinner, Tag } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ShownTrace } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { type Fact, Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { messageTexts } from '../messages/message-texts.ts';
import { useDuration } from '../use-duration.ts';
import './trace.css';
import { MissingSources } from './missing-sources.tsx';
import { texts } from './texts.ts';
import { Waterfall } from './waterfall.tsx';

/** All that is known of a call: what it came to, whom it was without, its steps, and what stands on the access log. */
export function FoundCall({ id }: { readonly id: string }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['trace', id, language],
    queryFn: () => call<ShownTrace>('GET', `/ops/trace/${encodeURIComponent(id)}`),
    // Of a call that has just been answered the steps are written in a moment, by each process those of its own.
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && !hasBeginning(data) && dataUpdateCount < 15 ? 1_000 : false,
  });
  if (isPending) return <Spinner aria-label={text.looking} />;
  if (error) return <ProblemNote problem={error} again={() => void refetch()} />;
  const isUnknown = data.steps.length + data.entries.length + data.deliveries.length === 0;
  if (isUnknown) return <Paragraph role="status">{text.unknown}</Paragraph>;
  return (
    <>
      <Summary trace={data} />
      <Refusals trace={data} />
      <MissingSources trace={data} />
      <section className="stack" aria-labelledby="trace-steps">
        <Heading id="trace-steps" level={2} data-size="xs">
          {text.steps}
        </Heading>
        {data.steps.length > 0 ? <Waterfall trace={data} /> : <Paragraph>{text.noSteps}</Paragraph>}
        {data.omitted > 0 && <Paragraph>{text.omitted(data.omitted)}</Paragraph>}
      </section>
      <Entries trace={data} />
      <Deliveries trace={data} />
    </>
  );
}

/** Whether the steps of the process that took the call are there: its workers' may be written first. */
function hasBeginning({ steps }: ShownTrace): boolean {
  return steps.some(({ depth, name }) => depth === 0 && name !== 'work' && name !== 'deliver');
}

interface TraceProps {
  readonly trace: ShownTrace;
}

function Summary({ trace }: TraceProps) {
  const text = useTexts(texts);
  const moment = useMoment();
  const duration = useDuration();
  const first = trace.steps.find(({ depth }) => depth === 0);
  const entry = trace.entries[0];
  const began = first ? new Date(first.at).toISOString() : entry?.at;
  const facts = [
    [text.what, first?.name ?? (entry && `${entry.face} ${entry.contract ?? entry.action}`)],
    [text.began, began && moment(began)],
    [text.took, first ? duration(first.milliseconds) : entry && duration(entry.milliseconds)],
    [text.by, entry?.caller],
    [text.came, first && (first.outcome === 'ok' ? text.well : first.outcome)],
  ] as const satisfies readonly Fact[];
  return <Facts facts={facts} />;
}

function Refusals({ trace }: TraceProps) {
  const text = useTexts(texts);
  const refused = trace.entries.filter(({ why }) => why);
  if (refused.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="trace-refused">
      <Heading id="trace-refused" level={2} data-size="xs">
        {text.refused}
      </Heading>
      {refused.map(({ id, code, why }) => (
        <div key={id} className="trace__reason">
          <div className="row">
            <Tag data-color="danger">{code ?? text.refused}</Tag>
            {why?.rule && (
              <span>
                {text.rule} <code>{why.rule}</code>
              </span>
            )}
          </div>
          <Paragraph>{why?.reason}</Paragraph>
          {why && why.changes.length > 0 && (
            <>
              <Paragraph>{text.change}</Paragraph>
              <ul>
                {why.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
    </section>
  );
}

function Entries({ trace }: TraceProps) {
  const text = useTexts(texts);
  const moment = useMoment();
  const duration = useDuration();
  const columns: readonly Column<ShownTrace['entries'][number]>[] = [
    { heading: text.at, cell: ({ at }) => moment(at) },
    { heading: text.kind, cell: ({ kind }) => text.kinds[kind] },
    { heading: text.what, cell: ({ face, action, contract }) => `${face} ${action} ${contract ?? ''}` },
    { heading: text.came, cell: ({ outcome, code }) => [text.outcomes[outcome], code].filter(Boolean).join(', ') },
    { heading: text.records, cell: ({ records }) => records, isNumber: true },
    { heading: text.after, cell: ({ milliseconds }) => duration(milliseconds), isNumber: true },
  ];
  return (
    <section className="stack" aria-labelledby="trace-log">
      <Heading id="trace-log" level={2} data-size="xs">
        {text.log}
      </Heading>
      <Paragraph data-size="sm">{text.logText}</Paragraph>
      <DataTable
        caption={text.log}
        columns={columns}
        rows={trace.entries}
        keyOf={({ id }) => id}
        none={text.noEntries}
      />
    </section>
  );
}

function Deliveries({ trace }: TraceProps) {
  const text = useTexts(texts);
  const words = useTexts(messageTexts);
  const moment = useMoment();
  if (trace.deliveries.length === 0) return null;
  const columns: readonly Column<ShownTrace['deliveries'][number]>[] = [
    {
      heading: words.destination,
      cell: ({ id, destination }) => (
        <DsLink asChild>
          <Link to={`/operations/messages/${id}`}>{destination}</Link>
        </DsLink>
      ),
    },
    { heading: words.kind, cell: ({ kind }) => words.kinds[kind] },
    { heading: words.state, cell: ({ state }) => words.states[state] },
    { heading: words.accepted, cell: ({ acceptedAt }) => moment(acceptedAt) },
    { heading: words.attempts, cell: ({ attempts }) => attempts, isNumber: true },
    { heading: words.reason, cell: ({ failure }) => failure?.reason ?? '–' },
  ];
  return (
    <section className="stack" aria-labelledby="trace-deliveries">
      <Heading id="trace-deliveries" level={2} data-size="xs">
        {text.deliveries}
      </Heading>
      <DataTable caption={text.deliveries} columns={columns} rows={trace.deliveries} keyOf={({ id }) => id} />
    </section>
  );
}
