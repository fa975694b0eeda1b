import { answerPrefixes } from './answer-prefixes.ts';
import type { Contract } from './contract.ts';
import { literally, prefixMeaning } from './reading-plan.ts';
import { namespacesIn } from './write.ts';

/** The content of an item, in the letters of a document, as the item's element in the bridge's own answers. */
export type Splice = (content: string) => string;

/**
 * By what prefixes mean in the document; undefined where it has none for one of the namespaces, or its names cannot be told
 * apart while they are changed.
 */
export function spliceFrom(document: ReadonlyMap<string, string>, contract: Contract): Splice | undefined {
  const own = answerPrefixes(contract);
  const names = namespacesIn(contract.item).map((namespace) => ({
    from: prefixMeaning(document, namespace),
    to: own.get(namespace),
  }));
  if (names.some(({ from }) => from === '')) return undefined;
  const renamed = names.filter(({ from, to }) => from !== undefined && from !== to);
  // One after the other: what has been renamed may not be what is renamed next.
  if (renamed.some(({ to }, nr) => renamed.slice(nr + 1).some(({ from }) => from === to))) return undefined;
  const places = renamed.map(({ from, to }) => ({ place: placesOf(`${from}:`), to: `${to}:` }));
  const tag = `${own.get(contract.namespace)}:${contract.itemElement}`;
  return (content) => `<${tag}>${places.reduce((xml, { place, to }) => xml.replace(place, to), content)}</${tag}>`;
}

/** Where a prefix stands in tags; text has no `<`. */
function placesOf(prefix: string): RegExp {
  return new RegExp(`(?<=</?)${literally(prefix)}`, 'g');
}
