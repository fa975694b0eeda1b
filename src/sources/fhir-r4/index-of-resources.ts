import type { AnyResource, Reference, Resource, ResourceType, Unchecked } from './resources.ts';
import { resourceAs } from './resources.ts';
import type { Page } from './search.ts';

/** Every resource met so far, so that references among them can be followed. */
export interface ResourceIndex {
  add(page: Page): void;
  /** What a reference made inside `holder` points at, if it is of that type and we have it. */
  find<T extends ResourceType>(type: T, reference: Reference | undefined, holder: AnyResource): Resource<T> | undefined;
  /** Every Provenance whose target is that resource. */
  provenancesOf(resource: AnyResource): readonly Resource<'Provenance'>[];
}

export function createResourceIndex(): ResourceIndex {
  const byAddress = new Map<string, Unchecked>();
  const fullUrls = new WeakMap<object, string>();
  const provenances = new Map<string, Resource<'Provenance'>[]>();

  function add(page: Page): void {
    for (const { fullUrl, resource } of page) {
      if (!resource) continue;
      if (fullUrl) fullUrls.set(resource, fullUrl);
      for (const address of addressesOf(resource)) byAddress.set(address, resource);
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

  return {
    add,
    find: (type, reference, holder) => {
      const address = reference?.reference;
      if (!address) return undefined;
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

/** `https://…/fhir/Condition/1/_history/2` → `Condition/1`; anything else stays as it is. */
function relative(address: string): string {
  return /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(address)?.[1] ?? address;
}
