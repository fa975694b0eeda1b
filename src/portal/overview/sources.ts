import type { Choice, ReadingRequest } from '../../faces/portal-api/shapes/reading.ts';
import type { Cell } from './cells.ts';

/** How one record system stands, over all that has been chosen. */
export interface SourceStanding {
  /** HSA-id. */
  readonly source: string;
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly kind: StandingKind;
  /** Of its answers, shown or late. */
  readonly records: number;
  /** What asks it once more for what it has not answered. */
  readonly again: readonly ReadingRequest[];
}

export const standingKinds = [
  'waiting',
  'slow',
  'answered',
  /** Some of it failed. */
  'answered-in-part',
  'failed',
  /** The reading was stopped before it had answered. */
  'broken-off',
  'not-asked',
] as const;
export type StandingKind = (typeof standingKinds)[number];

/** Whether something of it is not here, or not yet though it takes long. */
export function isMissing(kind: StandingKind): boolean {
  return kind !== 'waiting' && kind !== 'answered' && kind !== 'not-asked';
}

/** HSA-ids of whom the cells were asked of: the system, and the platform in front of it. */
export function askedFor(cells: readonly Cell[]): readonly string[] {
  return [...new Set(cells.flatMap(({ source, through }) => (through ? [source, through] : [source])))];
}

/** Every source of the overview, by name. */
export function sourceStandings(cells: Iterable<Cell>): readonly SourceStanding[] {
  const bySource = Map.groupBy(cells, ({ source }) => source.toUpperCase());
  return [...bySource.values()].map(standing).sort((one, other) => one.name.localeCompare(other.name, 'sv'));
}

function standing(cells: readonly Cell[]): SourceStanding {
  const [{ source, name } = { source: '', name: '' }] = cells;
  return {
    source,
    name,
    cells,
    kind: kindOf(cells),
    records: sum(cells, ({ shown, late }) => shown.length + late.length),
    again: askAgain(cells),
  };
}

function kindOf(cells: readonly Cell[]): StandingKind {
  const has = (kind: Cell['state']['kind']) => cells.some(({ state }) => state.kind === kind);
  if (cells.some(({ state }) => state.kind === 'waiting' && state.slow)) return 'slow';
  if (has('waiting')) return 'waiting';
  const missing = has('failed') ? 'failed' : has('broken-off') ? 'broken-off' : undefined;
  if (missing) return has('answered') ? 'answered-in-part' : missing;
  return has('answered') ? 'answered' : 'not-asked';
}

/**
 * What asks once more for what has failed among these: one for each source and choice, of a system behind a platform put to
 * the platform. What was chosen type by type is one question.
 */
export function askAgain(cells: readonly Cell[]): readonly ReadingRequest[] {
  const missing = cells.filter(({ state }) => state.kind === 'failed' || state.kind === 'broken-off');
  const byQuestion = Map.groupBy(missing, ({ source, through = source, choice }) =>
    JSON.stringify([through.toUpperCase(), choice.kind === 'contracts' ? choice.kind : choice]),
  );
  return [...byQuestion.values()].flatMap((failed) => {
    const [first] = failed;
    if (!first) return [];
    const contracts = [...new Set(failed.map(({ contract }) => contract))];
    const choice: Choice = first.choice.kind === 'contracts' ? { kind: 'contracts', contracts } : first.choice;
    return [{ choice, again: { source: first.through ?? first.source, contracts } }];
  });
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
