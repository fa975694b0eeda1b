import { BridgeError } from '../errors.ts';
import type { XmlElement, XmlHandler } from './handler.ts';

/** A small element held whole: SOAP headers, faults. Never used for message bodies. */
export interface XmlNode {
  readonly namespace: string;
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

interface Growing extends XmlNode {
  readonly children: Growing[];
  text: string;
}

/** Collects the element whose start was just met (and everything inside it) and hands it over when it closes. */
export function createTreeHandler(
  root: XmlElement,
  done: (node: XmlNode, end: number) => void,
  maxElements = 2_000,
): XmlHandler {
  const stack: Growing[] = [grow(root)];
  let count = 1;
  return {
    open: (element) => {
      count += 1;
      if (count > maxElements)
        throw new BridgeError('MESSAGE_OVER_LIMIT', `More than ${maxElements} elements in a header.`);
      const node = grow(element);
      stack.at(-1)?.children.push(node);
      stack.push(node);
    },
    text: (text) => {
      const node = stack.at(-1);
      if (node) node.text += text;
    },
    close: (end) => {
      const node = stack.pop();
      if (node && stack.length === 0) done(node, end);
    },
  };
}

function grow(element: XmlElement): Growing {
  return { namespace: element.namespace, local: element.local, attributes: element.attributes, children: [], text: '' };
}

/** Passes over an element and everything in it. */
export const skipHandler: XmlHandler = { open: () => undefined, text: () => undefined, close: () => undefined };

export function findChild(node: XmlNode | undefined, local: string): XmlNode | undefined {
  return node?.children.find((child) => child.local === local);
}

export function childText(node: XmlNode | undefined, local: string): string | undefined {
  return findChild(node, local)?.text;
}
