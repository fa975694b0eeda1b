import { createXmlReader, type XmlHandler } from '../xml/index.ts';
import { answerPrefixes } from './answer-prefixes.ts';
import type { Contract } from './contract.ts';
import { createContractReader } from './read.ts';
import { sendable } from './sendable.ts';
import { declarations, writeContent } from './write.ts';

/**
 * One item as it stands in the bridge's own answers: what the contract's rules let be sent, its prefixes declared by the
 * root around it ({@link answerPrefixes}).
 */
export function writeItem(contract: Contract, item: object): string {
  const prefixes = answerPrefixes(contract);
  const tag = `${prefixes.get(contract.namespace)}:${contract.itemElement}`;
  return `<${tag}>${writeContent(contract.item, sendable(contract, item), prefixes)}</${tag}>`;
}

/** Our own text: whoever read it from outside has limited it. */
const noLimits = { depth: 1_000, elements: Number.POSITIVE_INFINITY, textLength: Number.POSITIVE_INFINITY };

/** What {@link writeItem} wrote, as an item again. */
export function readItem(contract: Contract, xml: string): object {
  const items: object[] = [];
  const content = createContractReader(contract.response, contract.name, {
    records: { element: contract.itemElement, each: ({ value }) => items.push(value) },
    emptyIsAbsent: true,
    done: () => undefined,
  });
  const reader = createXmlReader(insideRoot(content), noLimits);
  reader.write(`<answer${declarations(answerPrefixes(contract))}>${xml}</answer>`);
  reader.end();
  const [item] = items;
  if (!item) throw new Error(`No ${contract.itemElement} is written there.`);
  return item;
}

/** Passes a document on without the beginning of its root. */
function insideRoot(content: XmlHandler): XmlHandler {
  let depth = 0;
  return {
    open(element) {
      depth += 1;
      if (depth > 1) content.open(element);
    },
    content: (prefixes) => (depth > 1 ? content.content?.(prefixes) : undefined),
    text: (text) => content.text(text),
    close(end) {
      depth -= 1;
      content.close(end);
    },
  };
}
