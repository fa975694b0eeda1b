import { createContractReader, type ReadResult } from '../../src/contracts/index.ts';
import type { ComplexType } from '../../src/contracts/schema.ts';
import { createXmlReader, type XmlHandler } from '../../src/xml/index.ts';

const limits = { depth: 100, elements: 200_000, textLength: 1_000_000 };

/** Feeds a document to the reader of its root's content, in pieces as a network would. */
export function readMessage(
  type: ComplexType,
  rootName: string,
  xml: string,
  options: Omit<Parameters<typeof createContractReader>[2], 'done'> = {},
): ReadResult {
  let result: ReadResult | undefined;
  const inner = createContractReader(type, rootName, {
    ...options,
    done: (root) => {
      result = root;
    },
  });
  let depth = 0;
  const handler: XmlHandler = {
    open: (element) => (depth++ === 0 ? undefined : inner.open(element)),
    text: (text) => inner.text(text),
    close: (end) => {
      depth -= 1;
      inner.close(end);
    },
  };
  const reader = createXmlReader(handler, limits);
  for (let at = 0; at < xml.length; at += 7) reader.write(xml.slice(at, at + 7));
  reader.end();
  if (!result) throw new Error('the reader did not finish');
  return result;
}
