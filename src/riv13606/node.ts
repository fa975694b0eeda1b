import { BridgeError } from '../errors.ts';
import { escapeAttribute, escapeText, type XmlElement, type XmlHandler } from '../xml/index.ts';
import { isOfModel } from './namespace.ts';

const xsiType = '{http://www.w3.org/2001/XMLSchema-instance}type';

/** One element of an extract with everything in it. Elements of other namespaces are not there. */
export interface Node {
  readonly name: string;
  /** Local name of xsi:type, where that is a type of the 13606 namespace. */
  readonly type: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
  readonly text: string;
}

interface Growing extends Node {
  readonly children: Growing[];
  text: string;
}

/** Elements in one composition or demographic entity; far more than any record needs. */
const elementsPerNode = 20_000;

/** Collects the element just met and hands it over when it closes. Throws MESSAGE_OVER_LIMIT. */
export function createNodeHandler(root: XmlElement, done: (node: Node) => void, most = elementsPerNode): XmlHandler {
  const open: Growing[] = [grow(root)];
  let foreignDepth = 0;
  let count = 1;
  return {
    open: (element) => {
      count += 1;
      if (count > most) throw new BridgeError('MESSAGE_OVER_LIMIT', `An element holds more than ${most} others.`);
      if (foreignDepth > 0 || !isOfModel(element.namespace)) {
        foreignDepth += 1;
        return;
      }
      const node = grow(element);
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    text: (text) => {
      const node = open.at(-1);
      if (node && foreignDepth === 0) node.text += text;
    },
    close: () => {
      if (foreignDepth > 0) {
        foreignDepth -= 1;
        return;
      }
      const node = open.pop();
      if (node && open.length === 0) done(node);
    },
  };
}

/** Hands each child of an element to a reader of its own; those without are passed over. */
export function createChildrenHandler(
  readerOf: (child: XmlElement) => XmlHandler | undefined,
  done: () => void,
): XmlHandler {
  let depth = 0;
  let reader: XmlHandler | undefined;
  return {
    open: (element) => {
      if (depth === 0) reader = isOfModel(element.namespace) ? readerOf(element) : undefined;
      else reader?.open(element);
      depth += 1;
    },
    text: (text) => {
      if (depth > 0) reader?.text(text);
    },
    close: (end) => {
      if (depth === 0) done();
      else {
        depth -= 1;
        reader?.close(end);
      }
    },
  };
}

function grow(element: XmlElement): Growing {
  const { local, attributes } = element;
  return { name: local, type: typeOf(element), attributes, children: [], text: '' };
}

/** xsi:type is a QName: `ENTRY` under a default namespace or with any prefix bound to ours. */
function typeOf(element: XmlElement): string | undefined {
  const qualified = element.attributes.get(xsiType)?.trim();
  if (qualified === undefined) return undefined;
  const colon = qualified.indexOf(':');
  const bound = element.resolve(colon < 0 ? '' : qualified.slice(0, colon));
  // Some senders forget the default namespace that an unprefixed type needs.
  const ours = isOfModel(bound ?? '') || (colon < 0 && !bound);
  return ours ? qualified.slice(colon + 1) : undefined;
}

/** The element as XML again, without what was passed over when it was read. */
export function writeNode(node: Node, indent = ''): string {
  const { name, type, attributes, children, text } = node;
  const written = [...attributes]
    .filter(([attributeName]) => !attributeName.startsWith('{'))
    .map(([attributeName, value]) => ` ${attributeName}="${escapeAttribute(value)}"`);
  const own = type === undefined ? '' : ` xsi:type="${type}"`;
  const start = `${indent}<${name}${own}${written.join('')}`;
  const inner = text.trim() === '' ? '' : escapeText(text.trim());
  if (children.length === 0) return inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`;
  const below = children.map((one) => writeNode(one, `${indent}  `));
  return [`${start}>${inner}`, ...below, `${indent}</${name}>`].join('\n');
}

export function child(node: Node | undefined, name: string): Node | undefined {
  return node?.children.find((candidate) => candidate.name === name);
}

export function childrenOf(node: Node, name: string): readonly Node[] {
  return node.children.filter((candidate) => candidate.name === name);
}

export function attribute(node: Node | undefined, name: string): string | undefined {
  return node?.attributes.get(name)?.trim() || undefined;
}
