import '../common/chart.css';
import { Skeleton } from '@digdir/designsystemet-react';
import { lazy, Suspense } from 'react';
import { looks } from '../parts/laboratory/looks.ts';
import { useTexts } from '../texts/language.tsx';
import type { ChartLine } from './lines.ts';
import { texts } from './texts.ts';
import { useWords } from './use-words.ts';

const LineChart = lazy(() => import('./line-chart.tsx'));

interface FigureChartProps {
  readonly of: string;
  /** What is told, on the axis. */
  readonly unit: string;
  readonly lines: readonly ChartLine[];
  /** In the order of the looks. */
  readonly names: readonly string[];
}

/** Lines over time with their legend; the table beside it says the same. Nothing where there is nothing to draw. */
export function FigureChart({ of, unit, lines, names }: FigureChartProps) {
  const text = useTexts(texts);
  const { locale } = useWords();
  if (lines.length === 0) return null;
  return (
    <figure className="chart-figure">
      <Suspense fallback={<Skeleton height={260} aria-label={text.drawing} />}>
        <LineChart lines={lines} unit={unit} label={text.chartOf(of)} locale={locale} />
      </Suspense>
      <figcaption>
        <ul className="chart-legend">
          {names.map((name, at) => (
            <li key={name}>
              <span className={`chart-look--${at % looks.length}`} aria-hidden="true">
                {looks[at % looks.length]?.sign}
              </span>{' '}
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
