import { fileURLToPath } from 'node:url';
import { isLdap, isWebServices } from '../config/directory.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { askAhead } from './ask-ahead.ts';
import {
  type Assignment,
  assignmentsAt,
  type OmittedAssignment,
  type PlacedCommission,
  placeCommission,
} from './assignments.ts';
import { type Answer, type Cache, createCache, liveDirectoryPolicy, olderOf, uncached } from './cache.ts';
import type { DirectoryCopy } from './copy/directory-copy.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { foundInMemory } from './from-memory.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { createLdapSource } from './ldap-source.ts';
import { loadLdifDirectory } from './ldif-source.ts';
import { DirectoryLimitation } from './limitation.ts';
import {
  type Commission,
  type DirectoryFunction,
  type DirectoryObject,
  isListed,
  isUnit,
  type Person,
  type SystemRole,
  type Unit,
} from './model.ts';
import { type Place, placeOf, type Resolved } from './place.ts';
import { rank, searchWords, swedish } from './search.ts';
import type { DirectorySource, Listing, Reach } from './source.ts';
import { noSuccessions, type Successions } from './succession/successions.ts';
import { parseHsaId, parseOrgNo } from './values.ts';

/**
 * The care directory: who is this caller, on whose behalf, at which care unit of which care provider, with what purpose
 * and rights? Every lookup may throw `DIRECTORY_UNAVAILABLE`; not finding something is a value.
 */
export interface Directory {
  /** Any object by HSA-id, archived ones included. */
  object(hsaId: string): Promise<Answer<DirectoryObject | undefined>>;
  /** A unit with its chain of units up to the organization, its care unit and its care provider. */
  unit(hsaId: string): Promise<Answer<Place | undefined>>;
  /** A function, e.g. a calling system, with the same. */
  function(hsaId: string): Promise<Answer<Place<DirectoryFunction> | undefined>>;
  person(hsaId: string): Promise<Answer<Person | undefined>>;
  /** The care provider that answers for it now. */
  careProviderOf(unitHsaId: string): Promise<Answer<Resolved<Unit>>>;
  /** Care units whose care provider it is now, whatever their state. */
  careUnitsOf(providerHsaId: string): Promise<Answer<readonly Unit[]>>;
  careProvidersWithOrgNo(orgNo: string): Promise<Answer<readonly Unit[]>>;
  /** What a person holds at an instant (default now), and what was left out and why. Unknown people hold nothing. */
  commissionsOf(personHsaId: string, at?: Date): Promise<Answer<PersonCommissions>>;
  /** Who holds a commission at an instant (default now); nobody when it cannot give anything. */
  holdersOf(commissionHsaId: string, at?: Date): Promise<Answer<readonly Holder[]>>;
  /** What to call an object on a page or in a log extract; protected people are never named. */
  nameOf(hsaId: string): Promise<Answer<string | undefined>>;
  /**
   * Units and people in which all words of the text occur, best first. Protected people are never found. While the
   * directory is away, those of whom something is kept, said to be old and not to be all.
   */
  search(text: string, options?: SearchOptions): Promise<Answer<Listing<Unit | Person>>>;
  /** Listed objects directly below a unit, in Swedish order; without an HSA-id, the organizations. */
  children(hsaId?: string): Promise<Answer<readonly DirectoryObject[]>>;
  /** Every object directly below a unit, whatever its state. */
  below(hsaId: string): Promise<Answer<readonly DirectoryObject[]>>;
  units(): Promise<Answer<Listing<Unit>>>;
  people(): Promise<Answer<Listing<Person>>>;
  commissions(): Promise<Answer<Listing<Commission>>>;
  /** Every listed person who has the role in the system; never a list that was cut. */
  peopleWithRole(role: SystemRole): Promise<Answer<readonly Person[]>>;
  /** Whether the directory can be asked now; kept answers are given either way. */
  reach(): Reach;
  /** Nothing that names the HSA-id, or nothing at all, is answered from memory any more; gives how many answers went. */
  forget(hsaId?: string): number;
  close(): Promise<void>;
}

interface PersonCommissions {
  readonly assignments: readonly Assignment[];
  readonly omitted: readonly OmittedAssignment[];
}

export interface Holder {
  readonly person: Person;
  readonly assignment: Assignment;
}

interface SearchOptions {
  /** Default 50. */
  readonly limit?: number;
  readonly kind?: 'unit' | 'person';
}

/** What stands where the name of a person with protected identity (skyddad person) would. */
export const protectedName = 'Skyddad uppgift';

/** Objects read by one listing or weighed by one search; a larger directory says `more`. */
const listLimit = 20_000;
const candidateLimit = 2_000;

