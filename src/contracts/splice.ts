import { answerPrefixes } from './answer-prefixes.ts';
import type { Contract } from './contract.ts';
import { prefixMeaning } from './reading-plan.ts';
import { namespacesIn } from './write.ts';

/** The content of an item, in the letters of a document, as the item's element in the bridge's own answers. */
export type Splice = (content: string) => string;

/**
 * By what prefixes mean in the document; undefined where more than one of them would have to become another. Where none
 * means a namespace, elements of it declare that themselves, and are not spliced (read-at-once.ts).
 */
export function spliceFrom(document: ReadonlyMap<string, string>, contract: Contract): Splice | undefined {
  const own = answerPrefixes(contract);
  const names = namespacesIn(contract.item).map((namespace) => ({
    from: prefixMeaning(document, namespace),
    to: own.get(namespace),
  }));
  const tag = `${own.get(contract.namespace)}:${contract.itemElement}`;
  if (names.every(({ from, to }) => from === undefined || from === to))
    return (content) => `<${tag}>${content}</${tag}>`;
  const [only, another] = names;
  if (!only || another) return undefined;
  const length = only.from ? only.from.length + 1 : 0;
  return (content) => `<${tag}>${respelt(content, length, `${only.to}:`)}</${tag}>`;
}

const slash = 0x2f;

/** Each tag with `prefix` in the place of one of so many characters; text has no `<`. */
function respelt(xml: string, length: number, prefix: string): string {
  let written = '';
  let done = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', done)) {
    const name = xml.charCodeAt(at + 1) === slash ? at + 2 : at + 1;
    written += xml.slice(done, name) + prefix;
    done = name + length;
  }
  return written + xml.slice(done);
}
