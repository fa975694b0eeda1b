import { Heading, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { ShownReview } from '../../../faces/portal-api/shapes/reviews.ts';
import { call } from '../../api/client.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { Facts } from '../../common/facts.tsx';
import { Progress } from '../../common/progress.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { texts as judgingTexts, verdictKinds } from '../judging/texts.ts';
import { hsaIdsIn, useNames } from '../names.ts';
import './reviews.css';
import { ReproductionPart } from './reproduction.tsx';
import { ReviewedList } from './reviewed-list.tsx';
import { SummaryButtons } from './summary-buttons.tsx';
import { texts } from './texts.ts';

/** One sample: what it was drawn from, its accesses, and what was found of each. */
export default function ReviewPage() {
  const text = useTexts(texts);
  const { language } = useLanguage();
  usePageTitle(text.one);
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    // What the criteria say comes in the language asked for.
    queryKey: ['access-log', 'review', id, language],
    queryFn: () => call<ShownReview>('GET', `/access-log/reviews/${encodeURIComponent(id)}`),
  });
  return (
    <div className="page stack">
      <Heading level={1}>{text.one}</Heading>
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data && <Shown review={data} />}
    </div>
  );
}

type Criterion = ShownReview['criteria'][number];

function Shown({ review }: { readonly review: ShownReview }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const { id, at, from, to, madeBy, seed, population, criteria, items } = review;
  const nameOf = useNames([
    madeBy,
    ...hsaIdsIn(items.flatMap(({ access }) => access ?? [])),
    ...items.flatMap(({ verdicts }) => verdicts.map((one) => one.madeBy)),
  ]);
  const columns: readonly Column<Criterion>[] = [
    { heading: text.criterion, cell: ({ title }) => title },
    { heading: text.found, cell: ({ found }) => found ?? text.notComputed, isNumber: true },
    { heading: text.source, cell: ({ source, note }) => [source, note].filter(Boolean).join('. ') },
  ];
  return (
    <>
      <Facts
        facts={[
          [text.drawn, moment(at)],
          [text.by, nameOf(madeBy) ?? madeBy],
          [text.period, text.fromTo(from ? moment(from) : text.beginning, moment(to ?? at))],
          [text.population, String(population)],
          [
            text.seed,
            <span className="row" key="seed">
              <code>{seed}</code>
              <CopyButton value={seed} what={text.seed} />
            </span>,
          ],
        ]}
      />
      <Outcome items={items} />
      <SummaryButtons review={id} />
      <Heading level={2} data-size="sm">
        {text.criteria}
      </Heading>
      <DataTable caption={text.criteria} columns={columns} rows={criteria} keyOf={({ criterion }) => criterion} />
      <ReproductionPart review={id} />
      <ReviewedList review={review} nameOf={nameOf} />
    </>
  );
}

/** How far it has come, and what was found; of several verdicts the latest counts. */
function Outcome({ items }: Pick<ShownReview, 'items'>) {
  const text = useTexts(texts);
  const { verdicts } = useTexts(judgingTexts);
  const latest = items.map(({ verdicts }) => verdicts.at(-1)?.verdict);
  const count = (kind: (typeof latest)[number]): number => latest.filter((one) => one === kind).length;
  const unjudged = count(undefined);
  return (
    <div aria-live="polite" className="stack">
      {items.length > 0 && <Progress label={text.progress} done={items.length - unjudged} all={items.length} />}
      <ul className="review-outcome">
        {verdictKinds.map((kind) => (
          <li key={kind}>{text.outcome(verdicts[kind], count(kind))}</li>
        ))}
        <li>{text.outcome(text.unjudged, unjudged)}</li>
      </ul>
    </div>
  );
}
