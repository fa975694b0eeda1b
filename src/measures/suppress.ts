import { periodsAround } from './period.ts';
import { isWithin, type Side, shiftOf, sideOf, targetsFor } from './side.ts';

/**
 * One cell of the table that a council's figures of one measure make: units by periods, the council as a whole being the
 * sum of its units, a quarter that of its months, a year that of its quarters.
 */
export interface CountedCell {
  /** undefined = the council as a whole. */
  readonly unit: string | undefined;
  readonly period: string;
  /** People, or what stands for them: of a share those who have it and those who have it not. */
  readonly counts: readonly number[];
}

/** What is fewer tells of single people. */
const least = 10;

/** Whether so many are too few to be told of. */
export function isFew(count: number): boolean {
  return count < least;
}

/**
 * The cells that may not be shown: those that count fewer than ten, none at all included, and as many more as it takes for
 * nobody who sees all others, and knows how they add up, to work them out. For every count under ten that is hidden there
 * is a table with the same visible cells in which it is 0, one in which it is 10, and one for each number between: what is
 * seen tells no more of it than the rule itself.
 *
 * Such tables are found as shifts: what is taken from a count, or added to it, is added to or taken from a few cells that
 * are hidden too, so that every sum comes out as it did. A shift among units times a shift among periods is one of the
 * whole table. For each small count the one is taken that hides least anew.
 *
 * A table for which that search takes too many steps (about half a second of them, in which nobody else is served) loses more
 * instead: every sum that a small cell is part of, so that all small counts change with nothing but their own sums.
 */
export function suppressed<Cell extends CountedCell>(cells: readonly Cell[]): ReadonlySet<Cell> {
  const table = tableOf(cells);
  const small = cells.filter(({ counts }) => counts.some(isFew));
  return leastHidden(small, table) ?? withSums(small, table);
}

/** Cells looked at in the search, at most. */
const mostSteps = 200_000;

/** Undefined where the search takes too long. */
function leastHidden<Cell extends CountedCell>(
  small: readonly Cell[],
  table: Table<Cell>,
): ReadonlySet<Cell> | undefined {
  const hidden = new Set(small);
  const steps = { left: mostSteps };
  for (const cell of small)
    for (const [at, count] of cell.counts.entries())
      if (isFew(count)) {
        const cover = leastCover(cell, at, table, hidden, steps);
        if (!cover) return undefined;
        for (const each of cover) hidden.add(each);
      }
  return hidden;
}

function withSums<Cell extends CountedCell>(
  small: readonly Cell[],
  { units, periods, at }: Table<Cell>,
): ReadonlySet<Cell> {
  const around = ({ unit = whole, period }: Cell) =>
    [unit, ...units.above(unit)].flatMap((someUnit) =>
      [period, ...periods.above(period)].flatMap((somePeriod) => at(someUnit, somePeriod) ?? []),
    );
  return new Set(small.flatMap(around));
}

const whole = '';

interface Table<Cell> {
  readonly units: Side;
  readonly periods: Side;
  readonly at: (unit: string, period: string) => Cell | undefined;
}

function tableOf<Cell extends CountedCell>(cells: readonly Cell[]): Table<Cell> {
  const keyOf = (unit: string, period: string) => `${unit} ${period}`;
  const byKey = new Map(cells.map((cell) => [keyOf(cell.unit ?? whole, cell.period), cell]));
  return {
    units: sideOf(
      cells.map(({ unit }) => unit ?? whole),
      (unit) => (unit === whole ? [] : [whole]),
    ),
    periods: sideOf(
      cells.map(({ period }) => period),
      periodsAround,
    ),
    at: (unit, period) => byKey.get(keyOf(unit, period)),
  };
}

/** What must be hidden anew for the count to be anything from 0 to 10; undefined where no steps are left. */
function leastCover<Cell extends CountedCell>(
  cell: Cell,
  at: number,
  table: Table<Cell>,
  hidden: ReadonlySet<Cell>,
  steps: { left: number },
): readonly Cell[] | undefined {
  const { unit: ownUnit = whole, period: ownPeriod } = cell;
  const parts = table.units.inside(ownUnit).length * table.periods.inside(ownPeriod).length;
  steps.left -= parts;
  if (steps.left < 0) return undefined;
  const moves = movesOf(cell, at, table);
  let best: { readonly anew: readonly Cell[]; readonly cost: number } | undefined;
  for (const unit of targetsFor(ownUnit, table.units))
    for (const period of targetsFor(ownPeriod, table.periods)) {
      steps.left -= parts;
      if (steps.left < 0) return undefined;
      const { touched, isPossible } = moved(moves, { unit, period }, at, table);
      const anew = touched.filter((each) => !hidden.has(each));
      const cost = isPossible ? anew.reduce((sum, each) => sum + lossOf(each), 0) : Number.POSITIVE_INFINITY;
      if (cost === 0) return [];
      if (!best || cost < best.cost) best = { anew, cost };
    }
  return best?.anew ?? [];
}

