import type { Answer } from './cache.ts';
import { type DirectoryObject, isListed, type Person, type Unit } from './model.ts';
import { rank } from './search.ts';
import { itemsOf, type Kept } from './shelf.ts';
import type { Listing } from './source.ts';

/**
 * What a search finds among the answers that are kept, for when the directory is away: said to be old and not to be all
 * there is. Undefined when nothing fits, for that would look like the directory's word.
 */
export function foundInMemory(
  kept: readonly Kept[],
  words: readonly string[],
): Answer<Listing<Unit | Person>> | undefined {
  const latest = new Map<string, { readonly object: Unit | Person; readonly at: number }>();
  for (const { value, at } of kept)
    for (const object of objectsIn(value))
      if (at > (latest.get(object.hsaId)?.at ?? 0)) latest.set(object.hsaId, { object, at });
  const items = rank(
    [...latest.values()].map(({ object }) => object),
    words,
  );
  if (items.length === 0) return undefined;
  const oldest = items.reduce(
    (least, { hsaId }) => Math.min(least, latest.get(hsaId)?.at ?? least),
    Number.POSITIVE_INFINITY,
  );
  return { value: { items, more: true }, asOf: new Date(oldest).toISOString(), stale: true };
}

/** Those of a list, the one that has a place, or itself. */
function objectsIn(value: unknown): readonly (Unit | Person)[] {
  const placed = typeof value === 'object' && value !== null && 'object' in value ? value.object : value;
  return (itemsOf(placed) ?? [placed]).filter(isSearched);
}

function isSearched(value: unknown): value is Unit | Person {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return ['organization', 'unit', 'person'].includes(String(value.kind)) && isListed(value as DirectoryObject);
}
