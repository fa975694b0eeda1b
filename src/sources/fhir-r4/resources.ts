import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { conditionShapes } from './shapes/conditions.ts';
import { CodeableConcept, Contained, list, opt, text } from './shapes/data-types.ts';
import { documentShapes } from './shapes/documents.ts';
import { medicineShapes } from './shapes/medicines.ts';
import { peopleShapes } from './shapes/people.ts';
import { resultShapes } from './shapes/results.ts';

/**
 * The parts of FHIR R4 resources that the mappings read. What a record system sends is checked against these before
 * anybody looks at it; everything else in a resource, profiles and unknown extensions among it, is let be.
 */
const shapes = { ...peopleShapes, ...conditionShapes, ...documentShapes, ...medicineShapes, ...resultShapes };

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
export type Bundle = Static<typeof Bundle>;
export type {
  Attachment,
  CodeableConcept,
  Coding,
  Extension,
  Identifier,
  Period,
  Quantity,
  Range,
  Reference,
} from './shapes/data-types.ts';
/** A resource nobody has looked into yet. */
export type Unchecked = Static<typeof Contained>;

interface Checker {
  Check(value: unknown): boolean;
  Errors(value: unknown): readonly { readonly instancePath: string }[];
}

const checkers = Object.fromEntries(
  Object.entries(shapes).map(([type, shape]) => [type, Compile<never>(shape as never)]),
) as unknown as Record<string, Checker | undefined>;
const bundle = Compile(Bundle);
const unchecked = Compile(Contained);
const outcome = Compile(OperationOutcome);

/** The resource if it is of that type and of the form that FHIR gives it. */
export function resourceAs<T extends ResourceType>(type: T, value: unknown): Resource<T> | undefined {
  return checkers[type]?.Check(value) ? (value as Resource<T>) : undefined;
}

/** Paths of what in a resource of that type has not the form that FHIR gives it; one that is not read here has none. */
export function shapeProblems(resource: Unchecked): readonly string[] {
  const { resourceType } = resource;
  const errors = checkers[resourceType]?.Errors(resource) ?? [];
  return errors.map(({ instancePath }) => resourceType + instancePath.replaceAll(/\/\d+(?=\/|$)/g, ''));
}

/** Anything that says it is a resource. */
export function resourceOf(value: unknown): Unchecked | undefined {
  return unchecked.Check(value) ? value : undefined;
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
