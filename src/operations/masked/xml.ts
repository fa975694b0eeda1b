import { type ContractId, createContractReader, type ServiceContract, type Violation } from '../../contracts/index.ts';
import { type AnyType, type ComplexType, elementNamespace } from '../../contracts/schema.ts';
import { asBridgeError } from '../../errors.ts';
import { createXmlReader, decodeXml, type XmlElement, type XmlHandler } from '../../xml/index.ts';
import { shownCode, shownSystem } from './codes.ts';
import { createLines, type MaskedView, masked, unknownName } from './view.ts';
import { attributeNames, elementNames, messageRoots } from './xml-names.ts';

const limits = { depth: 64, elements: 200_000, textLength: Number.POSITIVE_INFINITY };

interface Node {
  readonly name: string;
  /** Undefined outside the messages of contracts that are known here. */
  readonly type: AnyType | undefined;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: Node[];
  text: string;
}

/** The masked view of an XML message, with or without an envelope around it. */
export function maskXml(content: Buffer): MaskedView {
  const document = createDocument();
  const unreadable = problemOf(() => {
    const reader = createXmlReader(document.handler, limits);
    reader.write(decodeXml(content).text);
    reader.end();
  });
  const lines = createLines();
  for (const root of document.top.children) show(root, document.top, root.name, lines.add);
  const { contract, violations } = document.found;
  return { format: 'xml', bytes: content.byteLength, contract, ...lines.taken(), violations, unreadable };
}

function createDocument() {
  const top: Node = { name: '', type: undefined, attributes: [], children: [], text: '' };
  const open: Node[] = [top];
  const found: { contract: ContractId | undefined; violations: Violation[] } = { contract: undefined, violations: [] };
  let judge: { readonly reader: XmlHandler; readonly depth: number } | undefined;

  function judgeMessage(contract: ServiceContract, type: ComplexType, name: string): void {
    found.contract ??= contract.id;
    const reader = createContractReader(type, name, {
      done: ({ violations }) => found.violations.push(...violations.map(withoutForeignNames)),
    });
    judge = { reader, depth: open.length };
  }

  const handler: XmlHandler = {
    open(element) {
      judge?.reader.open(element);
      const parent = open.at(-1) as Node;
      const message = parent.type ? undefined : messageRoots().get(keyOf(element));
      const node = nodeOf(element, message?.type ?? childType(parent.type, element));
      parent.children.push(node);
      open.push(node);
      if (message && !judge) judgeMessage(message.contract, message.type, element.local);
    },
    text(text) {
      judge?.reader.text(text);
      (open.at(-1) as Node).text += text;
    },
    close(end) {
      judge?.reader.close(end);
      if (judge?.depth === open.length) judge = undefined;
      open.pop();
    },
  };
  return { top, found, handler };
}

/** The place is safe to tell; what another error says is not. */
function problemOf(read: () => void): string | undefined {
  try {
    read();
    return undefined;
  } catch (thrown) {
    const { code, detail } = asBridgeError(thrown);
    return code.startsWith('MESSAGE_') && detail ? `${code}: ${detail}` : code;
  }
}

function nodeOf(element: XmlElement, type: AnyType | undefined): Node {
  const name = elementNames().has(keyOf(element)) ? element.local : unknownName;
  return { name, type, attributes: [...element.attributes], children: [], text: '' };
}

function keyOf({ namespace, local }: XmlElement): string {
  return `{${namespace}}${local}`;
}

function childType(type: AnyType | undefined, element: XmlElement): AnyType | undefined {
  if (type?.kind !== 'complex' || !Object.hasOwn(type.elements, element.local)) return undefined;
  const child = type.elements[element.local];
  return child && elementNamespace(type, child) === element.namespace ? child.type : undefined;
}

/** The reader names the element that does not belong there, in the sender's own words. */
function withoutForeignNames({ path, rule }: Violation): Violation {
  return { path, rule: rule.startsWith('holds ') ? 'holds what is not an element of the contract' : rule };
}

function show(node: Node, parent: Node, path: string, add: (path: string, value: string) => void): void {
  for (const [name, value] of node.attributes)
    add(`${path}/@${attributeNames.has(name) ? name.replace(/^\{.*\}/, '') : unknownName}`, masked(value));
  if (node.children.length === 0) add(path, shownValue(node, parent));
  else if (node.text.trim() !== '') add(`${path}/text()`, masked(node.text));
  const seen = new Map<string, number>();
  for (const child of node.children) {
    const nth = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, nth);
    show(child, node, `${path}/${child.name}${nth > 1 ? `[${nth}]` : ''}`, add);
  }
}

/** One of the values that the schema lists, or the code of a coded value; all else is masked. */
function shownValue({ name, type, text }: Node, parent: Node): string {
  const value = text.trim();
  if (type?.kind === 'simple' && type.values?.some((listed) => String(listed) === value)) return value;
  const isCoded = parent.type?.kind === 'complex' && 'code' in parent.type.elements;
  const system = isCoded ? parent.children.find((child) => child.name === 'codeSystem')?.text : undefined;
  if (system === undefined) return masked(text);
  const code = name === 'code' ? shownCode(system, value) : undefined;
  const ofSystem = name === 'codeSystem' ? shownSystem(system) : undefined;
  return code ?? ofSystem ?? masked(text);
}
