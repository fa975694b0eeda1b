import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';

/** HSA-ids of the care unit that read and of those whose information was shown, each once, the reader’s first. */
export function unitsOf({ reader, units }: Pick<StoredEntry, 'reader' | 'units'>): readonly string[] {
  const all = [reader?.careUnit, ...units.map(({ careUnit }) => careUnit)];
  return [...new Map(all.flatMap((unit) => (unit === undefined ? [] : [[unit.toUpperCase(), unit]]))).values()];
}
