import { Alert, Button, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import type { ShownExport, ShownExports } from '../../../faces/portal-api/shapes/integrity.ts';
import { call, send } from '../../api/client.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { keepFile } from '../../common/keep-file.ts';
import { Progress } from '../../common/progress.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { useNames } from '../names.ts';
import { texts } from './texts.ts';

const path = '/access-log/exports';

/** Exports: begun, left, found again and fetched. */
export default function ExportsPage() {
  const text = useTexts(texts);
  const { language } = useLanguage();
  usePageTitle(text.title);
  const moment = useMoment();
  const { data, error, isPending, refetch } = usePolled<ShownExports>(path, 2_000);
  const nameOf = useNames(data?.exports.map(({ owner }) => owner) ?? []);
  const beginning = useMutation({
    mutationFn: () => call<ShownExport>('POST', path),
    onSettled: () => refetch(),
  });
  const columns: readonly Column<ShownExport>[] = [
    { heading: text.begun, cell: ({ startedAt }) => moment(startedAt) },
    { heading: text.by, cell: ({ owner }) => nameOf(owner) ?? owner },
    {
      heading: text.state,
      cell: ({ state, done, all, failure }) =>
        state === 'running' ? (
          <Progress label={text.progress} done={done} all={all} />
        ) : (
          text.states[state] + (failure ? ` (${failure})` : '')
        ),
    },
    { heading: text.entries, cell: ({ entries }) => entries, isNumber: true },
    { heading: text.size, cell: ({ bytes }) => (bytes > 0 ? sizeText(bytes, language) : ''), isNumber: true },
    { heading: text.gone, cell: ({ goneAt }) => goneAt && moment(goneAt) },
    { heading: text.acts, cell: (one) => <Acts of={one} changed={() => void refetch()} /> },
  ];
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <Alert data-color="warning">{text.careful}</Alert>
      <div>
        <Button loading={beginning.isPending} onClick={() => beginning.mutate()}>
          {text.begin}
        </Button>
      </div>
      {beginning.error && <ProblemNote problem={beginning.error} />}
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} />}
      {data && (
        <DataTable
          caption={text.caption}
          columns={columns}
          rows={data.exports}
          keyOf={({ id }) => id}
          none={text.none}
        />
      )}
    </div>
  );
}

interface ActsProps {
  readonly of: ShownExport;
  readonly changed: () => void;
}

function Acts({ of: { id, state, isOwn, startedAt }, changed }: ActsProps) {
  const text = useTexts(texts);
  const taking = useMutation({
    mutationFn: async () => {
      const answer = await send('POST', `${path}/${id}/result`);
      keepFile(await answer.arrayBuffer(), `log-${startedAt.slice(0, 10)}.jsonl`);
    },
    gcTime: 0,
  });
  const removing = useMutation({ mutationFn: () => call('DELETE', `${path}/${id}`), onSettled: changed });
  if (!isOwn) return text.ofAnother;
  return (
    <div className="stack">
      <div className="row">
        {state === 'finished' && (
          <Button data-size="sm" loading={taking.isPending} onClick={() => taking.mutate()}>
            {text.take}
          </Button>
        )}
        <Button variant="tertiary" data-size="sm" loading={removing.isPending} onClick={() => removing.mutate()}>
          {state === 'running' ? text.cancel : text.remove}
        </Button>
      </div>
      {(taking.error ?? removing.error) && <ProblemNote problem={(taking.error ?? removing.error) as Error} />}
    </div>
  );
}

function sizeText(bytes: number, language: 'sv' | 'en'): string {
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}
