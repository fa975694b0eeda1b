import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BridgeError } from '../errors.ts';

/** Where reading stops and refuses. Bytes are limited by whoever receives them. */
export interface XmlLimits {
  /** Open elements inside each other. */
  readonly depth: number;
  /** Elements in the whole document. */
  readonly elements: number;
  /** Characters of one text node or attribute value. */
  readonly textLength: number;
}

export interface XmlElement {
  readonly namespace: string;
  readonly local: string;
  /** Attributes without the namespace declarations; keys `{namespace}local`, or `local` where there is none. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Characters of the document up to just after the element's name, see slices.ts. */
  readonly at: number;
  /** Namespace bound to a prefix here, for QNames in values such as xsi:type. To be called during `open` only. */
  resolve(prefix: string): string | undefined;
  /** For writing the element down as it stood. To be called during `open` only. */
  asWritten(): WrittenElement;
}

export interface WrittenElement {
  /** With its prefix. */
  readonly name: string;
  /** Name with prefix and value, namespace declarations among them. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Prefix → namespace as declared by the elements around it; the empty prefix is the default namespace. */
  readonly inherited: ReadonlyMap<string, string>;
}

/** Receives a document in order. Text comes in pieces; CDATA as text; comments and processing instructions not at all. */
export interface XmlHandler {
  open(element: XmlElement): void;
  text(text: string): void;
  /** `end`: characters of the document up to just after the element. */
  close(end: number): void;
}

export interface XmlReader {
  write(chunk: string): void;
  end(): void;
}

const attributesPerElement = 64;
/** Characters of the name of an element or attribute, and of a namespace. */
const nameLength = 1_024;
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/**
 * A namespace-aware streaming reader. Throws from `write` and `end`: MESSAGE_FORBIDDEN_XML on a document type
 * declaration, MESSAGE_OVER_LIMIT beyond the limits, MESSAGE_UNREADABLE on anything not well-formed.
 */
export function createXmlReader(handler: XmlHandler, limits: XmlLimits): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let depth = 0;
  let elements = 0;
  let attributeCount = 0;
  let nameEnd = 0;
  /** The declarations of each open element. */
  const scopes: Readonly<Record<string, string>>[] = [];

  // Once for all elements: there are millions of them.
  let open: SaxesTagNS | undefined;
  const resolve = (prefix: string) => parser.resolve(prefix);
  const asWritten = (): WrittenElement => ({
    name: open?.name ?? '',
    attributes: Object.values(open?.attributes ?? {}).map(({ name, value }) => [name, value] as const),
    inherited: new Map(scopes.flatMap((scope) => Object.entries(scope))),
  });

  parser.on('doctype', () => {
    throw new BridgeError('MESSAGE_FORBIDDEN_XML');
  });
  parser.on('error', (error) => {
    throw new BridgeError('MESSAGE_UNREADABLE', positionOf(error.message), { cause: error });
  });
  parser.on('opentagstart', ({ name }) => {
    checkName(name);
    nameEnd = parser.position;
    depth += 1;
    elements += 1;
    if (depth > limits.depth) throw overLimit(`More than ${limits.depth} levels.`);
    if (elements > limits.elements) throw overLimit(`More than ${limits.elements} elements.`);
  });
  parser.on('attribute', ({ name }) => {
    checkName(name);
    attributeCount += 1;
    if (attributeCount > attributesPerElement) throw overLimit(`More than ${attributesPerElement} attributes.`);
  });
  parser.on('opentag', (tag) => {
    attributeCount = 0;
    open = tag;
    const attributes = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.uri === xmlnsNamespace) {
        checkName(attribute.value);
        continue;
      }
      checkLength(attribute.value, limits);
      attributes.set(attribute.uri ? `{${attribute.uri}}${attribute.local}` : attribute.local, attribute.value);
    }
    handler.open({
      namespace: tag.uri,
      local: tag.local,
      attributes,
      at: nameEnd,
      resolve,
      asWritten,
    });
    scopes.push(tag.ns);
  });
  parser.on('text', (text) => {
    // Saxes reports white space around the root element too; nobody may be told of text outside an element.
    if (depth === 0) return;
    checkLength(text, limits);
    handler.text(text);
  });
  parser.on('cdata', (text) => {
    checkLength(text, limits);
    handler.text(text);
  });
  parser.on('closetag', () => {
    depth -= 1;
    scopes.pop();
    handler.close(parser.position);
  });

  return {
    write: (chunk) => {
      parser.write(chunk);
    },
    end: () => {
      parser.close();
    },
  };
}

function checkLength(text: string, limits: XmlLimits): void {
  if (text.length > limits.textLength) throw overLimit(`A text of more than ${limits.textLength} characters.`);
}

function checkName(name: string): void {
  if (name.length > nameLength) throw overLimit(`A name of more than ${nameLength} characters.`);
}

function overLimit(detail: string): BridgeError {
  return new BridgeError('MESSAGE_OVER_LIMIT', detail);
}

/** Saxes prefixes `line:column:` and may quote the offending text, which could be patient data: keep the place only. */
function positionOf(message: string): string | undefined {
  const place = /^(\d+):(\d+):/.exec(message);
  return place ? `Line ${place[1]}, column ${place[2]}.` : undefined;
}
