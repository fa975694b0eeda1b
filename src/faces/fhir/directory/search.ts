import type { Bundle, BundleEntry, BundleLink, Location, Organization, Practitioner, PractitionerRole } from 'fhir/r4';
import type { Directory, Unit } from '../../../hsa/index.ts';
import { type Candidates, isShown, peopleMatching, rolesById, rolesMatching, unitsMatching } from './candidates.ts';
import { type Criterion, type DirectoryType, type Query, readQuery } from './parameters.ts';
import { toLocation, toOrganization, toPractitioner, toPractitionerRole } from './resources.ts';

export type DirectoryResource = Organization | Location | Practitioner | PractitionerRole;

export interface DirectorySearch {
  readonly bundle: Bundle<DirectoryResource>;
  /** Parameters that were not known and had no effect. */
  readonly ignored: readonly string[];
  /** The directory did not answer; this is what it said then (ISO 8601), or undefined when it did. */
  readonly staleSince: string | undefined;
  /** The directory cut the list short: there may be others that match. */
  readonly more: boolean;
}

/**
 * Searches units, people and assignments. `baseUrl` is the FHIR base without a slash at its end.
 * Throws `PARAMETER_INVALID`, `PARAMETER_UNSUPPORTED` and `DIRECTORY_UNAVAILABLE`.
 */
export async function searchDirectory(
  directory: Directory,
  type: DirectoryType,
  params: URLSearchParams,
  baseUrl: string,
): Promise<DirectorySearch> {
  const query = readQuery(type, params);
  const found = await finders[type](directory, query.criteria);
  const page = query.countOnly ? [] : found.items.slice(query.offset, query.offset + query.count);
  const resources = await Promise.all(page.map((match) => match()));
  const entry = resources.map(
    (resource): BundleEntry<DirectoryResource> => ({
      fullUrl: `${baseUrl}/${type}/${resource.id}`,
      resource,
      search: { mode: 'match' },
    }),
  );
  const bundle: Bundle<DirectoryResource> = {
    resourceType: 'Bundle',
    type: 'searchset',
    // A list the directory cut short has no known total.
    ...(found.more ? {} : { total: found.items.length }),
    link: linksOf(type, params, query, found.items.length, baseUrl),
    ...(entry.length > 0 ? { entry } : {}),
  };
  return { bundle, ignored: query.ignored, staleSince: found.staleSince, more: found.more };
}

/** One resource by id, archived ones included; undefined if there is none. Throws `DIRECTORY_UNAVAILABLE`. */
export async function readDirectory(
  directory: Directory,
  type: DirectoryType,
  id: string,
): Promise<DirectoryResource | undefined> {
  if (type === 'Practitioner') {
    const { value: person } = await directory.person(id);
    return person && isShown(person) ? toPractitioner(person) : undefined;
  }
  if (type === 'PractitionerRole') {
    const [holder] = (await rolesById(directory, id)).items;
    return holder && isShown(holder.person) ? toPractitionerRole(holder.assignment, holder.person) : undefined;
  }
  return readUnit(directory, type, id);
}

async function readUnit(
  directory: Directory,
  type: 'Organization' | 'Location',
  id: string,
): Promise<Organization | Location | undefined> {
  const { value: place } = await directory.unit(id);
  if (!place || !isShown(place.object)) return undefined;
  return (type === 'Organization' ? toOrganization : toLocation)(place.object, place.parents[0]);
}

/** A match that becomes its resource when asked, so that only those on the page cost a further lookup. */
type Deferred = () => Promise<DirectoryResource>;
type Finder = (directory: Directory, criteria: readonly Criterion[]) => Promise<Candidates<Deferred>>;

const finders: Readonly<Record<DirectoryType, Finder>> = {
  Organization: unitFinder('Organization', toOrganization),
  Location: unitFinder('Location', toLocation),
  Practitioner: async (directory, criteria) =>
    deferred(await peopleMatching(directory, criteria), async (person) => toPractitioner(person)),
  PractitionerRole: async (directory, criteria) =>
    deferred(await rolesMatching(directory, criteria), async ({ assignment, person }) =>
      toPractitionerRole(assignment, person),
    ),
};

function unitFinder(
  type: 'Organization' | 'Location',
  toResource: (unit: Unit, parent: Unit | undefined) => DirectoryResource,
): Finder {
  return async (directory, criteria) =>
    deferred(await unitsMatching(directory, type, criteria), async (unit) =>
      toResource(unit, (await directory.unit(unit.hsaId)).value?.parents[0]),
    );
}

function deferred<T>(found: Candidates<T>, toResource: (item: T) => Promise<DirectoryResource>): Candidates<Deferred> {
  return { ...found, items: found.items.map((item) => () => toResource(item)) };
}

/** `self` with the parameters that had an effect, `next` while there is more. */
function linksOf(
  type: DirectoryType,
  params: URLSearchParams,
  query: Query,
  found: number,
  baseUrl: string,
): BundleLink[] {
  const used = new URLSearchParams([...params].filter(([key]) => !query.ignored.includes(key)));
  const address = (parameters: URLSearchParams) => `${baseUrl}/${type}${parameters.size > 0 ? `?${parameters}` : ''}`;
  const links = [{ relation: 'self', url: address(used) }];
  const nextOffset = query.offset + query.count;
  if (!query.countOnly && nextOffset < found) {
    const next = new URLSearchParams(used);
    next.set('_offset', String(nextOffset));
    links.push({ relation: 'next', url: address(next) });
  }
  return links;
}
