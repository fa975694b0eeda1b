import { keptWith } from './kept-with.ts';
import { covers, type Unit } from './model.ts';
import { countyOf } from './names-above.ts';
import { bestFirst, swedish } from './search.ts';

interface UnitQuery {
  /** Of `searchWords`; none = every unit. */
  readonly words: readonly string[];
  readonly county?: string | undefined;
  /** Vårdform: 01 outpatient, 02 inpatient, 03 home care, 04 social care. */
  readonly careType?: string | undefined;
}

/** Those of the listed units that are in force and fit, best first; without words in Swedish order. */
export function findUnits(listed: readonly Unit[], { words, county, careType }: UnitQuery, at: Date): readonly Unit[] {
  const fitting = inOrder(listed).filter(
    (unit) =>
      covers(unit.period, at) &&
      (county === undefined || countyOf(unit) === county) &&
      (careType === undefined || unit.careTypes.includes(careType)),
  );
  return words.length === 0 ? fitting : bestFirst(fitting, words);
}

const inOrder = keptWith((units: readonly Unit[]) => units.toSorted((a, b) => swedish.compare(a.name, b.name)));
