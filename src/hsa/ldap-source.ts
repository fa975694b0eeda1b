import type { Client, Filter, Entry as LdapEntry, SearchResult } from 'ldapts';
import type { Events } from '../events.ts';
import { createEntry, type Entry } from './entry.ts';
import {
  aCommission,
  anObject,
  aPerson,
  aRoot,
  aUnit,
  careProviderWithOrgNo,
  careUnitOfProvider,
  careUnitWithMember,
  commissionWithMember,
  containingWords,
  listed,
  personWithRole,
  withHsaId,
} from './ldap-filter.ts';
import { Referral } from './ldap-server.ts';
import { createLdapServers, nothingThere, serverSeconds } from './ldap-servers.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { ancestorDns, attributes, mapEntry } from './mapping.ts';
import { type Commission, type DirectoryObject, hasRole, hsaKey, isUnit, type Person, type Unit } from './model.ts';
import { type DirectorySource, type Listing, topmost, whole } from './source.ts';

/** Entries asked for in one page. */
const pageSize = 100;
/** What names one thing may have a few answers when the catalogue is at fault; asking for more may break a server's limit. */
const lookupLimit = 20;
/** Of a list that belongs to one object (its children, a person's commissions); a longer one is refused, not cut. */
const relatedLimit = 5_000;

/**
 * A live LDAP directory (`ldap://`, `ldaps://`), one server or several that hold the same. Connects on first use.
 * Referrals are refused: an answer is complete or it is an error. "Not there" is believed only of a server that holds
 * what it must.
 *
 * Searches and long lists have a connection of their own, so that whoever asks for one object, as every sign-in does,
 * never waits behind people who look for a telephone number or at a unit with what is below it.
 *
 * @param known HSA-ids of which the directory must hold at least one.
 */
export function createLdapSource(
  settings: LdapSettings,
  events?: Events,
  known: readonly string[] = [],
): DirectorySource {
  const servers = createLdapServers(settings, known, events);
  const common = { attributes: Object.values(attributes).flat(), timeLimit: serverSeconds(settings) };

  function toObject(entry: Entry): DirectoryObject[] {
    const mapped = mapEntry(entry);
    if ('omitted' in mapped) events?.emit('directory:entry:omitted', mapped.omitted);
    return 'object' in mapped ? [mapped.object] : [];
  }

  async function search(client: Client, baseDn: string, scope: Scope, filter: Filter): Promise<Entry[]> {
    const options = { ...common, scope, filter, sizeLimit: lookupLimit };
    const found = await client.search(baseDn, options).catch(nothingThere);
    return found ? entriesOf(found) : [];
  }

  /** Page by page, so that a server's own size limit does not cut the list. */
  async function pages(client: Client, goOn: () => void, asked: Search): Promise<Entry[]> {
    const { baseDn, scope, filter, limit } = asked;
    const entries: Entry[] = [];
    try {
      for await (const page of client.searchPaginated(baseDn, { ...common, scope, filter, paged: { pageSize } })) {
        entries.push(...entriesOf(page));
        if (entries.length > limit) break;
        goOn();
      }
    } catch (cause) {
      nothingThere(cause);
    }
    return entries;
  }

  function believed<Rest extends unknown[]>(ask: (client: Client, ...rest: Rest) => Promise<Entry[]>) {
    return async (client: Client, ...rest: Rest) => {
      const entries = await ask(client, ...rest);
      if (entries.length === 0) await servers.verify(client);
      return entries;
    };
  }

  async function find(baseDn: string, scope: Scope, filter: Filter): Promise<DirectoryObject[]> {
    const entries = await servers.use((server) =>
      server.ask(believed((client) => search(client, baseDn, scope, filter))),
    );
    return entries.flatMap(toObject);
  }

  async function listing(lane: 'askPaged' | 'list', asked: Search): Promise<Listing<DirectoryObject>> {
    const entries = await servers.use((server) =>
      server[lane](believed((client, goOn: () => void) => pages(client, goOn, asked))),
    );
    return { items: entries.slice(0, asked.limit).flatMap(toObject), more: entries.length > asked.limit };
  }

  const { baseDn } = settings;
  const below = (filter: Filter) => find(baseDn, 'sub', filter);
  const related = async (filter: Filter) =>
    whole(await listing('askPaged', { baseDn, scope: 'sub', filter, limit: relatedLimit }));
  const listBelow = (filter: Filter, limit: number) => listing('list', { baseDn, scope: 'sub', filter, limit });

  return {
    byHsaId: (hsaId) => below(withHsaId(hsaId)),
    async ancestors(dn) {
      const climb = async (client: Client) =>
        (await Promise.all(ancestorDns(dn).map((each) => search(client, each, 'base', aUnit)))).flat();
      const entries = await servers.use((server) => server.ask(believed(climb)));
      return entries.flatMap(toObject).filter(isUnit);
    },
    children: async (dn) =>
      whole(await listing('list', { baseDn: dn, scope: 'one', filter: anObject, limit: relatedLimit })),
    roots: async () => topmost((await related(listed(aRoot))).filter(isUnit)),
    careUnitsWithMember: async (hsaId) => (await below(careUnitWithMember(hsaId))).filter(isUnit),
    careUnitsOf: async (provider) => (await related(careUnitOfProvider(provider))).filter(isUnit),
    careProvidersWithOrgNo: async (orgNo) => (await below(careProviderWithOrgNo(orgNo))).filter(isUnit),
    async commissionsWithMember(person) {
      const items = await related(commissionWithMember(person));
      // The filter takes what stands before a semicolon, and so might whoever asks.
      const isMember = (member: { readonly person: string }) => member.person === hsaKey(person);
      return items.filter(isCommission).filter(({ members }) => members.some(isMember));
    },
    async peopleWithRole(role) {
      const items = await related(personWithRole(role));
      return items.filter(isPerson).filter((person) => hasRole(person, role));
    },
    candidates: async (words, limit) => only(await listBelow(containingWords(words), limit), isUnitOrPerson),
    units: async (limit) => only(await listBelow(listed(aUnit), limit), isUnit),
    people: async (limit) => only(await listBelow(listed(aPerson), limit), isPerson),
    commissions: async (limit) => only(await listBelow(listed(aCommission), limit), isCommission),
    reach: () => servers.reach(),
    close: () => servers.close(),
  };
}

interface Search {
  readonly baseDn: string;
  readonly scope: Scope;
  readonly filter: Filter;
  readonly limit: number;
}

type Scope = 'base' | 'one' | 'sub';

export function entriesOf(result: SearchResult): Entry[] {
  if (result.searchReferences.length > 0) throw new Referral();
  return result.searchEntries.map(fromLdap);
}

/** ldapts gives a single value bare, an absent one as an empty list. */
function fromLdap({ dn, ...values }: LdapEntry): Entry {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, one] as const),
  );
  return createEntry(dn, pairs);
}

function only<T extends DirectoryObject>(
  listing: Listing<DirectoryObject>,
  is: (object: DirectoryObject) => object is T,
): Listing<T> {
  return { items: listing.items.filter(is), more: listing.more };
}

function isPerson(object: DirectoryObject): object is Person {
  return object.kind === 'person';
}

function isCommission(object: DirectoryObject): object is Commission {
  return object.kind === 'commission';
}

function isUnitOrPerson(object: DirectoryObject): object is Unit | Person {
  return isUnit(object) || isPerson(object);
}
