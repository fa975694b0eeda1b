import type { PeriodKind } from '../../faces/portal-api/shapes/follow-up.ts';
/** What a chart draws of one council or source, in order of time. */
export interface ChartLine {
  readonly name: string;
  /** Which of the looks it has; those of one council are alike. */
  readonly look: number;
  readonly points: readonly ChartPoint[];
}

interface ChartPoint {
  readonly at: Date;
  readonly value: number;
}

/** A figure that may be drawn; undefined where there is none, or it is hidden. */
export interface Figure {
  /** HSA-id of whose it is. */
  readonly of: string;
  readonly period: string;
  /** Of the definition; figures of different ones are not told by one line. */
  readonly version: number;
  readonly value: number | undefined;
}

/** As many lines as it takes: one ends where a figure is missing or hidden, and where the definition changes. */
export function linesOf(
  figures: readonly Figure[],
  periods: readonly string[],
  names: readonly (readonly [of: string, name: string])[],
): readonly ChartLine[] {
  return names.flatMap(([of, name], look) => {
    const own = periods.map((period) => figures.find((figure) => figure.of === of && figure.period === period));
    const lines: { version: number; points: ChartPoint[] }[] = [];
    let open: (typeof lines)[number] | undefined;
    for (const figure of own) {
      if (figure?.value === undefined) {
        open = undefined;
        continue;
      }
      if (open?.version !== figure.version) {
        open = { version: figure.version, points: [] };
        lines.push(open);
      }
      open.points.push({ at: startOf(figure.period), value: figure.value });
    }
    return lines.map(({ points }) => ({ name, look, points }));
  });
}

/** The first day of a month, a quarter or a year. */
export function startOf(period: string): Date {
  const rest = period.slice(5);
  const month = rest.startsWith('Q') ? (Number(rest.slice(1)) - 1) * 3 : rest ? Number(rest) - 1 : 0;
  return new Date(Date.UTC(Number(period.slice(0, 4)), month));
}

export function kindOf(period: string): PeriodKind {
  return period.length === 4 ? 'year' : period.includes('Q') ? 'quarter' : 'month';
}
