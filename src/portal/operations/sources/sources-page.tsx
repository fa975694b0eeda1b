import { Heading, Spinner } from '@digdir/designsystemet-react';
import type { ShownSources } from '../../../faces/portal-api/shapes/operations.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { usePolled } from '../../common/use-polled.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

type Line = ShownSources['sources'][number];

/** How the record systems do now. */
export default function SourcesPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data, error, isPending } = usePolled<ShownSources>('/ops/sources', 5_000);
  const columns: readonly Column<Line>[] = [
    { heading: text.source, cell: ({ name }) => name },
    { heading: text.answered, cell: ({ answered }) => answered, isNumber: true },
    { heading: text.failed, cell: ({ failed }) => failed, isNumber: true },
    { heading: text.waiting, cell: ({ queue }) => queue?.waiting, isNumber: true },
  ];
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      {isPending && <Spinner aria-label={text.title} />}
      {error && <ProblemNote problem={error} />}
      {data && (
        <DataTable caption={text.caption} columns={columns} rows={data.sources} keyOf={({ source }) => source} />
      )}
    </div>
  );
}
