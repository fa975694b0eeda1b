import { axisX, axisY, dot, frame, line, plot } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import { looks } from '../parts/laboratory/looks.ts';
import { useWidth } from '../parts/use-width.ts';
import type { ChartLine } from './lines.ts';

const ink = 'var(--ds-color-neutral-text-default)';
const quiet = 'var(--ds-color-neutral-text-subtle)';

interface LineChartProps {
  readonly lines: readonly ChartLine[];
  readonly unit: string;
  readonly label: string;
  readonly locale: string;
}

/** For the eye alone, since all that it shows stands in the table beside it. */
export default function LineChart({ lines, unit, label, locale }: LineChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  useEffect(() => {
    if (!width) return;
    const drawn = drawing(lines, unit, width, locale);
    // It is one picture; Plot names its layers in English.
    for (const layer of drawn.querySelectorAll('[aria-label]')) layer.removeAttribute('aria-label');
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', label);
    place.current?.replaceChildren(drawn);
  }, [lines, unit, label, locale, width]);
  return <div className="follow-up-chart" ref={place} />;
}

function drawing(lines: readonly ChartLine[], unit: string, width: number, locale: string) {
  const most = Math.max(...lines.flatMap(({ points }) => points.map(({ value }) => value))) || 1;
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const { format } = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: '2-digit' });
  const months = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at.getTime())))].toSorted();
  const every = Math.max(1, Math.ceil(months.length / Math.max(2, Math.floor(width / 80))));
  const ticks = months.filter((_, at) => at % every === 0).map((at) => new Date(at));
  const lookOf = ({ look }: ChartLine) => looks[look % looks.length] ?? looks[0];
  return plot({
    width,
    height: Math.round(Math.min(340, Math.max(220, width * 0.4))),
    marginTop: 32,
    marginLeft: 56,
    marginRight: 32,
    marginBottom: 36,
    style: { fontSize: '13px', color: ink, background: 'transparent' },
    x: { type: 'utc', label: null },
    // From nothing: a figure that is twice as large stands twice as high.
    y: { domain: [0, most], label: unit, nice: true },
    marks: [
      axisX({ ticks, tickFormat: (at: Date) => format(at), color: ink }),
      axisY({ ticks: Math.min(5, Math.ceil(most)), tickFormat: (value: number) => number.format(value), color: ink }),
      frame({ anchor: 'bottom', stroke: quiet }),
      ...lines.map((each) => line(each.points, { x: 'at', y: 'value', stroke: lookOf(each).colour })),
      ...lines.map((each) => {
        const { symbol, colour } = lookOf(each);
        return dot(each.points, { x: 'at', y: 'value', symbol, fill: colour, r: 4.5 });
      }),
    ],
  });
}
