import { escapeAttribute, escapeText } from '../xml/index.ts';
import { type AnyType, type ComplexType, elementNamespace } from './schema.ts';

/** Namespace → prefix, fixed for one message so that records can be written one by one and joined. */
export type Prefixes = ReadonlyMap<string, string>;

/** Prefixes for everything that can occur under a type: the root's own namespace first. */
export function prefixesFor(rootNamespace: string, type: ComplexType): Prefixes {
  const namespaces = new Set([rootNamespace]);
  collectNamespaces(type, namespaces, new Set());
  return new Map([...namespaces].map((namespace, index) => [namespace, `ns${index}`]));
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
  const holder = value as Record<string, unknown>;
  let xml = '';
  for (const [name, element] of Object.entries(type.elements)) {
    const content = holder[name];
    // An empty element is not a way to say "no value" (RIV-TA): the optional ones stay away.
    if (content === undefined || (content === '' && !element.required)) continue;
    const tag = `${prefixes.get(elementNamespace(type, element))}:${name}`;
    if (element.many)
      for (const item of content as readonly unknown[]) xml += writeOne(tag, element.type, item, prefixes);
    else xml += writeOne(tag, element.type, content, prefixes);
  }
  const foreign = holder.$foreign as readonly string[] | undefined;
  return foreign ? xml + foreign.join('') : xml;
}

function writeOne(tag: string, type: AnyType, value: unknown, prefixes: Prefixes): string {
  const content = type.kind === 'complex' ? writeContent(type, value as object, prefixes) : escapeText(String(value));
  return `<${tag}>${content}</${tag}>`;
}
