import type { AnyResource, Identifier, Reference, Resource, ResourceType, Unchecked } from './resources.ts';
import { resourceAs } from './resources.ts';
import type { Page } from './search.ts';

/** Every resource met so far, so that references among them can be followed. */
export interface ResourceIndex {
  add(page: Page): void;
  /** Whether there is anything at `Type/id`. */
  has(path: string): boolean;
  /** What a reference made inside `holder` points at, if it is of that type and we have it. */
  find<T extends ResourceType>(type: T, reference: Reference | undefined, holder: AnyResource): Resource<T> | undefined;
  /** Every Provenance whose target is that resource. */
  provenancesOf(resource: AnyResource): readonly Resource<'Provenance'>[];
}

/** `base` is the service base: an address below it and the path alone mean the same. */
export function createResourceIndex(base: URL): ResourceIndex {
  const root = base.href.replace(/\/?$/, '/');
  const byAddress = new Map<string, Unchecked>();
  const fullUrls = new WeakMap<object, string>();
  const byIdentifier = new Map<string, Unchecked>();
  const provenances = new Map<string, Resource<'Provenance'>[]>();

  function add(page: Page): void {
    for (const { fullUrl, resource } of page) {
      if (!resource) continue;
      if (fullUrl) fullUrls.set(resource, fullUrl);
      // The first copy stays: one that comes along again must be known to be the same.
      for (const address of addressesOf(resource)) if (!byAddress.has(address)) byAddress.set(address, resource);
      for (const identifier of identifiersOf(resource)) byIdentifier.set(identifier, resource);
      const provenance = resourceAs('Provenance', resource);
      if (provenance) fileProvenance(provenance);
    }
  }

  /** `Type/id` and the entry's fullUrl: references use either. */
  function addressesOf(resource: Unchecked): readonly string[] {
    const { resourceType, id } = resource;
    const fullUrl = fullUrls.get(resource);
    return [...(id ? [`${resourceType}/${id}`] : []), ...(fullUrl ? [fullUrl] : [])];
  }

  function fileProvenance(provenance: Resource<'Provenance'>): void {
    for (const { reference } of provenance.target ?? []) {
      if (!reference) continue;
      for (const address of new Set([reference, relative(reference)])) {
        const filed = provenances.get(address);
        if (!filed) provenances.set(address, [provenance]);
        else if (!filed.includes(provenance)) filed.push(provenance);
      }
    }
  }

  /** `https://…/fhir/Condition/1/_history/2` → `Condition/1`; what is on another server stays there. */
  function relative(address: string): string {
    const path = address.startsWith(root) ? address.slice(root.length) : address;
    return path.replace(/\/_history\/[^/]+$/, '');
  }

  return {
    add,
    has: (path) => byAddress.has(path),
    find: (type, reference, holder) => {
      const address = reference?.reference;
      if (!address) return resourceAs(type, byIdentifier.get(`${type} ${nameOf(reference?.identifier)}`));
      if (address.startsWith('#')) {
        return resourceAs(
          type,
          holder.contained?.find(({ id }) => id === address.slice(1)),
        );
      }
      return resourceAs(type, byAddress.get(address) ?? byAddress.get(relative(address)));
    },
    provenancesOf: (resource) => [
      ...new Set(addressesOf(resource).flatMap((address) => provenances.get(address) ?? [])),
    ],
  };
}

/** What it is identified by, among its type. */
function identifiersOf(resource: Unchecked): readonly string[] {
  const { identifier } = resource as { readonly identifier?: unknown };
  const given: readonly unknown[] = Array.isArray(identifier) ? identifier : [];
  return given
    .flatMap((one) => nameOf(one as Identifier | null) ?? [])
    .map((name) => `${resource.resourceType} ${name}`);
}

function nameOf(identifier: Identifier | null | undefined): string | undefined {
  return identifier?.system && identifier.value ? `${identifier.system}|${identifier.value}` : undefined;
}
