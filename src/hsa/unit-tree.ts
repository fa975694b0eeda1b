import { namesAbove } from './dn.ts';
import { keptWith } from './kept-with.ts';
import type { Unit } from './model.ts';
import { swedish } from './search.ts';

/** Units by the HSA-id of the nearest unit above them, those at the top by undefined; in Swedish order. */
export type UnitTree = ReadonlyMap<string | undefined, readonly Unit[]>;

/** The tree that these units form: what stands between two of them and is not among them is skipped. */
export const treeOf = keptWith((units: readonly Unit[]): UnitTree => {
  const byName = new Map(units.map((unit) => [keyOf(unit), unit]));
  const ordered = units.toSorted((a, b) => swedish.compare(a.name, b.name));
  return Map.groupBy(ordered, (unit) => {
    for (const above of namesAbove(keyOf(unit))) {
      const found = byName.get(above);
      if (found) return found.hsaId;
    }
    return undefined;
  });
});

/** Letter case does not count in names of the tree. */
function keyOf({ dn }: Unit): string {
  return dn.normalize('NFC').toLowerCase();
}
