import { escapeAttribute, escapeText } from '../xml/index.ts';
import { type ComplexType, type Element, elementNamespace } from './schema.ts';

/** Namespace → prefix, fixed for one message so that records can be written one by one and joined. */
export type Prefixes = ReadonlyMap<string, string>;

const made = new WeakMap<ComplexType, Map<string, Prefixes>>();

/**
 * Prefixes for everything that can occur under a type: the root's own namespace first. The same ones each time, and so the
 * tags that are spelled with them.
 */
export function prefixesFor(rootNamespace: string, type: ComplexType): Prefixes {
  const ofType = made.get(type) ?? new Map<string, Prefixes>();
  made.set(type, ofType);
  const prefixes = ofType.get(rootNamespace) ?? makePrefixes(rootNamespace, type);
  ofType.set(rootNamespace, prefixes);
  return prefixes;
}

function makePrefixes(rootNamespace: string, type: ComplexType): Prefixes {
  const namespaces = new Set([rootNamespace, ...namespacesIn(type)]);
  return new Map([...namespaces].map((namespace, index) => [namespace, `ns${index}`]));
}

/** Those of all elements that can occur under a type. */
export function namespacesIn(type: ComplexType): readonly string[] {
  const namespaces = new Set<string>();
  collectNamespaces(type, namespaces, new Set());
  return [...namespaces];
}

function collectNamespaces(type: ComplexType, namespaces: Set<string>, seen: Set<ComplexType>): void {
  if (seen.has(type)) return;
  seen.add(type);
  for (const element of Object.values(type.elements)) {
    namespaces.add(elementNamespace(type, element));
    if (element.type.kind === 'complex') collectNamespaces(element.type, namespaces, seen);
  }
}

/** The xmlns declarations for the root element, with a leading blank. */
export function declarations(prefixes: Prefixes): string {
  return [...prefixes].map(([namespace, prefix]) => ` xmlns:${prefix}="${escapeAttribute(namespace)}"`).join('');
}

/** A whole root element with its declarations. */
export function writeRoot(
  namespace: string,
  name: string,
  type: ComplexType,
  value: object,
  prefixes: Prefixes,
): string {
  const tag = `${prefixes.get(namespace)}:${name}`;
  return `<${tag}${declarations(prefixes)}>${writeContent(type, value, prefixes)}</${tag}>`;
}

/** The children of a complex value in contract order, each in its contract namespace. Absent values are left out. */
export function writeContent(type: ComplexType, value: object, prefixes: Prefixes): string {
  return writeParts('', partsOf(type, prefixes), value as Readonly<Record<string, unknown>>);
}

/** One element of a type, with its tags as the prefixes spell them. */
interface Part {
  readonly name: string;
  readonly required: boolean;
  readonly many: boolean;
  readonly start: string;
  readonly end: string;
  /** Of a complex type. */
  readonly inside: (() => readonly Part[]) | undefined;
}

const spelled = new WeakMap<Prefixes, Map<ComplexType, readonly Part[]>>();

function partsOf(type: ComplexType, prefixes: Prefixes): readonly Part[] {
  let byType = spelled.get(prefixes);
  if (!byType) {
    byType = new Map();
    spelled.set(prefixes, byType);
  }
  let parts = byType.get(type);
  if (!parts) {
    parts = Object.entries(type.elements).map(([name, element]) => partOf(name, type, element, prefixes));
    byType.set(type, parts);
  }
  return parts;
}

function partOf(name: string, holder: ComplexType, element: Element, prefixes: Prefixes): Part {
  const { required, many, type } = element;
  const tag = `${prefixes.get(elementNamespace(holder, element))}:${name}`;
  const inside = type.kind === 'complex' ? () => partsOf(type, prefixes) : undefined;
  return { name, required, many, start: `<${tag}>`, end: `</${tag}>`, inside };
}

/** Goes on with `xml`: text that grows at its end alone is quick to make one piece of. */
function writeParts(xml: string, parts: readonly Part[], value: Readonly<Record<string, unknown>>): string {
  let written = xml;
  for (const part of parts) {
    const content = value[part.name];
    // An empty element is not a way to say "no value" (RIV-TA): the optional ones stay away.
    if (content === undefined || (content === '' && !part.required)) continue;
    if (part.many) for (const item of content as readonly unknown[]) written = writeOne(written, part, item);
    else written = writeOne(written, part, content);
  }
  const foreign = value.$foreign as readonly string[] | undefined;
  return foreign ? written + foreign.join('') : written;
}

function writeOne(xml: string, { start, end, inside }: Part, value: unknown): string {
  const begun = xml + start;
  const filled = inside
    ? writeParts(begun, inside(), value as Readonly<Record<string, unknown>>)
    : begun + escapeText(String(value));
  return filled + end;
}
