import { keptWith } from './kept-with.ts';
import { ancestorDns } from './mapping.ts';
import type { Unit } from './model.ts';
import { swedish } from './search.ts';

/** Units by the HSA-id of the nearest unit above them, those at the top by undefined; in Swedish order. */
export type UnitTree = ReadonlyMap<string | undefined, readonly Unit[]>;

/** The tree that these units form: what stands between two of them and is not among them is skipped. */
export const treeOf = keptWith((units: readonly Unit[]): UnitTree => {
  const byDn = new Map(units.map((unit) => [unit.dn, unit]));
  const ordered = units.toSorted((a, b) => swedish.compare(a.name, b.name));
  return Map.groupBy(ordered, ({ dn }) => {
    const above = ancestorDns(dn).find((name) => byDn.has(name));
    return above === undefined ? undefined : byDn.get(above)?.hsaId;
  });
});
