import type { Extension } from 'fhir/r4';
import { guideDefinitions } from './generation.ts';

/**
 * Extensions. Those that the national guide has defined have its canonical; where its pages name one without defining
 * it, we define our own (docs/contracts.md lists them) and invent nothing under the guide's host.
 */
export const ownDefinitions = 'https://norrbryggan.example/fhir/StructureDefinition/';

type Value = Omit<Extension, 'url'>;

/** One of the guide's own; undefined when its value is. */
export function guided(name: string, value: Value): Extension | undefined {
  return valued(`${guideDefinitions}${name}`, value);
}

/** One of ours; undefined when its value is. */
export function own(name: string, value: Value): Extension | undefined {
  return valued(`${ownDefinitions}${name}`, value);
}

/** One of ours that has parts; undefined when none of them has a value. */
export function ownParts(name: string, parts: readonly (Extension | undefined)[]): Extension | undefined {
  return withParts(`${ownDefinitions}${name}`, parts);
}

/** One of the guide's that has parts; undefined when none of them has a value. */
export function guidedParts(name: string, parts: readonly (Extension | undefined)[]): Extension | undefined {
  return withParts(`${guideDefinitions}${name}`, parts);
}

/** A part of an extension, or an extension with the whole address. */
export function valued(url: string, value: Value): Extension | undefined {
  return Object.values(value).some((part) => part !== undefined) ? { url, ...value } : undefined;
}

function withParts(url: string, parts: readonly (Extension | undefined)[]): Extension | undefined {
  const extension = parts.filter((part) => part !== undefined);
  return extension.length > 0 ? { url, extension } : undefined;
}
