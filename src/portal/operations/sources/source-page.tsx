import { Link as DsLink, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { Link, useParams } from 'react-router';
import type { ShownSources } from '../../../faces/portal-api/shapes/operations.ts';
import { type Fact, Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { SourceNotes } from '../../news/source-notes.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { CallLink } from '../call-link.tsx';
import { useDuration } from '../use-duration.ts';
import { ConnectionTest } from './connection-test.tsx';
import { reasonTexts } from './reason-texts.ts';
import { StandingTag } from './standing-tag.tsx';
import './sources.css';
import { texts } from './texts.ts';

type Line = ShownSources['sources'][number];

/** One record system: how it does and why, what is agreed with it, and whether the way to it works. */
export default function SourcePage() {
  const text = useTexts(texts);
  const { source = '' } = useParams();
  const { data, error, isPending } = usePolled<ShownSources>('/ops/sources', 4_000);
  const line = data?.sources.find((each) => each.source.toUpperCase() === source.toUpperCase());
  usePageTitle(line?.name ?? text.source);
  return (
    <div className="page stack">
      <Heading level={1}>{line?.name ?? text.source}</Heading>
      <DsLink asChild>
        <Link to="/operations">{text.toAll}</Link>
      </DsLink>
      {isPending && <Spinner aria-label={text.source} />}
      {error && <ProblemNote problem={error} />}
      {data && !line && <Paragraph>{text.unknownSource}</Paragraph>}
      {line && (
        <>
          <SourceNotes sources={[line.source]} />
          <KnownFacts line={line} />
          <ConnectionTest source={line.source} />
          <section className="stack" aria-labelledby="source-contracts">
            <Heading id="source-contracts" level={2} data-size="xs">
              {text.contracts}
            </Heading>
            <ul className="sources__contracts">
              {line.contracts.map((contract) => (
                <li key={contract}>
                  <code>{contract}</code>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  );
}

function KnownFacts({ line }: { readonly line: Line }) {
  const text = useTexts(texts);
  const reasons = useTexts(reasonTexts);
  const moment = useMoment();
  const duration = useDuration();
  const { milliseconds, queue, lastFailure, brokenSince } = line;
  const facts: readonly Fact[] = [
    [text.standing, <StandingTag key="standing" line={line} />],
    [
      text.breaker,
      [text.breakers[line.breaker ?? 'closed'], brokenSince && moment(brokenSince)].filter(Boolean).join(', '),
    ],
    [text.answered, String(line.answered)],
    [text.median, milliseconds && duration(milliseconds.median)],
    [text.p95, milliseconds && duration(milliseconds.p95)],
    [
      text.failed,
      [
        String(line.failed),
        ...Object.entries(line.reasons).map(
          ([reason, count]) => `${reasons[reason as keyof typeof reasons]}: ${count}`,
        ),
      ].join(' · '),
    ],
    [
      text.lastFailure,
      lastFailure && (
        <>
          {reasons[lastFailure.reason]}, {moment(lastFailure.at)}. <span lang="en">{lastFailure.text}</span>{' '}
          <CallLink id={lastFailure.correlationId} />
        </>
      ),
    ],
    [text.waiting, queue ? `${queue.waiting}` : text.noBus],
    [text.oldest, queue?.oldestMilliseconds && duration(queue.oldestMilliseconds)],
    [text.timeout, duration(line.timeoutMs)],
    [text.belongsTo, <code key="provider">{line.careProvider}</code>],
    [text.hsaId, <code key="id">{line.source}</code>],
    [text.protocol, line.protocol],
    [text.lifecycle, [text.lifecycles[line.lifecycle], line.lifecycleText].filter(Boolean).join('. ')],
    [text.deliversFrom, line.deliversFrom],
  ];
  return <Facts facts={facts} />;
}
