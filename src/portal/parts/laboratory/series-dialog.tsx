import '../../common/chart.css';
import { Button, Dialog, Heading, Paragraph, Skeleton, Table } from '@digdir/designsystemet-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { Item } from '../../records/item.ts';
import { timeText } from '../../records/time.ts';
import { useInstallation } from '../../shell/session.ts';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { MarksInWords } from '../marks.tsx';
import { Origin } from './answers.tsx';
import { looks } from './looks.ts';
import { boundsOf, type Result, timeOf } from './result.ts';
import { commonBounds, notInChart, type Point, pointsOf, type Series } from './series.ts';
import { texts } from './texts.ts';
import { OpenValue, written } from './value.tsx';

const Chart = lazy(() => import('./chart.tsx'));

interface SeriesDialogProps {
  readonly series: Series;
  readonly open: (item: Item) => void;
  readonly onClose: () => void;
}

/** One analysis over time: as a chart, and as the table that says the same. */
export function SeriesDialog({ series, open, onClose }: SeriesDialogProps) {
  const text = useTexts(texts);
  const { name, unit, otherUnits, results } = series;
  const left = notInChart(series);
  const isVaried = commonBounds(series) === undefined && results.some(boundsOf);
  return (
    <Dialog open onClose={onClose} closeButton={text.close} className="laboratory-dialog">
      <Dialog.Block className="stack">
        <Heading level={2}>{[name, unit].filter(Boolean).join(', ')}</Heading>
        {otherUnits.length > 0 && (
          <Paragraph>{text.otherUnitsInChart(otherUnits.map((each) => each || text.noUnit).join(', '))}</Paragraph>
        )}
        <ChartAndPoint series={series} />
        {isVaried && <Paragraph data-size="sm">{text.bandVaries}</Paragraph>}
        {left.some(({ value }) => value.kind === 'limit') && <Paragraph data-size="sm">{text.limits}</Paragraph>}
        {left.length > 0 && (
          <Paragraph data-size="sm">
            {text.notInChart(left.map(({ measurement }) => written(measurement)).join(', '))}
          </Paragraph>
        )}
      </Dialog.Block>
      <Dialog.Block>
        <ValueTable results={results.toReversed()} open={open} />
      </Dialog.Block>
    </Dialog>
  );
}

function ChartAndPoint({ series }: { readonly series: Series }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const points = pointsOf(series);
  const [chosen, setChosen] = useState(points.length - 1);
  const point = points[chosen];
  const choose = useCallback(
    (wanted: Point) => setChosen(pointsOf(series).findIndex(({ result }) => result === wanted.result)),
    [series],
  );
  const sources = [...new Set(points.map(({ result }) => result.item.record.source))];
  const [first, last] = [points[0], points.at(-1)].map((end) => end && timeText(timeOf(end.result).slice(0, 8)));
  return (
    <figure className="chart-figure">
      <Suspense fallback={<Skeleton height={260} aria-label={text.drawing} />}>
        <Chart
          series={series}
          sources={sources}
          chosen={point}
          onPoint={choose}
          label={`${text.chartOf(series.name)}. ${text.described(points.length, first ?? '', last ?? '')}`}
          locale={language === 'sv' ? 'sv-SE' : 'en-GB'}
        />
      </Suspense>
      <figcaption>
        <Legend sources={sources} />
        <div className="row laboratory-point not-printed">
          <Button variant="secondary" data-size="sm" disabled={chosen <= 0} onClick={() => setChosen(chosen - 1)}>
            {text.previous}
          </Button>
          <Button
            variant="secondary"
            data-size="sm"
            disabled={chosen >= points.length - 1}
            onClick={() => setChosen(chosen + 1)}
          >
            {text.next}
          </Button>
          <output>{point && <PointInWords result={point.result} />}</output>
        </div>
      </figcaption>
    </figure>
  );
}

function PointInWords({ result }: { readonly result: Result }) {
  const text = useTexts(texts);
  const { measurement } = result;
  return (
    <>
      {timeText(timeOf(result))}: <strong>{written(measurement)}</strong>
      {measurement.reference?.text && ` (${text.reference} ${measurement.reference.text})`}
      {measurement.outside && ` – ${text.outside}`}
    </>
  );
}

/** Shapes and colours of the sources, and the band. */
function Legend({ sources }: { readonly sources: readonly string[] }) {
  const text = useTexts(texts);
  const { data: installation } = useInstallation();
  const nameOf = (source: string) => installation?.sources.find(({ hsaId }) => hsaId === source)?.name ?? source;
  return (
    <ul className="chart-legend">
      {sources.map((source, index) => (
        <li key={source}>
          <span aria-hidden="true" className={`chart-look chart-look--${index % looks.length}`}>
            {looks[index % looks.length]?.sign}
          </span>
          {nameOf(source)}
        </li>
      ))}
      <li>
        <span aria-hidden="true" className="chart-look laboratory-look--band" />
        {text.band}
      </li>
    </ul>
  );
}

function ValueTable({ results, open }: { readonly results: readonly Result[]; readonly open: (item: Item) => void }) {
  const text = useTexts(texts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="laboratory-scroll" tabIndex={0} aria-label={text.values}>
      <Table data-size="sm" className="laboratory-values">
        <caption>{text.values}</caption>
        <Table.Head>
          <Table.Row>
            {[text.sampled, text.value, text.reference, text.said, text.source, text.answered].map((heading) => (
              <Table.HeaderCell key={heading} scope="col">
                {heading}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {results.map(({ item, measurement }) => (
            <Table.Row key={item.key}>
              <Table.Cell className="laboratory-values__short">
                {measurement.sampled ? timeText(measurement.sampled) : text.unknownTime}
              </Table.Cell>
              <Table.Cell className="laboratory-values__short">
                <OpenValue item={item} open={open} />
              </Table.Cell>
              <Table.Cell>
                {[measurement.reference?.text, measurement.reference?.population].filter(Boolean).join(', ')}
              </Table.Cell>
              <Table.Cell>
                <MarksInWords marks={item.marks} />
              </Table.Cell>
              <Table.Cell>
                <Origin item={item} />
              </Table.Cell>
              <Table.Cell className="laboratory-values__short">
                {measurement.answered && timeText(measurement.answered)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </section>
  );
}
