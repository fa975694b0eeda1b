import { createRequire } from 'node:module';

/** A child of a type, in the place where R4's schema has it. */
export interface Part {
  readonly name: string;
  /** Name of the data type; `Resource` for any resource, `xhtml` for a narrative's div. */
  readonly type: string;
  /** Its own children, where they belong to this place alone (BackboneElement). */
  readonly parts: readonly Part[] | undefined;
}

/** As the package `fhir` has parsed R4's StructureDefinitions. Choices stand there one by one. */
interface Definition {
  readonly _name: string;
  readonly _type: string;
  readonly _properties?: readonly Definition[];
}

type Definitions = Readonly<Record<string, { readonly _properties: readonly Definition[] }>>;

const require = createRequire(import.meta.url);
let loaded: Definitions | undefined;
const known = new Map<string, readonly Part[]>();

/**
 * The children of a type in R4's order, read on first use: a megabyte that an installation without XML callers never
 * needs. `type` is the name of a resource or data type, or `#Type.element` for the children of an element elsewhere.
 * Throws TypeError for a type that R4 does not have.
 */
export function partsOf(type: string): readonly Part[] {
  const parts = known.get(type) ?? find(type).map(partFrom);
  known.set(type, parts);
  return parts;
}

function find(type: string): readonly Definition[] {
  loaded ??= require('fhir/profiles/types.json') as Definitions;
  const [name = '', ...path] = type.replace('#', '').split('.');
  let found = loaded[name]?._properties;
  for (const step of path) found = found?.find(({ _name }) => _name === step)?._properties;
  if (!found) throw new TypeError(`R4 has no type ${type}`);
  return found.filter(({ _name }) => !_name.startsWith('_'));
}

function partFrom({ _name: name, _type: type, _properties: own }: Definition): Part {
  const parts = own?.filter((one) => !one._name.startsWith('_')).map(partFrom);
  return { name, type, parts: parts && parts.length > 0 ? parts : undefined };
}
