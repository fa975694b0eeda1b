import { type ModelElement, type ModelType, model } from './model.ts';
import { messages, namespace } from './namespace.ts';

/** Root elements and their types. */
const roots: Readonly<Record<string, string>> = {
  [messages.extract]: 'ExtractRequest_type',
  [messages.continuation]: 'ContinuationRequest_type',
  [messages.response]: 'Response_type',
};

/** Why there is no value (ISO 21090). */
const nullFlavors = 'NI INV OTH NINF PINF UNC DER UNK ASKU NAV QS NASK TRC MSK NA'.split(' ');
const enumerations = { NullFlavor: nullFlavors, DetailKind: ['E', 'W', 'I'] };

export const schemaFile = 'RIV13606_1.1.xsd';

/** The schema of `urn:riv13606:v1.1`, with types that extend each other as xsi:type needs them. */
export function writeSchema(): string {
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${namespace}"`,
    `    targetNamespace="${namespace}" elementFormDefault="qualified" attributeFormDefault="unqualified">`,
    ...Object.entries(roots).map(([name, type]) => `  <xs:element name="${name}" type="tns:${type}"/>`),
    ...Object.entries(enumerations).flatMap(([name, values]) => enumeration(name, values)),
    ...[...model.values()].flatMap(complexType),
    '</xs:schema>',
  ].join('\n')}\n`;
}

function enumeration(name: string, values: readonly string[]): string[] {
  return [
    `  <xs:simpleType name="${name}">`,
    '    <xs:restriction base="xs:string">',
    ...values.map((value) => `      <xs:enumeration value="${value}"/>`),
    '    </xs:restriction>',
    '  </xs:simpleType>',
  ];
}

function complexType(type: ModelType): string[] {
  const content = [
    ...(type.own.length > 0
      ? ['<xs:sequence>', ...type.own.map((one) => `  ${elementLine(one)}`), '</xs:sequence>']
      : []),
    ...type.attributes.map(attributeLine),
  ];
  const extended =
    type.base === undefined
      ? content
      : [
          '<xs:complexContent>',
          `  <xs:extension base="tns:${type.base}">`,
          ...content.map((line) => `    ${line}`),
          '  </xs:extension>',
          '</xs:complexContent>',
        ];
  const marks = `${type.abstract ? ' abstract="true"' : ''}${type.text ? ' mixed="true"' : ''}`;
  return [
    `  <xs:complexType name="${type.name}"${marks}>`,
    ...extended.map((line) => `    ${line}`),
    '  </xs:complexType>',
  ];
}

function elementLine({ name, type, required, many }: ModelElement): string {
  const occurs = `${required ? '' : ' minOccurs="0"'}${many ? ' maxOccurs="unbounded"' : ''}`;
  // EN 13606 lets an entry say that it has no items by xsi:nil.
  const nillable = name === 'items' ? ' nillable="true"' : '';
  return `<xs:element name="${name}" type="${type.startsWith('xs:') ? type : `tns:${type}`}"${occurs}${nillable}/>`;
}

function attributeLine({ name, type }: ModelType['attributes'][number]): string {
  return `<xs:attribute name="${name}" type="${Object.hasOwn(enumerations, type) ? `tns:${type}` : `xs:${type}`}"/>`;
}
