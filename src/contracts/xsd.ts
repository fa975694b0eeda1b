import { escapeAttribute } from '../xml/index.ts';
import type { AnyType, ComplexType, Element, Schema, SimpleType } from './schema.ts';

/** A global element of a schema file: the root elements of a service schema, or those of an extension schema. */
export interface GlobalElement {
  readonly name: string;
  readonly type: AnyType;
}

/** Writes one namespace as an XSD file. `location` says where an imported schema file is found from here. */
export function writeXsd(
  schema: Schema,
  globals: readonly GlobalElement[],
  location: (file: string) => string,
): string {
  const imports = importedSchemas(schema, globals);
  const prefixes = new Map<Schema, string>([
    [schema, 'tns'],
    ...imports.map((imported, index): [Schema, string] => [imported, `i${index + 1}`]),
  ]);
  const nameOf = (type: AnyType): string =>
    type.schema ? `${prefixes.get(type.schema)}:${type.name}` : `xs:${type.name}`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${[...prefixes].map(([s, p]) => ` xmlns:${p}="${escapeAttribute(s.namespace)}"`).join('')}`,
    `    targetNamespace="${escapeAttribute(schema.namespace)}" elementFormDefault="qualified" attributeFormDefault="unqualified">`,
    ...imports.map(
      (s) =>
        `  <xs:import namespace="${escapeAttribute(s.namespace)}" schemaLocation="${escapeAttribute(location(s.file))}"/>`,
    ),
    ...globals.map((element) => `  <xs:element name="${element.name}" type="${nameOf(element.type)}"/>`),
    // By name: the order they are declared in depends on which module happens to be loaded first.
    ...schema.types
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((type) => (type.kind === 'simple' ? simpleLines(type) : complexLines(type, nameOf, prefixes))),
    '</xs:schema>',
  ];
  return `${lines.join('\n')}\n`;
}

function simpleLines(type: SimpleType): string[] {
  const facets = [
    ...(type.maxLength === undefined ? [] : [`      <xs:maxLength value="${type.maxLength}"/>`]),
    ...(type.pattern ? [`      <xs:pattern value="${escapeAttribute(type.pattern.source)}"/>`] : []),
    ...(type.values ?? []).map((value) => `      <xs:enumeration value="${escapeAttribute(String(value))}"/>`),
  ];
  const restriction = facets.length
    ? [`    <xs:restriction base="xs:${type.base}">`, ...facets, '    </xs:restriction>']
    : [`    <xs:restriction base="xs:${type.base}"/>`];
  return [`  <xs:simpleType name="${type.name}">`, ...restriction, '  </xs:simpleType>'];
}

function complexLines(
  type: ComplexType,
  nameOf: (type: AnyType) => string,
  prefixes: ReadonlyMap<Schema, string>,
): string[] {
  const elements = Object.entries(type.elements);
  if (type.unread) return unreadLines(type);
  // Beside an optional element of another namespace xs:any ##other would be ambiguous (Unique Particle Attribution):
  // in the schema added elements take the place of the extension point, as in the published ones.
  const hasExtensionPoint = type.open && !elements.some(([, element]) => element.extension && !element.required);
  return [
    `  <xs:complexType name="${type.name}">`,
    '    <xs:sequence>',
    ...elementLines(type, nameOf, prefixes),
    ...(hasExtensionPoint
      ? ['      <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>']
      : []),
    '    </xs:sequence>',
    ...Object.entries(type.attributes).map(
      ([name, use]) => `    <xs:attribute name="${name}" type="xs:string" use="${use}"/>`,
    ),
    '  </xs:complexType>',
  ];
}

function elementLines(
  type: ComplexType,
  nameOf: (type: AnyType) => string,
  prefixes: ReadonlyMap<Schema, string>,
): string[] {
  return Object.entries(type.elements).flatMap(([name, element]) => {
    if (!element.choice) return [elementLine(name, element, nameOf, prefixes)];
    // Optional in its type; in the schema the choice says so, where one must be there.
    const alternative = { ...element, required: element.choice === 'one' };
    return [
      ...(name === type.choice[0] ? ['      <xs:choice>'] : []),
      `  ${elementLine(name, alternative, nameOf, prefixes)}`,
      ...(name === type.choice.at(-1) ? ['      </xs:choice>'] : []),
    ];
  });
}

function unreadLines({ name }: ComplexType): string[] {
  return [
    `  <xs:complexType name="${name}" mixed="true">`,
    '    <xs:sequence>',
    '      <xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>',
    '    </xs:sequence>',
    '    <xs:anyAttribute processContents="lax"/>',
    '  </xs:complexType>',
  ];
}

function elementLine(
  name: string,
  element: Element,
  nameOf: (type: AnyType) => string,
  prefixes: ReadonlyMap<Schema, string>,
): string {
  const occurs = `${element.required ? '' : ' minOccurs="0"'}${element.many ? ' maxOccurs="unbounded"' : ''}`;
  if (element.extension) return `      <xs:element ref="${prefixes.get(element.extension)}:${name}"${occurs}/>`;
  return `      <xs:element name="${name}" type="${nameOf(element.type)}"${occurs}/>`;
}

function importedSchemas(schema: Schema, globals: readonly GlobalElement[]): Schema[] {
  const found = new Set<Schema>();
  const note = (other: Schema | undefined): void => {
    if (other && other.namespace !== schema.namespace) found.add(other);
  };
  for (const global of globals) note(global.type.schema);
  for (const type of schema.types) {
    if (type.kind === 'simple') continue;
    for (const element of Object.values(type.elements)) {
      note(element.extension);
      if (!element.extension) note(element.type.schema);
    }
  }
  return [...found];
}

/** Every schema that can be met under these types, with the global elements that minor versions added to it. */
export function reachableSchemas(roots: readonly ComplexType[]): Map<Schema, GlobalElement[]> {
  const found = new Map<Schema, GlobalElement[]>();
  const seen = new Set<AnyType>();
  const visit = (type: AnyType): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.schema && !found.has(type.schema)) found.set(type.schema, []);
    if (type.kind === 'simple') return;
    for (const [name, element] of Object.entries(type.elements)) {
      if (element.extension) {
        const globals = found.get(element.extension) ?? [];
        if (!globals.some((global) => global.name === name)) globals.push({ name, type: element.type });
        found.set(element.extension, globals);
      }
      visit(element.type);
    }
  };
  for (const root of roots) visit(root);
  return found;
}
