import type { Column, Fault, FaultKind } from './fault.ts';
import type { DeliveredValue, Measure } from './measure.ts';
import { isOver, kindOfPeriod } from './period.ts';
import type { GivenLine } from './read-table.ts';

export interface CheckParts {
  readonly measures: readonly Measure[];
  /** HSA-ids, in upper case, of those units in the delivery that are the deliverer's. */
  readonly units: ReadonlySet<string>;
  readonly now: number;
}

/** What counts and times may be at most: more is a slip of the pen. */
const most = 100_000_000;
/** How far a share that is given may lie from what its two counts make, in per cent: it has been rounded. */
const rounding = 0.1;

/** The figures of a delivery, or all that is wrong with it. */
export function check(
  lines: readonly GivenLine[],
  parts: CheckParts,
): readonly DeliveredValue[] | { readonly faults: Fault[] } {
  const checked = lines.map((line) => ({ line: line.line, read: readLine(line, parts) }));
  const faults = checked.flatMap(({ line, read }) =>
    'value' in read ? [] : read.faults.map(([column, fault]): Fault => ({ line, column, fault })),
  );
  const seen = new Set<string>();
  for (const { line, read } of checked) {
    if (!('value' in read)) continue;
    const { measure, period, unit = '' } = read.value;
    const key = `${measure} ${period} ${unit}`;
    if (seen.has(key)) faults.push({ line, column: undefined, fault: 'twice' });
    seen.add(key);
  }
  if (faults.length > 0) return { faults: faults.toSorted((a, b) => a.line - b.line) };
  return checked.flatMap(({ read }) => ('value' in read ? [read.value] : []));
}

type LineFault = readonly [column: Column | undefined, fault: FaultKind];

function readLine(
  { cells }: GivenLine,
  { measures, units, now }: CheckParts,
): { readonly value: DeliveredValue } | { readonly faults: readonly LineFault[] } {
  const faults: LineFault[] = [];
  const measure = measures.find(({ id }) => id === cells.measure);
  if (!measure) faults.push(['measure', 'measure-unknown']);
  const version = Number(cells.version);
  if (measure && !(isDigits(cells.version) && measure.versions.some((each) => each.version === version)))
    faults.push(['version', 'version-unknown']);
  const { period } = cells;
  if (!kindOfPeriod(period)) faults.push(['period', 'period-invalid']);
  else if (!isOver(period, now)) faults.push(['period', 'period-not-over']);
  const unit = cells.unit === '' ? undefined : cells.unit.toUpperCase();
  if (unit !== undefined && !units.has(unit)) faults.push(['unit', 'unit-not-yours']);
  const numbers = measure ? readNumbers(cells, measure.kind) : { faults: [] };
  if ('faults' in numbers) faults.push(...numbers.faults);
  if (faults.length > 0 || !measure || 'faults' in numbers) return { faults };
  return { value: { measure: measure.id, version, period, unit, ...numbers } };
}

type Numbers = Pick<DeliveredValue, 'value' | 'numerator' | 'denominator'>;

function readNumbers(cells: GivenLine['cells'], kind: Measure['kind']): Numbers | { readonly faults: LineFault[] } {
  const faults: LineFault[] = [];
  const number = (column: Column, isWhole: boolean): number => {
    const text = cells[column];
    const read =
      isDigits(text) || (!isWhole && /^\d+[.,]\d+$/.test(text)) ? Number(text.replace(',', '.')) : Number.NaN;
    if (Number.isNaN(read)) faults.push([column, 'no-number']);
    else if (read > most) faults.push([column, 'out-of-range']);
    return read;
  };
  const unused = (column: Column): undefined => {
    if (cells[column] !== '') faults.push([column, 'not-used']);
    return undefined;
  };
  const read = ((): Numbers => {
    switch (kind) {
      case 'count':
        return { value: number('value', true), numerator: unused('numerator'), denominator: unused('denominator') };
      case 'time':
        return {
          value: number('value', false),
          numerator: unused('numerator'),
          denominator: number('denominator', true),
        };
      case 'share': {
        const [numerator, denominator] = [number('numerator', true), number('denominator', true)];
        const value = denominator > 0 ? (100 * numerator) / denominator : undefined;
        if (numerator > denominator) faults.push(['numerator', 'more-than-all']);
        else if (
          faults.length === 0 &&
          cells.value !== '' &&
          !(Math.abs(number('value', false) - (value ?? 0)) <= rounding)
        )
          faults.push(['value', 'share-differs']);
        return { value, numerator, denominator };
      }
    }
  })();
  return faults.length > 0 ? { faults } : read;
}

function isDigits(text: string): boolean {
  return /^\d{1,12}$/.test(text);
}
