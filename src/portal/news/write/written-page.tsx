import { Alert, Button, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import type { WrittenNews, WrittenNewsList } from '../../../faces/portal-api/shapes/news.ts';
import { call } from '../../api/client.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import { useWording } from '../use-news.ts';
import { usePeriod } from '../use-period.ts';
import { stateOf } from './state.ts';
import { type Said, writtenKey } from './use-written.ts';

/** What the author may change, and how each of it stands. */
export default function WrittenPage() {
  const { write, kinds } = useTexts(texts);
  usePageTitle(write.title);
  const period = usePeriod();
  const wording = useWording();
  const said = useLocation().state as Said | null;
  const { data, error, isPending } = useQuery({
    queryKey: writtenKey,
    queryFn: () => call<WrittenNewsList>('GET', '/news/written'),
    // Others at the care provider write too.
    staleTime: 0,
  });
  const columns: readonly Column<WrittenNews>[] = [
    {
      heading: write.heading,
      cell: (item) => {
        const { title, lang } = wording(item);
        return (
          <Link className="ds-link" to={`/news/written/${item.id}`} lang={lang}>
            {title}
          </Link>
        );
      },
    },
    { heading: write.kind, cell: ({ kind }) => kinds[kind] },
    { heading: write.status, cell: (item) => write.states[stateOf(item, Date.now())] },
    { heading: write.when, cell: (item) => period(item) },
  ];
  return (
    <div className="page stack">
      <Heading level={1}>{write.title}</Heading>
      <Paragraph>{write.text}</Paragraph>
      {said && (
        <Alert data-color="success" role="status">
          {write[said]}
        </Alert>
      )}
      <div>
        <Button asChild>
          <Link to="/news/written/new">{write.new}</Link>
        </Button>
      </div>
      {isPending && <Spinner aria-label={write.title} />}
      {error && <ProblemNote problem={error} />}
      {data && (
        <DataTable caption={write.title} columns={columns} rows={data.items} keyOf={({ id }) => id} none={write.none} />
      )}
    </div>
  );
}
