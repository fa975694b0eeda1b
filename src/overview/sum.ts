export function sum<Key>(maps: readonly ReadonlyMap<Key, number>[]): Map<Key, number> {
  const total = new Map<Key, number>();
  for (const map of maps) for (const [reason, count] of map) total.set(reason, (total.get(reason) ?? 0) + count);
  return total;
}
