import { Button, Table } from '@digdir/designsystemet-react';
import { useMemo, useState } from 'react';
import type { Item } from '../../records/item.ts';
import { timeText } from '../../records/time.ts';
import { useTexts } from '../../texts/language.tsx';
import { MarksInWords } from '../marks.tsx';
import { useIsPrinting } from '../printing.ts';
import { Origin } from './answers.tsx';
import { type Answer, answersOf, rowsOf } from './columns.ts';
import { type Result, resultsOf, timeOf } from './result.ts';
import { commonReference, pointsOf, type Series, seriesOf } from './series.ts';
import { texts } from './texts.ts';
import { OpenValue } from './value.tsx';

/** Samplings that a table begins with; the rest come when they are asked for. */
const columnsAtFirst = 8;

interface ResultTableProps {
  readonly items: readonly Item[];
  readonly open: (item: Item) => void;
  readonly chart: (series: Series) => void;
}

/** Analyses against samplings, newest first. It scrolls within itself, so that the page never does sideways. */
export function ResultTable({ items, open, chart }: ResultTableProps) {
  const text = useTexts(texts);
  const [shown, setShown] = useState(columnsAtFirst);
  const isPrinting = useIsPrinting();
  const all = useMemo(() => answersOf(items.filter(({ measurement }) => measurement)), [items]);
  const series = useMemo(() => seriesOf(resultsOf(items)), [items]);
  const columns = all.slice(0, isPrinting ? all.length : shown);
  const older = all.length - columns.length;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="laboratory-scroll" tabIndex={0} aria-label={`${text.table}. ${text.scrolls}`}>
        <Table className="laboratory-table" data-size="sm">
          <caption className="only-heard">{text.caption}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col" className="laboratory-table__name">
                {text.analysis}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col">{text.reference}</Table.HeaderCell>
              {columns.map((column) => (
                <ColumnHead key={column.key} column={column} />
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {rowsOf(series, columns).map(({ series: of, cells }) => (
              <Table.Row key={of.key}>
                <RowHead series={of} chart={chart} />
                <Table.Cell className="laboratory-table__reference">{commonReference(of)}</Table.Cell>
                {cells.map((cell, index) => (
                  <Table.Cell key={columns[index]?.key}>
                    {cell.map((result) => (
                      <Cell key={result.item.key} result={result} column={columns[index]} series={of} open={open} />
                    ))}
                  </Table.Cell>
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </section>
      {older > 0 && (
        <Button
          variant="secondary"
          data-size="sm"
          className="laboratory-older not-printed"
          onClick={() => setShown(all.length)}
        >
          {text.older(older)}
        </Button>
      )}
    </>
  );
}

function ColumnHead({ column: { item, time } }: { readonly column: Answer }) {
  const text = useTexts(texts);
  const answered = item.measurement?.answered;
  return (
    <Table.HeaderCell scope="col" className="laboratory-table__sampling">
      <span>{time ? timeText(time) : text.unknownTime}</span>
      {answered && answered !== time && (
        <span className="laboratory-quiet">
          {text.answered} {timeText(answered)}
        </span>
      )}
      <span className="laboratory-quiet">
        <Origin item={item} />
      </span>
      <MarksInWords marks={item.marks.filter((mark) => mark !== 'outside-reference')} />
    </Table.HeaderCell>
  );
}

function RowHead({ series, chart }: { readonly series: Series; readonly chart: (series: Series) => void }) {
  const text = useTexts(texts);
  const { name, unit, otherUnits } = series;
  return (
    <Table.HeaderCell scope="row" className="laboratory-table__name">
      <span>{name}</span>
      {unit && <span className="laboratory-quiet">{unit}</span>}
      {otherUnits.length > 0 && (
        <span className="laboratory-note">
          {text.otherUnits(otherUnits.map((each) => each || text.noUnit).join(', '))}
        </span>
      )}
      {pointsOf(series).length > 1 && (
        <button
          type="button"
          className="laboratory-to-chart not-printed"
          aria-haspopup="dialog"
          aria-label={text.chartOf([name, unit].filter(Boolean).join(', '))}
          onClick={() => chart(series)}
        >
          {text.chart}
        </button>
      )}
    </Table.HeaderCell>
  );
}

interface CellProps {
  readonly result: Result;
  readonly column: Answer | undefined;
  readonly series: Series;
  readonly open: (item: Item) => void;
}

function Cell({ result, column, series, open }: CellProps) {
  const text = useTexts(texts);
  const { item, measurement } = result;
  const time = timeOf(result);
  return (
    <div className="laboratory-cell">
      <OpenValue item={item} open={open} unitBeside={series.unit} />
      {measurement.outside && <strong className="laboratory-outside">{text.outside}</strong>}
      {commonReference(series) === undefined && measurement.reference?.text && (
        <span className="laboratory-quiet">
          {text.reference} {measurement.reference.text}
        </span>
      )}
      {time !== '' && time !== column?.time && <span className="laboratory-quiet">{timeText(time)}</span>}
    </div>
  );
}
