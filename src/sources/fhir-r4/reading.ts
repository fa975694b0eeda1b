import type { Mapped } from '../mapped.ts';
import type { Context } from './context.ts';
import { isModified, modified } from './modifiers.ts';
import { type Resource, type ResourceType, resourceAs } from './resources.ts';
import type { Page } from './search.ts';

/** What is wanted beside the resources that are searched for. */
export interface Beside {
  /** Values of `_include`. */
  readonly include?: readonly string[];
  /** Types whose resources are fetched one by one where a reference leads to one that did not come along. */
  readonly fetch?: readonly ResourceType[];
}

/** Pages of all resources of one type about the patient; what comes with them is in the index before they come out. */
export type Search = (type: ResourceType, beside?: Beside) => AsyncIterable<Page>;

/** How one contract's records are made of what a system holds of a patient. */
export type Mapping = (search: Search, context: Context) => AsyncIterable<Mapped<object>>;

/** Page by page; a resource that the mapping says is no record leaves nothing behind. */
export async function* eachOf<T extends ResourceType>(
  type: T,
  search: Search,
  map: (resource: Resource<T>) => Mapped<object> | undefined,
  beside: Beside = {},
): AsyncGenerator<Mapped<object>> {
  for await (const page of search(type, beside)) {
    for (const found of matches(type, page)) {
      const mapped = 'problem' in found ? brokenResource(type, found.problem) : map(found.resource);
      if (mapped) yield 'resource' in found ? { ...mapped, readFrom: found.resource } : mapped;
    }
  }
}

/** All resources of a type; the broken ones come out at once. */
export async function* gather<T extends ResourceType>(
  type: T,
  search: Search,
  beside: Beside = {},
): AsyncGenerator<Mapped<object>, readonly Resource<T>[]> {
  const gathered: Resource<T>[] = [];
  for await (const page of search(type, beside)) {
    for (const found of matches(type, page)) {
      if ('problem' in found) yield brokenResource(type, found.problem);
      else gathered.push(found.resource);
    }
  }
  return gathered;
}

export const formless = 'does not have the form that FHIR R4 gives it';

type Match<T extends ResourceType> = { readonly resource: Resource<T> } | { readonly problem: string };

function* matches<T extends ResourceType>(type: T, page: Page): Generator<Match<T>> {
  for (const { resource: found, search } of page) {
    if (found?.resourceType !== type || search?.mode === 'include') continue;
    const resource = resourceAs(type, found);
    if (!resource) yield { problem: formless };
    else yield isModified(found) ? { problem: modified } : { resource };
  }
}

/** Stands for a resource that cannot be read, so that it is counted and not just gone. */
function brokenResource(type: ResourceType, problem: string): Mapped<object> {
  return {
    item: {},
    careUnit: undefined,
    careProvider: undefined,
    careContact: undefined,
    problems: [`${type} ${problem}`],
  };
}
