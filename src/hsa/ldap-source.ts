import type { Filter, Entry as LdapEntry, SearchResult } from 'ldapts';
import type { Events } from '../events.ts';
import { createEntry, type Entry } from './entry.ts';
import { createLdapConnection, type LdapSettings } from './ldap-connection.ts';
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
  withHsaId,
} from './ldap-filter.ts';
import { ancestorDns, attributes, mapEntry } from './mapping.ts';
import { type Commission, type DirectoryObject, isUnit, type Person, type Unit } from './model.ts';
import { type DirectorySource, type Listing, topmost } from './source.ts';

/** Entries asked for in one page. */
const pageSize = 100;
/** What names one thing may have a few answers when the catalogue is at fault; asking for more may break a server's limit. */
const lookupLimit = 20;
/** Entries read of a list that belongs to one object: its children, a person's commissions. */
const relatedLimit = 5_000;

/**
 * A live LDAP directory (`ldap://`, `ldaps://`). Connects on first use and again after a lost connection; binds simply
 * when a name is configured, else anonymously. Referrals are refused: an answer is complete or it is an error.
 *
 * Searches and long lists have a connection of their own, so that whoever asks for one object, as every sign-in does,
 * never waits behind people who look for a telephone number or at a unit with what is below it.
 */
export function createLdapSource(settings: LdapSettings, events?: Events): DirectorySource {
  const lookups = createLane(settings, toObject);
  const lists = createLane(settings, toObject);

  function toObject(entry: Entry): DirectoryObject[] {
    const mapped = mapEntry(entry);
    if ('omitted' in mapped) events?.emit('directory:entry:omitted', mapped.omitted);
    return 'object' in mapped ? [mapped.object] : [];
  }

  const below = (filter: Filter) => lookups.find(settings.baseDn, 'sub', filter);
  const related = (filter: Filter) => lookups.list(settings.baseDn, 'sub', filter, relatedLimit);
  const listBelow = (filter: Filter, limit: number) => lists.list(settings.baseDn, 'sub', filter, limit);

  return {
    byHsaId: (hsaId) => below(withHsaId(hsaId)),
    async ancestors(dn) {
      const levels = await Promise.all(ancestorDns(dn).map((ancestor) => lookups.find(ancestor, 'base', aUnit)));
      return levels.flat().filter(isUnit);
    },
    children: async (dn) => (await lists.list(dn, 'one', anObject, relatedLimit)).items,
    roots: async () => topmost((await related(listed(aRoot))).items.filter(isUnit)),
    careUnitsWithMember: async (hsaId) => (await below(careUnitWithMember(hsaId))).filter(isUnit),
    careUnitsOf: async (provider) => (await related(careUnitOfProvider(provider))).items.filter(isUnit),
    careProvidersWithOrgNo: async (orgNo) => (await below(careProviderWithOrgNo(orgNo))).filter(isUnit),
    commissionsWithMember: async (person) => (await related(commissionWithMember(person))).items.filter(isCommission),
    candidates: async (words, limit) => only(await listBelow(containingWords(words), limit), isUnitOrPerson),
    units: async (limit) => only(await listBelow(listed(aUnit), limit), isUnit),
    people: async (limit) => only(await listBelow(listed(aPerson), limit), isPerson),
    commissions: async (limit) => only(await listBelow(listed(aCommission), limit), isCommission),
    async close() {
      await Promise.all([lookups.close(), lists.close()]);
    },
  };
}

interface Lane {
  /** The first `lookupLimit` entries in one answer. */
  find(baseDn: string, scope: Scope, filter: Filter): Promise<readonly DirectoryObject[]>;
  /** Page by page, so that a server's own size limit does not cut the list. */
  list(baseDn: string, scope: Scope, filter: Filter, limit: number): Promise<Listing<DirectoryObject>>;
  close(): Promise<void>;
}

/** One connection. */
function createLane(settings: LdapSettings, toObject: (entry: Entry) => DirectoryObject[]): Lane {
  const connection = createLdapConnection(settings);
  const common = { attributes: Object.values(attributes).flat(), timeLimit: Math.ceil(settings.timeoutMs / 1000) };
  let pages: Promise<unknown> = Promise.resolve();

  async function paged(baseDn: string, scope: Scope, filter: Filter, limit: number): Promise<Listing<DirectoryObject>> {
    const entries: Entry[] = [];
    await connection.use(async (client) => {
      for await (const page of client.searchPaginated(baseDn, { ...common, scope, filter, paged: { pageSize } })) {
        entries.push(...entriesOf(page));
        if (entries.length > limit) return;
      }
    });
    return { items: entries.slice(0, limit).flatMap(toObject), more: entries.length > limit };
  }

  return {
    async find(baseDn, scope, filter) {
      const options = { ...common, scope, filter, sizeLimit: lookupLimit };
      const entries = await connection.use(async (client) => entriesOf(await client.search(baseDn, options)));
      return (entries ?? []).flatMap(toObject);
    },
    /** One paged search at a time: servers keep a single paging position per connection. */
    list(baseDn, scope, filter, limit) {
      const turn = pages.then(() => paged(baseDn, scope, filter, limit));
      pages = turn.catch(() => undefined); // Its caller gets the failure; the next in line must not.
      return turn;
    },
    close: () => connection.close(),
  };
}

type Scope = 'base' | 'one' | 'sub';

function entriesOf(result: SearchResult): Entry[] {
  if (result.searchReferences.length > 0) throw new Error('the directory answered with a referral');
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
