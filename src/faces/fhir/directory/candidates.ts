import {
  type Answer,
  type Directory,
  fewAtATime,
  type Holder,
  isUnit,
  type Person,
  swedish,
  type Unit,
} from '../../../hsa/index.ts';
import { type Criterion, hsaIdOf, idOfReference, isOrgNoToken, satisfies } from './parameters.ts';
import { roleId } from './resources.ts';

/** What a search found, in a stable order. */
export interface Candidates<T> {
  readonly items: readonly T[];
  /** The directory cut the list short. */
  readonly more: boolean;
  /** Since when (ISO 8601) the directory's word is old, if it does not answer now. */
  readonly staleSince: string | undefined;
}

/** Roles read for one search without a narrowing parameter. */
const roleLimit = 2_000;
/** People read for one name. */
const nameLimit = 2_000;

export async function unitsMatching(
  directory: Directory,
  type: 'Organization' | 'Location',
  criteria: readonly Criterion[],
): Promise<Candidates<Unit>> {
  const narrowed = await narrow(criteria, (criterion) => unitsNamedBy(directory, criterion), hsaIdOfObject);
  const found = narrowed ?? listing(await directory.units());
  const matches = (unit: Unit) => isShown(unit) && satisfies(type, unit, criteria);
  return matching(found, matches, hsaIdOfObject, (unit) => unit.name);
}

export async function peopleMatching(
  directory: Directory,
  criteria: readonly Criterion[],
): Promise<Candidates<Person>> {
  const narrowed = await narrow(criteria, (criterion) => peopleNamedBy(directory, criterion), hsaIdOfObject);
  const found = narrowed ?? listing(await directory.people());
  const matches = (person: Person) => isShown(person) && satisfies('Practitioner', person, criteria);
  return matching(found, matches, hsaIdOfObject);
}

export async function rolesMatching(directory: Directory, criteria: readonly Criterion[]): Promise<Candidates<Holder>> {
  const narrowed = await narrow(criteria, (criterion) => rolesNamedBy(directory, criterion), idOf);
  const found = narrowed ?? (await everyRole(directory));
  const matches = ({ person }: Holder) => isShown(person) && satisfies('PractitionerRole', person, criteria);
  return matching(found, matches, idOf);
}

/** The role with the id, or none. */
export async function rolesById(directory: Directory, id: string): Promise<Candidates<Holder>> {
  const [commission = ''] = id.split('.', 1);
  const found = listed(await directory.holdersOf(commission));
  return { ...found, items: found.items.filter((holder) => idOf(holder) === id.toUpperCase()) };
}

/** Objects that a criterion names outright; undefined where it only describes them. */
function unitsNamedBy(directory: Directory, { name, values }: Criterion): Promise<Candidates<Unit>> | undefined {
  const byId = async (hsaId: string) => {
    const { value: place, ...age } = await directory.unit(hsaId);
    return listed({ ...age, value: place ? [place.object] : [] });
  };
  if (name === '_id') return union(values.map(byId));
  if (name === 'organization') return union(values.map((value) => byId(idOfReference(value))));
  if (name === 'identifier' && !values.some(isOrgNoToken))
    return union(values.map((value) => byId(hsaIdOf(value) ?? '')));
  if (name !== 'partof') return undefined;
  const children = values.map(async (value) => {
    const { value: below, ...age } = await directory.children(idOfReference(value));
    return listed({ ...age, value: below.filter(isUnit) });
  });
  return union(children);
}

function peopleNamedBy(directory: Directory, { name, values }: Criterion): Promise<Candidates<Person>> {
  const byId = async (hsaId: string) => {
    const { value: person, ...age } = await directory.person(hsaId);
    return listed({ ...age, value: person ? [person] : [] });
  };
  if (name === '_id') return union(values.map(byId));
  if (name === 'identifier') return union(values.map((value) => byId(hsaIdOf(value) ?? '')));
  // Every name that begins with the text also has it within, so the directory's own search narrows a long list.
  const byName = values.map(async (text) => {
    const found = listing(await directory.search(text, { kind: 'person', limit: nameLimit }));
    return { ...found, items: found.items.filter((item) => !isUnit(item)) };
  });
  return union(byName);
}