interface DirectoryParts {
  readonly now?: () => number;
  /** Whose something is, is answered for the instant: by those who have taken over whom the catalogue names. */
  readonly successions?: Successions;
  /** HSA-ids of which an LDAP directory must hold at least one; without any of them it is taken to be emptied. */
  readonly known?: readonly string[];
  /** HSA-ids that an LDAP directory is asked of before anybody else asks, and again before the answers are too old. */
  readonly ahead?: readonly string[];
  /** Opens the directory where it is reached through web services (`https://…`). */
  readonly services?: () => DirectorySource;
  /** Lookups are answered from it where there is one. */
  readonly copy?: Pick<DirectoryCopy, 'over' | 'cache'> | undefined;
}

/** Opens the configured directory: an LDIF file is read at once, an LDAP server is first asked when needed. */
export async function createDirectory(
  config: LdapSettings,
  events: Events,
  { now = Date.now, successions = noSuccessions, services, copy, known = [], ahead = [] }: DirectoryParts = {},
): Promise<Directory> {
  const open = () => openSource(config, events, services, known);
  if (copy) return directoryOver(await copy.over(open), copy.cache, now, successions);
  const isLive = isLdap(config.url) || isWebServices(config.url);
  const policy = { ...liveDirectoryPolicy, patienceMs: 2 * config.timeoutMs };
  const cache = isLive ? createCache(policy, now, events) : uncached(new Date(now()));
  const directory = directoryOver(await open(), cache, now, successions);
  return isLdap(config.url) ? askAhead(directory, ahead) : directory;
}

async function openSource(
  config: LdapSettings,
  events: Events,
  services: DirectoryParts['services'],
  known: readonly string[],
): Promise<DirectorySource> {
  if (isLdap(config.url)) return createLdapSource(config, events, known);
  if (isWebServices(config.url)) {
    if (!services) throw new BridgeError('DIRECTORY_UNAVAILABLE', 'Its web services are not reached from here.');
    return services();
  }
  const file = /^file:\/\//.test(config.url) ? fileURLToPath(config.url) : config.url.replace(/^file:/, '');
  try {
    return await loadLdifDirectory(file, events);
  } catch (cause) {
    events.emit('directory:load:failed', { text: cause instanceof BridgeError ? cause.message : String(cause) });
    throw cause;
  }
}

