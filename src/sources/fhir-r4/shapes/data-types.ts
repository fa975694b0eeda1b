import Type, { type Static, type TProperties, type TSchema } from 'typebox';

/** Data types of FHIR R4, as far as the mappings read them. */
export const opt = Type.Optional;
export const text = opt(Type.String());
export const flag = opt(Type.Boolean());
export const list = <T extends TSchema>(type: T) => opt(Type.Array(type));

/** A JSON number as the digits it was written with (see json.ts). */
const number = (pattern: string) => Type.Object({ digits: Type.String({ pattern }) });
export const Decimal = number(String.raw`^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$`);
export const Whole = number(String.raw`^-?(0|[1-9]\d{0,8})$`);

export const Coding = Type.Object({ system: text, version: text, code: text, display: text });
export const CodeableConcept = Type.Object({ coding: list(Coding), text });
export const Identifier = Type.Object({ system: text, value: text });
export const Reference = Type.Object({ reference: text, type: text, identifier: opt(Identifier), display: text });
export const Period = Type.Object({ start: text, end: text });
export const Annotation = Type.Object({ text });
export const Quantity = Type.Object({
  value: opt(Decimal),
  comparator: text,
  unit: text,
  system: text,
  code: text,
});
export const Range = Type.Object({ low: opt(Quantity), high: opt(Quantity) });
export const Ratio = Type.Object({ numerator: opt(Quantity), denominator: opt(Quantity) });
export const Attachment = Type.Object({ contentType: text, data: text, url: text, title: text });

const extensionValue = {
  url: Type.String(),
  valueString: text,
  valueBoolean: flag,
  valueDate: text,
  valueDateTime: text,
  valueCoding: opt(Coding),
  valueCodeableConcept: opt(CodeableConcept),
  valueQuantity: opt(Quantity),
  valueRange: opt(Range),
  valuePeriod: opt(Period),
  valueReference: opt(Reference),
  valueIdentifier: opt(Identifier),
  valueAnnotation: opt(Annotation),
};
export const Extension = Type.Object({ ...extensionValue, extension: list(Type.Object(extensionValue)) });
export const Contained = Type.Object({ resourceType: Type.String(), id: text });

/** A resource with what all of them have. */
export const resource = <const T extends string, P extends TProperties>(type: T, parts: P) =>
  Type.Object({
    resourceType: Type.Literal(type),
    id: text,
    meta: opt(Type.Object({ lastUpdated: text, security: list(Coding) })),
    identifier: list(Identifier),
    extension: list(Extension),
    contained: list(Contained),
    ...parts,
  });

export type Coding = Static<typeof Coding>;
export type CodeableConcept = Static<typeof CodeableConcept>;
export type Identifier = Static<typeof Identifier>;
export type Reference = Static<typeof Reference>;
export type Period = Static<typeof Period>;
export type Quantity = Static<typeof Quantity>;
export type Range = Static<typeof Range>;
export type Attachment = Static<typeof Attachment>;
export type Extension = Static<typeof Extension>;
