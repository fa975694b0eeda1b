import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ListedReview, ShownReviews } from '../../../faces/portal-api/shapes/reviews.ts';
import { call } from '../../api/client.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { useNames } from '../names.ts';
import { DrawForm } from './draw-form.tsx';
import './reviews.css';
import { texts } from './texts.ts';

/** Samples of the log that were drawn, and the drawing of one more. */
export default function ReviewsPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const moment = useMoment();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['access-log', 'reviews'],
    queryFn: () => call<ShownReviews>('GET', '/access-log/reviews'),
  });
  const nameOf = useNames(data?.reviews.map(({ madeBy }) => madeBy) ?? []);
  const columns: readonly Column<ListedReview>[] = [
    {
      heading: text.drawn,
      cell: ({ id, at }) => (
        <Link className="ds-link" to={`/access-log/reviews/${id}`}>
          {moment(at)}
        </Link>
      ),
    },
    { heading: text.by, cell: ({ madeBy }) => nameOf(madeBy) ?? madeBy },
    {
      heading: text.period,
      cell: ({ from, to, at }) => text.fromTo(from ? moment(from) : text.beginning, moment(to ?? at)),
    },
    { heading: text.population, cell: ({ population }) => population, isNumber: true },
    { heading: text.judged, cell: ({ judged, items }) => text.judgedOf(judged, items), isNumber: true },
  ];
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <DrawForm />
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data && (
        <DataTable
          caption={text.caption}
          columns={columns}
          rows={data.reviews}
          keyOf={({ id }) => id}
          none={text.none}
        />
      )}
    </div>
  );
}
