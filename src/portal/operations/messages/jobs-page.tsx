import { Link as DsLink, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { MessageJob } from '../../../faces/portal-api/shapes/operations.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { Progress } from '../../common/progress.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { isRunning, useJobs } from './job-list.tsx';
import { texts } from './texts.ts';

/** Replays and discards, under way and before: who began each, and how it went. */
export default function JobsPage() {
  const text = useTexts(texts);
  usePageTitle(text.jobs);
  const moment = useMoment();
  const { data, error, isPending } = useJobs();
  const columns: readonly Column<MessageJob>[] = [
    {
      heading: text.jobs,
      cell: (job) =>
        isRunning(job) ? (
          <Progress label={text.job[job.act]} done={job.done} all={job.total} />
        ) : (
          `${text.job[job.act]} ${text.job[job.state]}${job.failure ? ` (${job.failure})` : ''}`
        ),
    },
    { heading: text.jobDone, cell: ({ done, total }) => `${done} / ${total}`, isNumber: true },
    { heading: text.jobBegan, cell: ({ startedAt }) => moment(startedAt) },
    { heading: text.jobBy, cell: ({ by }) => by },
    { heading: text.why, cell: ({ reason }) => reason ?? '–' },
  ];
  return (
    <div className="page stack">
      <Heading level={1}>{text.jobs}</Heading>
      <Paragraph>{text.jobsText}</Paragraph>
      <DsLink asChild>
        <Link to="/operations/messages">{text.back}</Link>
      </DsLink>
      {isPending && <Spinner aria-label={text.jobs} />}
      {error && <ProblemNote problem={error} />}
      {data && (
        <DataTable caption={text.jobs} columns={columns} rows={data.jobs} keyOf={({ id }) => id} none={text.noJobs} />
      )}
    </div>
  );
}
