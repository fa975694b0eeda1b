import { axisX, axisY, dot, frame, line, plot, rect, ruleX, text as textMark } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import { useWidth } from '../use-width.ts';
import { looks } from './looks.ts';
import { boundsOf, timeOf } from './result.ts';
import { commonBounds, dateOf, notInChart, type Point, pointsOf, type Series } from './series.ts';

const ink = 'var(--ds-color-neutral-text-default)';
const quiet = 'var(--ds-color-neutral-text-subtle)';
const band = 'var(--ds-color-neutral-surface-active)';

interface ChartProps {
  readonly series: Series;
  /** HSA-ids, in the order of {@link looks}. */
  readonly sources: readonly string[];
  readonly chosen: Point | undefined;
  readonly onPoint: (point: Point) => void;
  readonly label: string;
  readonly locale: string;
}

/** A series over time: for the eye alone, since all that it shows stands in the table beside it. */
export default function Chart({ series, sources, chosen, onPoint, label, locale }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  useEffect(() => {
    if (!width) return;
    const drawn = drawing(series, sources, chosen, width, locale);
    // It is one picture; Plot names its layers in English.
    for (const layer of drawn.querySelectorAll('[aria-label]')) layer.removeAttribute('aria-label');
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', label);
    place.current?.replaceChildren(drawn);
    const { left } = drawn.getBoundingClientRect();
    const across = drawn.scale('x');
    drawn.addEventListener('pointermove', (event) => {
      const { clientX } = event as PointerEvent;
      const distance = (point: Point) => Math.abs(Number(across?.apply(point.at)) - (clientX - left));
      const nearest = pointsOf(series).toSorted((a, b) => distance(a) - distance(b))[0];
      if (nearest) onPoint(nearest);
    });
  }, [series, sources, chosen, onPoint, label, locale, width]);
  return <div className="laboratory-chart" ref={place} />;
}

function drawing(series: Series, sources: readonly string[], chosen: Point | undefined, width: number, locale: string) {
  const points = pointsOf(series);
  const common = commonBounds(series);
  const [low, high] = heights(series, points);
  const lookOf = ({ result }: Point) => looks[sources.indexOf(result.item.record.source) % looks.length] ?? looks[0];
  const bySource = Map.groupBy(points, ({ result }) => result.item.record.source);
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 });
  const bars = common ? [] : points.flatMap((point) => ({ ...point, bounds: boundsOf(point.result) }));
  return plot({
    width,
    height: Math.round(Math.min(360, Math.max(220, width * 0.5))),
    marginTop: 32,
    marginLeft: 56,
    marginBottom: 36,
    style: { fontSize: '13px', color: ink, background: 'transparent' },
    x: { type: 'utc', label: null },
    y: { domain: [low, high], label: series.unit ?? null, nice: true },
    marks: [
      common && rect([common], { y1: common.low ?? low, y2: common.high ?? high, fill: band }),
      ruleX(
        bars.filter(({ bounds }) => bounds),
        {
          x: 'at',
          y1: ({ bounds }) => bounds?.low ?? low,
          y2: ({ bounds }) => bounds?.high ?? high,
          stroke: band,
          strokeWidth: 7,
        },
      ),
      axisX({ ticks: Math.max(2, Math.floor(width / 110)), tickFormat: dayFormat(points, locale), color: ink }),
      axisY({ ticks: 5, tickFormat: (value: number) => number.format(value), color: ink }),
      frame({ anchor: 'bottom', stroke: quiet }),
      ...limitMarks(series),
      ...[...bySource].map(([, of]) => line(of, { x: 'at', y: 'number', stroke: lookOf(of[0] as Point).colour })),
      ...[...bySource].map(([, of]) => {
        const { symbol, colour } = lookOf(of[0] as Point);
        return dot(of, { x: 'at', y: 'number', symbol, fill: colour, r: 4.5 });
      }),
      chosen && dot([chosen], { x: 'at', y: 'number', r: 9, stroke: ink, strokeWidth: 2 }),
    ],
  });
}

/** Where a result is a limit it is told when, and what was written, but it has no height. */
function limitMarks(series: Series) {
  const limits = notInChart(series).flatMap((result) => {
    const at = dateOf(timeOf(result));
    return at && result.value.kind === 'limit' ? [{ at, written: result.measurement.value }] : [];
  });
  return [
    ruleX(limits, { x: 'at', stroke: quiet, strokeDasharray: '3,4' }),
    textMark(limits, { x: 'at', text: 'written', frameAnchor: 'top', dy: -4, fill: ink }),
  ];
}

/** What the values and their reference intervals span, with some air. */
function heights(series: Series, points: readonly Point[]): readonly [number, number] {
  const bounds = series.results.flatMap((result) => boundsOf(result) ?? []);
  const all = [
    ...points.map((point) => point.number),
    ...bounds.flatMap(({ low, high }) => [low, high]).filter((bound) => bound !== undefined),
  ];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const air = (high - low || Math.abs(high) || 1) * 0.1;
  return [low >= 0 ? Math.max(0, low - air) : low - air, high + air];
}

function dayFormat(points: readonly Point[], locale: string): (at: Date) => string {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const isLong = Number(last) - Number(first) > 2 * 365 * 86_400_000;
  const { format } = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: isLong ? 'short' : '2-digit',
    ...(!isLong && { day: '2-digit' }),
  });
  return format;
}