function rolesNamedBy(directory: Directory, { name, values }: Criterion): Promise<Candidates<Holder>> | undefined {
  if (name === '_id') return union(values.map((id) => rolesById(directory, id)));
  if (name === 'identifier') {
    return union(values.map(async (value) => listed(await directory.holdersOf(hsaIdOf(value) ?? ''))));
  }
  if (name === 'practitioner') return union(values.map((value) => rolesOfPerson(directory, idOfReference(value))));
  if (name === 'organization') return union(values.map((value) => rolesAt(directory, idOfReference(value))));
  return undefined;
}

async function rolesOfPerson(directory: Directory, hsaId: string): Promise<Candidates<Holder>> {
  const { value: person } = await directory.person(hsaId);
  const { value, ...age } = await directory.commissionsOf(hsaId);
  return listed({ ...age, value: person ? value.assignments.map((assignment) => ({ person, assignment })) : [] });
}

async function rolesAt(directory: Directory, unit: string): Promise<Candidates<Holder>> {
  const { value: children, ...age } = await directory.children(unit);
  const commissions = children.filter((child) => child.kind === 'commission');
  return combined([listed<Holder>({ ...age, value: [] }), ...(await holdersOfEach(directory, commissions))]);
}

async function everyRole(directory: Directory): Promise<Candidates<Holder>> {
  const commissions = listing(await directory.commissions());
  const found = combined(await holdersOfEach(directory, commissions.items.slice(0, roleLimit)));
  return { ...found, more: commissions.more || commissions.items.length > roleLimit };
}

function holdersOfEach(directory: Directory, commissions: readonly { hsaId: string }[]): Promise<Candidates<Holder>[]> {
  return fewAtATime(commissions, async ({ hsaId }) => listed(await directory.holdersOf(hsaId)));
}

/** What every naming criterion names; undefined when none names anything outright. */
async function narrow<T>(
  criteria: readonly Criterion[],
  namedBy: (criterion: Criterion) => Promise<Candidates<T>> | undefined,
  idOfItem: (item: T) => string,
): Promise<Candidates<T> | undefined> {
  const [first, ...rest] = await Promise.all(criteria.map(namedBy).filter((named) => named !== undefined));
  if (!first) return undefined;
  const others = rest.map((found) => new Set(found.items.map(idOfItem)));
  const items = first.items.filter((item) => others.every((ids) => ids.has(idOfItem(item))));
  return { items, more: [first, ...rest].some(({ more }) => more), staleSince: oldest([first, ...rest]) };
}

/** Each once, in a stable order. */
function matching<T>(
  found: Candidates<T>,
  matches: (item: T) => boolean,
  idOfItem: (item: T) => string,
  sortKey = idOfItem,
): Candidates<T> {
  const unique = new Map(found.items.filter(matches).map((item) => [idOfItem(item), item]));
  return { ...found, items: [...unique.values()].sort((a, b) => swedish.compare(sortKey(a), sortKey(b))) };
}

async function union<T>(parts: readonly Promise<Candidates<T>>[]): Promise<Candidates<T>> {
  return combined(await Promise.all(parts));
}

function combined<T>(found: readonly Candidates<T>[]): Candidates<T> {
  return {
    items: found.flatMap(({ items }) => items),
    more: found.some(({ more }) => more),
    staleSince: oldest(found),
  };
}

function oldest(found: readonly Candidates<unknown>[]): string | undefined {
  return found
    .map(({ staleSince }) => staleSince)
    .filter((since) => since !== undefined)
    .sort()[0];
}

function listed<T>({ value, asOf, stale }: Answer<readonly T[]>): Candidates<T> {
  return { items: value, more: false, staleSince: stale ? asOf : undefined };
}

function listing<T>({
  value,
  asOf,
  stale,
}: Answer<{ readonly items: readonly T[]; readonly more: boolean }>): Candidates<T> {
  return { ...value, staleSince: stale ? asOf : undefined };
}

/** Fictitious and hidden objects never leave through this door; archived ones do when they are named. */
export function isShown({ feigned, hidden }: Unit | Person): boolean {
  return !feigned && !hidden;
}

function hsaIdOfObject({ hsaId }: Unit | Person): string {
  return hsaId;
}

function idOf({ assignment }: Holder): string {
  return roleId(assignment);
}
