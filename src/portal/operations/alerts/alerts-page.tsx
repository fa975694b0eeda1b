import './alerts.css';
import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import type { ShownAlert } from '../../../faces/portal-api/shapes/alerts.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { AlertCard } from './alert-card.tsx';
import { lasted } from './lasted.ts';
import { texts } from './texts.ts';
import { useAlerts } from './use-alerts.ts';

/** What is wrong now, worst first, and what was. */
export default function AlertsPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data, error, isPending, dataUpdatedAt } = useAlerts();
  const moment = useMoment();
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      {isPending && <Spinner aria-label={text.title} />}
      {error && <ProblemNote problem={error} />}
      {data && (
        <>
          <Heading level={2} data-size="xs">
            {text.open}
          </Heading>
          <p className="only-heard" aria-live="polite">
            {text.arrived(data.open.length)}
          </p>
          {data.open.length === 0 && <Paragraph>{text.none}</Paragraph>}
          {worstFirst(data.open).map((alert) => (
            <AlertCard key={alert.id} alert={alert} />
          ))}
          <Paragraph data-size="sm">{text.lookedAt(moment(new Date(dataUpdatedAt).toISOString()))}</Paragraph>
          <Heading level={2} data-size="xs">
            {text.ended}
          </Heading>
          <Ended alerts={data.ended} />
        </>
      )}
    </div>
  );
}

/** What nobody expects before what is worked on, what is critical before what is not; latest first in each. */
function worstFirst(alerts: readonly ShownAlert[]): readonly ShownAlert[] {
  const rank = ({ severity, expectedUntil }: ShownAlert) => (expectedUntil ? 2 : severity === 'critical' ? 0 : 1);
  return alerts.toSorted((one, other) => rank(one) - rank(other));
}

function Ended({ alerts }: { readonly alerts: readonly ShownAlert[] }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const { language } = useLanguage();
  const endOf = ({ startedAt, endedAt }: ShownAlert): string => endedAt ?? startedAt;
  const columns: readonly Column<ShownAlert>[] = [
    { heading: text.what, cell: ({ said }) => said[language].what },
    { heading: text.started, cell: ({ startedAt }) => moment(startedAt) },
    { heading: text.stopped, cell: (alert) => moment(endOf(alert)) },
    {
      heading: text.lasted,
      cell: (alert) => lasted(Date.parse(endOf(alert)) - Date.parse(alert.startedAt), text),
    },
    { heading: text.inHand, cell: ({ acknowledged }) => acknowledged?.by ?? '–' },
  ];
  return (
    <DataTable
      caption={text.endedCaption}
      columns={columns}
      rows={alerts}
      keyOf={({ id }) => id}
      none={text.noneEnded}
    />
  );
}
