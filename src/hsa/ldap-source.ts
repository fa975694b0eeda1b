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
 */
export function createLdapSource(settings: LdapSettings, events?: Events): DirectorySource {
  const connection = createLdapConnection(settings);
  const common = { attributes: Object.values(attributes).flat(), timeLimit: Math.ceil(settings.timeoutMs / 1000) };
  let pages: Promise<unknown> = Promise.resolve();

  /** The first `limit` entries in one answer. */
  async function find(baseDn: string, scope: Scope, filter: Filter): Promise<readonly DirectoryObject[]> {
    const options = { ...common, scope, filter, sizeLimit: lookupLimit };
    const entries = await connection.use(async (client) => entriesOf(await client.search(baseDn, options)));
    return (entries ?? []).flatMap(toObject);
  }

  /** Page by page, so that a server's own size limit does not cut the list. */
  async function list(baseDn: string, scope: Scope, filter: Filter, limit: number): Promise<Listing<DirectoryObject>> {
    const entries: Entry[] = [];
    await connection.use(async (client) => {
      for await (const page of client.searchPaginated(baseDn, { ...common, scope, filter, paged: { pageSize } })) {
        entries.push(...entriesOf(page));
        if (entries.length > limit) return;
      }
    });
    return { items: entries.slice(0, limit).flatMap(toObject), more: entries.length > limit };
  }

  /** One paged search at a time: servers keep a single paging position per connection. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = pages.then(work);
    pages = turn.catch(() => undefined); // Its caller gets the failure; the next in line must not.
    return turn;
  }

  function toObject(entry: Entry): DirectoryObject[] {
    const mapped = mapEntry(entry);
    if ('omitted' in mapped) events?.emit('directory:entry:omitted', mapped.omitted);
    return 'object' in mapped ? [mapped.object] : [];
  }

  const below = (filter: Filter) => find(settings.baseDn, 'sub', filter);
  const listBelow = (filter: Filter, limit: number) => inTurn(() => list(settings.baseDn, 'sub', filter, limit));

  return {
    byHsaId: (hsaId) => below(withHsaId(hsaId)),
    async ancestors(dn) {
      const levels = await Promise.all(ancestorDns(dn).map((ancestor) => find(ancestor, 'base', aUnit)));
      return levels.flat().filter(isUnit);
    },
    children: async (dn) => (await inTurn(() => list(dn, 'one', anObject, relatedLimit))).items,
    roots: async () => topmost((await listBelow(listed(aRoot), relatedLimit)).items.filter(isUnit)),
    careUnitsWithMember: async (hsaId) => (await below(careUnitWithMember(hsaId))).filter(isUnit),
    commissionsWithMember: async (person) =>
      (await listBelow(commissionWithMember(person), relatedLimit)).items.filter(isCommission),
    candidates: async (words, limit) => only(await listBelow(containingWords(words), limit), isUnitOrPerson),
    units: async (limit) => only(await listBelow(listed(aUnit), limit), isUnit),
    people: async (limit) => only(await listBelow(listed(aPerson), limit), isPerson),
    commissions: async (limit) => only(await listBelow(listed(aCommission), limit), isCommission),
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
