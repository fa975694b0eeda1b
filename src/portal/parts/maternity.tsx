import './maternity.css';
import { Heading, Table } from '@digdir/designsystemet-react';
import type { Detail, Item } from '../records/item.ts';
import { labels } from '../records/labels.ts';
import { timeText } from '../records/time.ts';
import { useTexts } from '../texts/language.tsx';
import { DetailList, DetailValue } from './detail-list.tsx';
import { ItemRow } from './item-row.tsx';
import { MarksInWords } from './marks.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';

/** A pregnancy: check-ups as a table over the visits, registration and what came after delivery in full. */
export default function MaternityPart({ items, open }: PartProps) {
  const visits = items.filter(({ group }) => group === 'check-up');
  const others = items.filter(({ group }) => group !== 'check-up');
  return (
    <>
      {visits.length > 0 && <Visits items={visits} open={open} />}
      {others.map((item) => (
        <ItemRow key={item.key} item={item} open={open}>
          <DetailList details={item.details} />
        </ItemRow>
      ))}
    </>
  );
}

const columns: readonly Detail['label'][] = [
  ...(['week', 'weight', 'fundalHeight', 'systolic', 'diastolic', 'haemoglobin', 'proteinuria', 'glycosuria'] as const),
  ...(['fetalHeartRate', 'fetalPosition', 'fetalPresentation', 'leave', 'medicine'] as const),
];

function Visits({ items, open }: PartProps) {
  const text = useTexts(texts);
  const label = useTexts(labels);
  const used = columns.filter((column) => items.some(({ details }) => details.some((one) => one.label === column)));
  return (
    <section>
      <Heading level={3} data-size="2xs" id="pregnancy-visits">
        {text.pregnancyVisits} ({items.length})
      </Heading>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="visits" aria-labelledby="pregnancy-visits" tabIndex={0}>
        <Table data-size="sm" zebra>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{text.date}</Table.HeaderCell>
              {used.map((column) => (
                <Table.HeaderCell key={column} scope="col">
                  {label[column]}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {items.map((item) => (
              <Visit key={item.key} item={item} columns={used} open={open} />
            ))}
          </Table.Body>
        </Table>
      </section>
    </section>
  );
}

interface VisitProps {
  readonly item: Item;
  readonly columns: readonly Detail['label'][];
  readonly open: PartProps['open'];
}

function Visit({ item, columns: shown, open }: VisitProps) {
  const text = useTexts(texts);
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">
        <button type="button" className="item__title" aria-haspopup="dialog" onClick={() => open(item)}>
          {item.time ? timeText(item.time.slice(0, 8)) : text.noTime}
          <span className="only-heard">, {text.openDetail}</span>
        </button>
        <MarksInWords marks={item.marks} />
      </Table.HeaderCell>
      {shown.map((column) => (
        <Table.Cell key={column}>
          {item.details
            .filter(({ label }) => label === column)
            .map((detail) => (
              <div key={detail.value}>
                <DetailValue detail={detail} />
              </div>
            ))}
        </Table.Cell>
      ))}
    </Table.Row>
  );
}
