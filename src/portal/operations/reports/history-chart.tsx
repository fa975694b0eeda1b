import '../../common/chart.css';
import { axisX, axisY, dot, frame, line, plot, ruleY } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import type { MonthLine } from '../../../faces/portal-api/shapes/source-reports.ts';
import { useWidth } from '../../parts/use-width.ts';
import { useTexts } from '../../texts/language.tsx';
import type { Language } from '../../texts/languages.ts';
import { texts } from './texts.ts';
import { monthText, shareText } from './words.ts';

const ink = 'var(--ds-color-neutral-text-default)';

/** Told apart by shape as well as by colour. `sign` is the shape as text. */
const lines = [
  { key: 'availability', symbol: 'circle', sign: '●', colour: 'var(--ds-color-accent-base-default)' },
  { key: 'inTime', symbol: 'square', sign: '■', colour: 'var(--ds-color-brand1-base-default)' },
] as const;

interface ChartProps {
  readonly history: readonly MonthLine[];
  readonly target: number;
  readonly label: string;
  readonly language: Language;
}

/** Shares over the months, for the eye alone: the table has the figures. */
export default function HistoryChart({ history, target, label, language }: ChartProps) {
  const text = useTexts(texts);
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  useEffect(() => {
    if (!width) return;
    const drawn = drawing(history, target, width, language);
    // It is one picture; Plot names its layers in English.
    for (const layer of drawn.querySelectorAll('[aria-label]')) layer.removeAttribute('aria-label');
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', label);
    place.current?.replaceChildren(drawn);
  }, [history, target, label, language, width]);
  return (
    <figure className="chart-figure">
      <div className="reports-chart" ref={place} />
      <figcaption>
        <ul className="chart-legend">
          {lines.map(({ key, sign }, at) => (
            <li key={key}>
              <span className={`chart-look chart-look--${at}`} aria-hidden>
                {sign}
              </span>
              {text[key]}
            </li>
          ))}
          <li>
            <span className="chart-look" aria-hidden>
              ┄
            </span>
            {text.targetLine(shareText(target, language))}
          </li>
        </ul>
      </figcaption>
    </figure>
  );
}

function drawing(history: readonly MonthLine[], target: number, width: number, language: Language) {
  const shares = history
    .flatMap(({ availability, inTime }) => [availability, inTime])
    .filter((one) => one !== undefined);
  const lowest = Math.min(target, ...shares);
  const months = history.map(({ month }) => month);
  const shown = Math.max(2, Math.floor(width / 100));
  const every = Math.ceil(months.length / shown);
  return plot({
    width,
    height: Math.round(Math.min(320, Math.max(200, width * 0.4))),
    marginLeft: 64,
    marginRight: 24,
    marginBottom: 36,
    style: { fontSize: '13px', color: ink, background: 'transparent' },
    x: { type: 'point', domain: months, label: null },
    // With some air below; above is nothing.
    y: { domain: [Math.max(0, lowest - (1 - lowest) * 0.15), 1], label: null },
    marks: [
      axisX({
        ticks: months.filter((_, at) => (months.length - 1 - at) % every === 0),
        tickFormat: (month: string) => monthText(month, language, 'short'),
        color: ink,
      }),
      axisY({ ticks: 5, tickFormat: (share: number) => shareText(share, language), color: ink }),
      frame({ anchor: 'bottom', stroke: ink }),
      ruleY([target], { stroke: ink, strokeDasharray: '5,4' }),
      ...lines.map(({ key, colour }) => line(history, { x: 'month', y: key, stroke: colour, strokeWidth: 2 })),
      ...lines.map(({ key, colour, symbol }) => {
        const measured = history.filter((month) => month[key] !== undefined);
        return dot(measured, { x: 'month', y: key, symbol, fill: colour, r: 4.5 });
      }),
    ],
  });
}
