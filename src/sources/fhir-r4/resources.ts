import Type, { type Static, type TProperties } from 'typebox';
import { Compile } from 'typebox/compile';

/**
 * The parts of FHIR R4 resources that the mappings read. What a record system sends is checked against these before
 * anybody looks at it; everything else in a resource, profiles and unknown extensions among it, is let be.
 */

const opt = Type.Optional;
const text = opt(Type.String());
const list = <T extends Parameters<typeof Type.Array>[0]>(type: T) => opt(Type.Array(type));

const Coding = Type.Object({ system: text, version: text, code: text, display: text });
const CodeableConcept = Type.Object({ coding: list(Coding), text });
const Identifier = Type.Object({ system: text, value: text });
const Reference = Type.Object({ reference: text, identifier: opt(Identifier), display: text });
const Period = Type.Object({ start: text, end: text });
const Annotation = Type.Object({ text });
const extensionValue = {
  url: Type.String(),
  valueString: text,
  valueBoolean: opt(Type.Boolean()),
  valueDate: text,
  valueDateTime: text,
  valueCodeableConcept: opt(CodeableConcept),
  valueReference: opt(Reference),
  valueIdentifier: opt(Identifier),
  valueAnnotation: opt(Annotation),
};
const Extension = Type.Object({ ...extensionValue, extension: list(Type.Object(extensionValue)) });
const Contained = Type.Object({ resourceType: Type.String(), id: text });

const resource = <const T extends string, P extends TProperties>(type: T, parts: P) =>
  Type.Object({
    resourceType: Type.Literal(type),
    id: text,
    meta: opt(Type.Object({ lastUpdated: text, security: list(Coding) })),
    identifier: list(Identifier),
    extension: list(Extension),
    contained: list(Contained),
    ...parts,
  });

const shapes = {
  Patient: resource('Patient', {}),
  Organization: resource('Organization', {
    name: text,
    telecom: list(Type.Object({ system: text, value: text })),
    address: list(Type.Object({ text, line: list(Type.String()), postalCode: text, city: text })),
  }),
  Practitioner: resource('Practitioner', {
    name: list(Type.Object({ text, prefix: list(Type.String()), given: list(Type.String()), family: text })),
  }),
  PractitionerRole: resource('PractitionerRole', {
    practitioner: opt(Reference),
    organization: opt(Reference),
    code: list(CodeableConcept),
  }),
  Provenance: resource('Provenance', {
    target: list(Reference),
    recorded: text,
    agent: list(
      Type.Object({
        type: opt(CodeableConcept),
        who: opt(Reference),
        onBehalfOf: opt(Reference),
        role: list(CodeableConcept),
      }),
    ),
  }),
  Condition: resource('Condition', {
    verificationStatus: opt(CodeableConcept),
    category: list(CodeableConcept),
    code: opt(CodeableConcept),
    subject: opt(Reference),
    encounter: opt(Reference),
    onsetDateTime: text,
    onsetPeriod: opt(Period),
    recordedDate: text,
    recorder: opt(Reference),
    asserter: opt(Reference),
    note: list(Annotation),
  }),
  Flag: resource('Flag', {
    status: text,
    category: list(CodeableConcept),
    code: opt(CodeableConcept),
    subject: opt(Reference),
    period: opt(Period),
    encounter: opt(Reference),
    author: opt(Reference),
  }),
  AllergyIntolerance: resource('AllergyIntolerance', {
    clinicalStatus: opt(CodeableConcept),
    verificationStatus: opt(CodeableConcept),
    category: list(Type.String()),
    criticality: text,
    code: opt(CodeableConcept),
    patient: opt(Reference),
    encounter: opt(Reference),
    onsetDateTime: text,
    onsetPeriod: opt(Period),
    recordedDate: text,
    recorder: opt(Reference),
    asserter: opt(Reference),
    lastOccurrence: text,
    note: list(Annotation),
    reaction: list(Type.Object({ substance: opt(CodeableConcept), severity: text })),
  }),
  Encounter: resource('Encounter', {
    status: text,
    class: opt(Coding),
    type: list(CodeableConcept),
    subject: opt(Reference),
    participant: list(Type.Object({ individual: opt(Reference) })),
    period: opt(Period),
    reasonCode: list(CodeableConcept),
    serviceProvider: opt(Reference),
  }),
};

const Bundle = Type.Object({
  resourceType: Type.Literal('Bundle'),
  link: list(Type.Object({ relation: Type.String(), url: Type.String() })),
  entry: list(Type.Object({ fullUrl: text, resource: opt(Contained), search: opt(Type.Object({ mode: text })) })),
});
const OperationOutcome = Type.Object({
  resourceType: Type.Literal('OperationOutcome'),
  issue: Type.Array(Type.Object({ severity: text, code: text, diagnostics: text, details: opt(CodeableConcept) })),
});

type Shapes = typeof shapes;
export type ResourceType = keyof Shapes;
export type Resource<T extends ResourceType> = Static<Shapes[T]>;
export type AnyResource = Resource<ResourceType>;
export type Coding = Static<typeof Coding>;
export type CodeableConcept = Static<typeof CodeableConcept>;
export type Identifier = Static<typeof Identifier>;
export type Reference = Static<typeof Reference>;
export type Extension = Static<typeof Extension>;
export type Bundle = Static<typeof Bundle>;
/** A resource nobody has looked into yet. */
export type Unchecked = Static<typeof Contained>;

const checkers = Object.fromEntries(
  Object.entries(shapes).map(([type, shape]) => [type, Compile<never>(shape as never)]),
) as unknown as Record<string, { Check(value: unknown): boolean } | undefined>;
const bundle = Compile(Bundle);
const outcome = Compile(OperationOutcome);

/** The resource if it is of that type and of the form that FHIR gives it. */
export function resourceAs<T extends ResourceType>(type: T, value: unknown): Resource<T> | undefined {
  return checkers[type]?.Check(value) ? (value as Resource<T>) : undefined;
}

export function bundleOf(value: unknown): Bundle | undefined {
  return bundle.Check(value) ? value : undefined;
}

/** Texts of the errors in an OperationOutcome; undefined when it is none or holds no error. */
export function errorsIn(value: unknown): string | undefined {
  if (!outcome.Check(value)) return undefined;
  const errors = value.issue.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (errors.length === 0) return undefined;
  return errors.map(({ code, diagnostics, details }) => details?.text ?? diagnostics ?? code ?? 'error').join('; ');
}