/** Sums say more than their parts, and are shown as long as that can be. */
function lossOf({ unit, period }: CountedCell): number {
  return (unit === undefined ? 4 : 1) * (3 - periodsAround(period).length);
}

/** A part of a count, in whose place there could be nothing, or so many more. */
interface Move {
  readonly unit: string;
  readonly period: string;
  readonly less: number;
  readonly more: number;
}

/** How a count goes down to nothing and up to ten: part by part where it is a sum. */
interface Moves {
  readonly known: readonly Move[];
  /** What is in no part that is known, for the sum itself; undefined when there is none. */
  readonly rest: Move | undefined;
  /** Parts that nobody has delivered, where the rest may be. */
  readonly absent: readonly Pick<Move, 'unit' | 'period'>[];
}

function movesOf<Cell extends CountedCell>(cell: Cell, at: number, { units, periods, at: cellAt }: Table<Cell>): Moves {
  const { unit = whole, period } = cell;
  const count = cell.counts[at] ?? 0;
  const parts = units.inside(unit).flatMap((partUnit) =>
    periods.inside(period).map((partPeriod) => ({
      unit: partUnit,
      period: partPeriod,
      count: cellAt(partUnit, partPeriod)?.counts[at],
    })),
  );
  const present = parts.filter((part) => part.count !== undefined);
  const largest = present.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))[0];
  const rest = count - present.reduce((sum, part) => sum + (part.count ?? 0), 0);
  const more = least - count;
  return {
    known: present.map((part) => ({ ...part, less: part.count ?? 0, more: part === largest ? more : 0 })),
    rest: rest > 0 || !largest ? { unit, period, less: Math.max(0, rest), more: largest ? 0 : more } : undefined,
    absent: parts.filter((part) => part.count === undefined),
  };
}

/** From where is taken what the count gets more; undefined = from nowhere, the sums grow. */
interface From {
  readonly unit: string | undefined;
  readonly period: string | undefined;
}

/** The cells that change with the moves, and whether each of them can: there is no count below nothing. */
function moved<Cell extends CountedCell>(
  { known, rest, absent }: Moves,
  from: From,
  at: number,
  { units, periods, at: cellAt }: Table<Cell>,
): { readonly touched: readonly Cell[]; readonly isPossible: boolean } {
  const changes = new Map<Cell, { less: number; more: number }>();
  let isPossible = true;

  function move({ unit, period, less, more }: Move, { unit: fromUnit, period: fromPeriod }: From): void {
    const along = shiftOf(period, fromPeriod, periods);
    for (const [otherUnit, signAcross] of shiftOf(unit, fromUnit, units))
      for (const [otherPeriod, signAlong] of along) {
        const sign = signAcross * signAlong;
        const cell = cellAt(otherUnit, otherPeriod);
        // What nobody has delivered is at least as much as what lies in it, and else it is not known.
        const liesIn = isWithin(unit, otherUnit, units) && isWithin(period, otherPeriod, periods);
        if (!cell) isPossible &&= (sign > 0 && liesIn) || less + more === 0;
        else {
          const change = changes.get(cell) ?? { less: 0, more: 0 };
          changes.set(cell, { less: change.less - sign * less, more: change.more + sign * more });
        }
      }
  }

  for (const each of known) if (each.less > 0 || each.more > 0) move(each, from);
  if (rest) {
    // Between months of which no part is known it moves as the sum does; else it comes from nowhere.
    const { period } = from;
    const isFree = absent.length > 0 && period !== undefined && absent.every(({ unit }) => !cellAt(unit, period));
    const restFrom = { unit: undefined, period: isFree ? period : undefined };
    move(rest, restFrom);
    for (const each of absent) move({ ...each, less: 0, more: 0 }, restFrom);
  }
  for (const [{ counts }, { less, more }] of changes) isPossible &&= (counts[at] ?? 0) + Math.min(less, more) >= 0;
  return { touched: [...changes.keys()], isPossible };
}
