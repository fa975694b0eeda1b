import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import type { Deliveries, Delivery } from '../../../faces/portal-api/shapes/follow-up.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts as common } from '../texts.ts';
import { useFollowUp } from '../use-follow-up.ts';
import { FaultTable } from './fault-table.tsx';
import { Format } from './format.tsx';
import { texts } from './texts.ts';
import { Upload } from './upload.tsx';

/** What one's own care provider has delivered, and the way to deliver more. */
export default function DeliveriesPage() {
  const text = useTexts(texts);
  const { waiting } = useTexts(common);
  usePageTitle(text.title);
  const { data, error } = useFollowUp<Deliveries>('deliveries');
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      <Upload />
      <Format />
      {error && <ProblemNote problem={error} />}
      {!data && !error && <Spinner aria-label={waiting} />}
      {data && <Delivered deliveries={data} />}
    </div>
  );
}

function Delivered({ deliveries: { deliveries, pulls, names } }: { readonly deliveries: Deliveries }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const columns: readonly Column<Delivery>[] = [
    { heading: text.when, cell: ({ at }) => moment(at) },
    { heading: text.how, cell: ({ way }) => text.way[way] },
    { heading: text.who, cell: ({ by }) => (by === undefined ? '–' : (names[by] ?? by)) },
    { heading: text.values, cell: ({ values }) => values, isNumber: true },
    { heading: text.inForce, cell: ({ inForce }) => inForce, isNumber: true },
  ];
  return (
    <>
      <Heading level={2} data-size="xs">
        {text.earlier}
      </Heading>
      <Paragraph data-size="sm">{text.aboutInForce}</Paragraph>
      <DataTable
        caption={text.earlier}
        columns={columns}
        rows={deliveries}
        keyOf={({ id }) => id}
        none={text.nothingDelivered}
      />
      {pulls.map(({ url, askedAt, outcome, faults }) => (
        <section key={url} className="stack">
          <Heading level={2} data-size="xs">
            {text.fetched}
          </Heading>
          <Paragraph>
            {url}: {moment(askedAt)}, {outcome ? text.outcome[outcome] : text.underWay}
          </Paragraph>
          {faults.length > 0 && <FaultTable faults={faults} />}
        </section>
      ))}
    </>
  );
}
