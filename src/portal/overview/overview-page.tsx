import './overview.css';
import { Alert, Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { RefusalCode } from '../../access/decision.ts';
import type { ReadingRequest } from '../../faces/portal-api/shapes/reading.ts';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { Problem } from '../api/problem.ts';
import { partViews } from '../parts/views.ts';
import { usePlacesShown } from '../places/use-places-shown.ts';
import { TakeOut } from '../print/take-out.tsx';
import type { Item } from '../records/item.ts';
import { itemsOf } from '../records/items.ts';
import { swedishTime } from '../records/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSession } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { Choices } from './choices.tsx';
import { CoverageLine } from './coverage-line.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filtered, lastVisit } from './filters.ts';
import { Hidden } from './hidden.tsx';
import { createPartsOf, type PartContent } from './items-by-type.ts';
import { LateBar } from './late.tsx';
import { PartFrame } from './part-frame.tsx';
import { PartNavigation } from './part-navigation.tsx';
import type { ReadingProblem } from './reading-state.ts';
import { sourceStandings } from './sources.ts';
import { texts } from './texts.ts';
import { useFilters } from './use-filters.ts';
import { type Reading, useReading } from './use-reading.ts';
import { useStickyHeight } from './use-sticky-height.ts';
import { useStillness } from './use-stillness.ts';
import { together } from './what-is-asked.ts';

const ItemDetail = lazy(() => import('../parts/item-detail.tsx'));

/** The open patient's overview: nothing until a choice has been made, then what was chosen. */
export default function OverviewPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const reading = useReading();
  const { cells, running, told, problem } = reading.state;
  if (cells.size + running.size + told.refused.length > 0) return <Read reading={reading} />;
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.choose}</Heading>
      <Paragraph>{text.chooseText}</Paragraph>
      {problem && <BrokenOff problem={problem} />}
      <Choices level={2} fetched={new Set()} choose={(choice) => reading.ask([{ choice }])} />
    </div>
  );
}

function Read({ reading }: { readonly reading: Reading }) {
  const text = useTexts(texts);
  const { state, ask, stop, insert } = reading;
  const { data: session } = useSession();
  const [filters, changeFilters] = useFilters();
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [showing, setShowing] = useState<'choices' | 'hidden'>();
  const [opened, setOpened] = useState<Item>();
  const [partsOf] = useState(() => createPartsOf((record) => itemsOf(record)));
  const parts = useMemo(() => partsOf(state), [state, partsOf]);
  const standings = useMemo(() => sourceStandings(state.cells.values()), [state.cells]);
  const left = useMemo(() => new Map(parts.map((part) => [part, filtered(part.items, filters)])), [parts, filters]);
  const visit = useMemo(() => visitIn(parts, session ?? undefined), [parts, session]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useStillness(page, state);
  useStickyHeight(page);
  usePlacesShown(() => ask(together(state.chosen).map((choice) => ({ choice }))));
  const isRunning = state.running.size > 0;
  const leftOf = (part: PartContent) => left.get(part) ?? [];
  const askMore = useCallback(
    (request: ReadingRequest) => {
      setShowing(undefined);
      ask([request]);
    },
    [ask],
  );
  return (
    <div className="overview" ref={page}>
      <CoverageLine standings={standings} told={state.told} isRunning={isRunning} ask={ask} />
      <div className="overview__columns">
        <aside className="overview__side not-printed">
          <PartNavigation
            parts={parts}
            countOf={(part) => leftOf(part).length}
            fetch={(choice) => askMore({ choice })}
          />
          <FilterBar
            filters={filters}
            change={changeFilters}
            parts={parts}
            lastVisit={visit}
            hidden={parts.reduce((sum, part) => sum + part.items.length - leftOf(part).length, 0)}
          />
        </aside>
        <div className="overview__parts">
          <div className="overview__head">
            <Heading level={1} ref={heading} tabIndex={-1} data-size="sm" className="overview__title">
              {text.title}
            </Heading>
            <Button variant="secondary" data-size="sm" className="not-printed" onClick={() => setShowing('choices')}>
              {text.more}
            </Button>
            {state.told.notes.length + state.told.lacking.length > 0 && (
              <Button data-color="warning" data-size="sm" className="not-printed" onClick={() => setShowing('hidden')}>
                {text.hidden}
              </Button>
            )}
            {isRunning && (
              <Button variant="tertiary" data-size="sm" className="not-printed" onClick={stop}>
                {text.stop}
              </Button>
            )}
          </div>
          <TakeOut items={parts.flatMap(leftOf)} chosen={state.chosen} />
          {state.problem && (
            <>
              <Alert data-color="warning">{text.broken}</Alert>
              <BrokenOff problem={state.problem} />
            </>
          )}
          {parts.map((part) => (
            <PartFrame
              key={part.type}
              part={part}
              items={leftOf(part)}
              told={state.told}
              view={partViews[part.type]}
              open={setOpened}
              reading={reading}
            />
          ))}
        </div>
      </div>
      <LateBar parts={parts} insert={() => insert()} />
      {opened && (
        <Suspense fallback={null}>
          <ItemDetail item={opened} close={() => setOpened(undefined)} />
        </Suspense>
      )}
      {showing === 'hidden' && <Hidden told={state.told} onClose={() => setShowing(undefined)} />}
      {showing === 'choices' && (
        <Dialog open closeButton={text.close} onClose={() => setShowing(undefined)} aria-labelledby="more-title">
          <div className="stack">
            <Heading id="more-title" level={2} data-size="sm">
              {text.more}
            </Heading>
            <Choices
              level={3}
              fetched={new Set(parts.map(({ type }) => type))}
              choose={(choice) => askMore({ choice })}
            />
          </div>
        </Dialog>
      )}
    </div>
  );
}

function BrokenOff({ problem }: { readonly problem: ReadingProblem }) {
  const text = useTexts(texts);
  return (
    <>
      <ProblemNote problem={new Problem({ ...problem, status: 0 })} />
      {decidedAtGate.has(problem.code) && (
        <div>
          <Button asChild>
            <Link to="/patient/access">{text.toGate}</Link>
          </Button>
        </div>
      )}
    </>
  );
}

/** What the gate's page can do something about. */
const decidedAtGate: ReadonlySet<string> = new Set<RefusalCode>([
  'NO_RELATION',
  'CONSENT_REQUIRED',
  'CONSENT_REFUSED',
  'BLOCKED',
]);

function visitIn(parts: readonly PartContent[], session: ShownSession | undefined): string | undefined {
  const contacts = parts.find(({ type }) => type === 'contact')?.items ?? [];
  return lastVisit(contacts, session?.assignment?.careUnit?.hsaId, swedishTime(new Date()).slice(0, 8));
}
