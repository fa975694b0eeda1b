import { Alert, Link as DsLink, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { ShownDestinations, ShownProcesses, ShownSources } from '../../../faces/portal-api/shapes/operations.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { usePolled } from '../../common/use-polled.ts';
import { SourceNotes } from '../../news/source-notes.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { DirectoryCopy } from '../directory-copy/directory-copy.tsx';
import { LiveNow } from '../live/live-now.tsx';
import { useDuration } from '../use-duration.ts';
import { Destinations } from './destinations.tsx';
import { Processes } from './processes.tsx';
import { failureRate, standingColor, standingOf, worstFirst } from './standing.ts';
import { StandingTag } from './standing-tag.tsx';
import './sources.css';
import { texts } from './texts.ts';
import { Trouble } from './trouble.tsx';

type Line = ShownSources['sources'][number];

const everyMs = 4_000;

/** How everything does now: what is wrong first, then record systems, deliveries, processes and what happens. */
export default function SourcesPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const sources = usePolled<ShownSources>('/ops/sources', everyMs);
  const destinations = usePolled<ShownDestinations>('/ops/destinations', everyMs);
  const processes = usePolled<ShownProcesses>('/ops/processes', everyMs);
  const error = sources.error ?? destinations.error ?? processes.error;
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      {error && <ProblemNote problem={error} />}
      {sources.isPending && <Spinner aria-label={text.title} />}
      {sources.data && destinations.data && processes.data && (
        <WrongNow
          sources={sources.data.sources}
          destinations={destinations.data.destinations}
          processes={processes.data.processes}
        />
      )}
      {sources.data && <Sources lines={sources.data.sources} />}
      {destinations.data && <Destinations destinations={destinations.data.destinations} />}
      {processes.data && <Processes processes={processes.data.processes} />}
      <DirectoryCopy />
      <LiveNow />
    </div>
  );
}

interface WrongNowProps {
  readonly sources: ShownSources['sources'];
  readonly destinations: ShownDestinations['destinations'];
  readonly processes: ShownProcesses['processes'];
}

/** In one glance, whether there is anything to do. */
function WrongNow({ sources, destinations, processes }: WrongNowProps) {
  const text = useTexts(texts);
  // Processes that share what they rest on have the same troubles.
  const troubles = new Set(processes.flatMap(({ troubles, silent }) => (silent ? [] : troubles)));
  const wrong = new Set([
    ...sources
      .filter((line) => ['danger', 'warning'].includes(standingColor[standingOf(line)]))
      .map((line) => `${line.name}: ${text.standings[standingOf(line)].toLowerCase()}.`),
    ...destinations
      .filter(({ stuck }) => stuck.length > 0)
      .map(({ destination, stuck }) => `${destination}: ${stuck.map(({ kind }) => text.stuck[kind]).join(', ')}.`),
    ...processes.filter(({ silent }) => silent).map(({ host, role }) => text.silentProcess(text.roles[role], host)),
  ]);
  if (wrong.size + troubles.size === 0)
    return (
      <Alert data-color="success" role="status">
        {text.allWell(sources.length)}
      </Alert>
    );
  return (
    <Alert data-color="warning" role="status">
      <Heading level={2} data-size="2xs">
        {text.wrong(wrong.size + troubles.size)}
      </Heading>
      <ul className="sources__wrong">
        {[...wrong].map((each) => (
          <li key={each}>{each}</li>
        ))}
        {[...troubles].map((said) => (
          <li key={said}>
            <Trouble said={said} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Sources({ lines }: { readonly lines: readonly Line[] }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const duration = useDuration();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const columns: readonly Column<Line>[] = [
    {
      heading: text.source,
      cell: ({ source, name }) => (
        <div>
          <DsLink asChild>
            <Link to={`/operations/sources/${encodeURIComponent(source)}`}>{name}</Link>
          </DsLink>
          <SourceNotes sources={[source]} />
        </div>
      ),
    },
    { heading: text.standing, cell: (line) => <StandingTag line={line} /> },
    { heading: text.answered, cell: ({ answered }) => answered, isNumber: true },
    { heading: text.median, cell: ({ milliseconds: ms }) => (ms ? duration(ms.median) : '–'), isNumber: true },
    { heading: text.p95, cell: ({ milliseconds: ms }) => (ms ? duration(ms.p95) : '–'), isNumber: true },
    {
      heading: text.failed,
      cell: (line) => (line.failed === 0 ? '0' : `${line.failed} (${percent.format(failureRate(line))})`),
      isNumber: true,
    },
    {
      heading: text.waiting,
      cell: ({ queue }) =>
        queue
          ? [queue.waiting, queue.oldestMilliseconds && duration(queue.oldestMilliseconds)]
              .filter(Boolean)
              .join(' · ') || '0'
          : text.noBus,
      isNumber: true,
    },
    { heading: text.breaker, cell: ({ breaker }) => text.breakers[breaker ?? 'closed'] },
  ];
  return (
    <section className="stack" aria-labelledby="sources-now">
      <Heading id="sources-now" level={2} data-size="xs">
        {text.sources}
      </Heading>
      <Paragraph data-size="sm">{text.window}</Paragraph>
      <DataTable caption={text.sources} columns={columns} rows={worstFirst(lines)} keyOf={({ source }) => source} />
    </section>
  );
}
