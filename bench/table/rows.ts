/** What the bridge is to reach, row by row. */
export const targets = [
  { name: 'agg-20', unit: 'of bare', reach: 0.25, stretch: 0.5, better: 'higher' },
  { name: 'agg-500', unit: 'of bare', reach: 0.3, stretch: 0.6, better: 'higher' },
  { name: 'direct-10k', unit: 'of bare', reach: 0.4, stretch: 0.6, better: 'higher' },
  { name: 'fhir-100', unit: 'of bare', reach: 0.25, stretch: 0.4, better: 'higher' },
  { name: 'added-p50', unit: 'ms', reach: 5, stretch: 3, better: 'lower' },
  { name: 'added-p99', unit: 'ms', reach: 20, stretch: 10, better: 'lower' },
  { name: 'summary-300', unit: 'ms', reach: 60, stretch: 60, better: 'lower' },
  { name: 'stream-50m', unit: 'MB', reach: 48, stretch: 48, better: 'lower' },
  { name: 'gate-remote', unit: 'ms', reach: 350, stretch: 350, better: 'lower' },
  { name: 'mix', unit: 'answered', reach: 1, stretch: 1, better: 'higher' },
  { name: 'idle-serve', unit: 'MB', reach: 230, stretch: 230, better: 'lower' },
  { name: 'idle-demo', unit: 'MB', reach: 750, stretch: 750, better: 'lower' },
  { name: 'start-embedded', unit: 's', reach: 3, stretch: 3, better: 'lower' },
  { name: 'start-servers', unit: 's', reach: 2, stretch: 2, better: 'lower' },
] as const;

export type RowName = (typeof targets)[number]['name'];

/** One row as measured. */
export interface Row {
  readonly name: RowName;
  readonly value: number;
  /** The absolute figures, for people. */
  readonly about: string;
  /** What must hold beside the value, and did not: then the row is missed, whatever its value. */
  readonly broken?: string | undefined;
}

/** What is stated beside the rows: it has no target, but may not hold. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly holds: boolean;
}

/** One row as `--json` writes it. */
export interface JudgedRow {
  readonly name: RowName;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
  readonly reached: boolean;
  /** Whether what is hoped for beyond the target was reached too. */
  readonly stretch: boolean;
}

export function judged({ name, value, broken }: Row): JudgedRow {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`${name} has no target.`);
  const meets = (bound: number): boolean =>
    broken === undefined && (target.better === 'higher' ? value >= bound : value <= bound);
  const { unit, reach, stretch } = target;
  return { name, value: round(value), unit, target: reach, reached: meets(reach), stretch: meets(stretch) };
}

/** Three digits; a share that is short of the whole is not rounded up to it. */
function round(value: number): number {
  const rounded = Number(value.toPrecision(3));
  return rounded === 1 && value < 1 ? 0.999 : rounded;
}
