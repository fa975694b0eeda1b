import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BridgeError } from '../errors.ts';
import type { WrittenElement, XmlHandler, XmlReader } from './handler.ts';
import {
  checkAttributes,
  checkDepth,
  checkElements,
  checkName,
  checkText,
  type XmlLimits,
  xmlnsNamespace,
} from './limits.ts';
import type { OpenElement, Place } from './plain-reader.ts';
import { escapeAttribute } from './writer.ts';

/** Reads all that XML is, or what is left of a document from `place`. Throws as `createXmlReader` says. */
export function createSaxReader(handler: XmlHandler, limits: XmlLimits, place: Place): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const opening = openingOf(place);
  const moved = place.position - opening.length;
  /** While it is told what is open already. */
  let isOpening = true;
  let depth = place.open.length;
  let { elements } = place;
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
    throw new BridgeError('MESSAGE_UNREADABLE', positionOf(error.message, place, opening.length), { cause: error });
  });
  parser.on('opentagstart', ({ name }) => {
    if (isOpening) return;
    checkName(name);
    nameEnd = moved + parser.position;
    depth += 1;
    elements += 1;
    checkDepth(depth, limits);
    checkElements(elements, limits);
  });
  parser.on('attribute', ({ name }) => {
    if (isOpening) return;
    checkName(name);
    attributeCount += 1;
    checkAttributes(attributeCount);
  });
  parser.on('opentag', (tag) => {
    if (!isOpening) tell(tag);
    scopes.push(tag.ns);
  });
  parser.on('text', (text) => {
    // Saxes reports white space around the root element too; nobody may be told of text outside an element.
    if (depth === 0) return;
    checkText(text, limits);
    handler.text(text);
  });
  parser.on('cdata', (text) => {
    checkText(text, limits);
    handler.text(text);
  });
  parser.on('closetag', () => {
    scopes.pop();
    if (isOpening) return;
    depth -= 1;
    handler.close(moved + parser.position);
  });

  function tell(tag: SaxesTagNS): void {
    attributeCount = 0;
    open = tag;
    const attributes = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.uri === xmlnsNamespace) {
        checkName(attribute.value);
        continue;
      }
      checkText(attribute.value, limits);
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
  }

  parser.write(opening);
  isOpening = false;
  return {
    write: (chunk) => {
      parser.write(chunk);
    },
    end: () => {
      parser.close();
    },
  };
}

/** What brings the parser to where the document stands. */
function openingOf({ open, isClosed }: Place): string {
  return isClosed ? '<closed/>' : open.map(tagOf).join('');
}

function tagOf({ name, declared }: OpenElement): string {
  return `<${name}${declared.map(([one, value]) => ` ${one}="${escapeAttribute(value)}"`).join('')}>`;
}

/** Saxes prefixes `line:column:` and may quote the offending text, which could be patient data: keep the place only. */
function positionOf(message: string, { lines, column }: Place, opening: number): string | undefined {
  const found = /^(\d+):(\d+):/.exec(message);
  if (!found) return undefined;
  const [line, inLine] = [Number(found[1]), Number(found[2])];
  return `Line ${lines + line}, column ${line === 1 ? column + inLine - opening : inLine}.`;
}