/** The lookups over any source. */
export function directoryOver(
  source: DirectorySource,
  cache: Cache,
  now = Date.now,
  successions = noSuccessions,
): Directory {
  /** A malformed HSA-id names nothing, so nobody is asked. */
  async function find(hsaId: string): Promise<DirectoryObject | undefined> {
    const key = parseHsaId(hsaId);
    return key ? (await source.byHsaId(key))[0] : undefined;
  }

  async function place<T extends Unit | DirectoryFunction>(
    hsaId: string,
    is: (object: DirectoryObject) => object is T,
  ): Promise<Place<T> | undefined> {
    const object = await find(hsaId);
    return object && is(object) ? placeOf(source, object) : undefined;
  }

  async function placedCommissions(person: string): Promise<readonly PlacedCommission[]> {
    const commissions = await source.commissionsWithMember(person);
    return fewAtATime(commissions, (commission) => placeCommission(source, commission));
  }

  async function placedHolders(
    commissionHsaId: string,
  ): Promise<readonly { person: Person; placed: PlacedCommission }[]> {
    const commission = await find(commissionHsaId);
    if (!commission && source.findsCommissions === false) throw new DirectoryLimitation('who holds an assignment');
    if (commission?.kind !== 'commission') return [];
    const placed = await placeCommission(source, commission);
    const members = [...new Set(commission.members.map((member) => member.person))];
    const people = await fewAtATime(members, find);
    return people.filter((object) => object?.kind === 'person').map((person) => ({ person, placed }));
  }

  /** Under the care provider that has taken over; as the other was, where the catalogue does not know it. */
  async function heirOf(provider: Unit, at: Date): Promise<Unit> {
    const hsaId = successions.providerAt(provider.hsaId, at);
    if (hsaId === provider.hsaId) return provider;
    const { value } = await directory.object(hsaId);
    const unknown = { ...provider, hsaId, archived: false, period: { from: undefined, to: undefined } };
    return value && isUnit(value) ? value : unknown;
  }

  function followed(placed: readonly PlacedCommission[], at: Date): Promise<readonly PlacedCommission[]> {
    return Promise.all(
      placed.map(async (each) => {
        const careProvider = each.careProvider && (await heirOf(each.careProvider, at));
        const takenOver = careProvider ? successions.takenOver(careProvider.hsaId, at) : [];
        if (takenOver.length === 0) return each;
        const isFormer = careProvider !== each.careProvider;
        return { ...each, careProvider, takenOver, ...(isFormer && { formerProvider: each.careProvider }) };
      }),
    );
  }

  const lookup = <T>(kind: string, key: string, load: () => Promise<T>) =>
    cache.lookup(`${kind} ${parseHsaId(key) ?? key}`, load);

  const directory: Directory = {
    object: (hsaId) => lookup('object', hsaId, () => find(hsaId)),
    unit: (hsaId) => lookup('unit', hsaId, () => place(hsaId, isUnit)),
    function: (hsaId) => lookup('function', hsaId, () => place(hsaId, isFunction)),
    async person(hsaId) {
      const answer = await directory.object(hsaId);
      return { ...answer, value: answer.value?.kind === 'person' ? answer.value : undefined };
    },
    async careProviderOf(unitHsaId) {
      const answer = await directory.unit(unitHsaId);
      const named = answer.value?.careProvider ?? { kind: 'none' };
      if (named.kind !== 'found') return { ...answer, value: named };
      return { ...answer, value: { kind: 'found', value: await heirOf(named.value, new Date(now())) } };
    },
    async careUnitsOf(hsaId) {
      const named = [hsaId, ...successions.takenOver(hsaId, new Date(now()))];
      const [first, ...others] = await Promise.all(
        named.map((one) =>
          lookup('care-units-of', one, async () => {
            const key = parseHsaId(one);
            return key ? source.careUnitsOf(key) : [];
          }),
        ),
      );
      return others.reduce(
        (all, more) => ({ ...olderOf(all, more), value: [...all.value, ...more.value] }),
        first as Answer<readonly Unit[]>,
      );
    },
    careProvidersWithOrgNo: (orgNo) =>
      cache.lookup(`org-no ${orgNo}`, async () => (parseOrgNo(orgNo) ? source.careProvidersWithOrgNo(orgNo) : [])),
    async commissionsOf(personHsaId, at = new Date(now())) {
      const { value: person, ...age } = await directory.person(personHsaId);
      if (!person) return { ...age, value: { assignments: [], omitted: [] } };
      const placed = await lookup('commissions', person.hsaId, () => placedCommissions(person.hsaId));
      return { ...olderOf(age, placed), value: assignmentsAt(person, await followed(placed.value, at), at) };
    },
    holdersOf: async (commissionHsaId, at = new Date(now())) => {
      const { value: holders, ...age } = await lookup('holders', commissionHsaId, () => placedHolders(commissionHsaId));
      const found = await Promise.all(
        holders.map(async ({ person, placed }) =>
          assignmentsAt(person, await followed([placed], at), at).assignments.map((assignment) => ({
            person,
            assignment,
          })),
        ),
      );
      return { ...age, value: found.flat() };
    },
    async nameOf(hsaId) {
      const answer = await directory.object(hsaId);
      const object = answer.value;
      return { ...answer, value: object?.kind === 'person' && object.protected ? protectedName : object?.name };
    },
    async search(text, { limit = 50, kind } = {}) {
      const words = searchWords(text);
      const found = await cache
        .lookup(`search ${words.join(' ')}`, async () =>
          words.length === 0 ? { items: [], more: false } : source.candidates(words, candidateLimit),
        )
        .catch((cause: unknown) => {
          const known = cause instanceof DirectoryLimitation ? undefined : foundInMemory(cache.known(), words);
          if (!known) throw cause;
          return known;
        });
      const ofKind = found.value.items.filter((object) => !kind || (kind === 'unit') === isUnit(object));
      const ranked = rank(ofKind, words);
      return { ...found, value: { items: ranked.slice(0, limit), more: found.value.more || ranked.length > limit } };
    },
    children: (hsaId) =>
      lookup('children', hsaId ?? '', async () => {
        const parent = hsaId === undefined ? undefined : await find(hsaId);
        if (hsaId !== undefined && !parent) return [];
        const below = parent ? await source.children(parent.dn) : await source.roots();
        return below.filter(isListed).toSorted((a, b) => swedish.compare(a.name, b.name));
      }),
    below: (hsaId) =>
      lookup('below', hsaId, async () => {
        const parent = await find(hsaId);
        return parent ? source.children(parent.dn) : [];
      }),
    units: () => cache.lookup('units', () => source.units(listLimit)),
    people: () => cache.lookup('people', () => source.people(listLimit)),
    commissions: () => cache.lookup('all commissions', () => source.commissions(listLimit)),
    peopleWithRole: (role) => cache.lookup(`role ${role.system};${role.role}`, () => source.peopleWithRole(role)),
    reach: () => source.reach?.() ?? { ok: true, reasons: [] },
    forget: (hsaId) => cache.forget(hsaId),
    close: () => source.close(),
  };
  return directory;
}

function isFunction(object: DirectoryObject): object is DirectoryFunction {
  return object.kind === 'function';
}
