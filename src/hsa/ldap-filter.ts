import { AndFilter, EqualityFilter, type Filter, NotFilter, OrFilter, PresenceFilter, SubstringFilter } from 'ldapts';
import { attributes } from './mapping.ts';
import { hsaKey, type SystemRole } from './model.ts';
import { fold } from './search.ts';

/**
 * The directory's questions as filter objects (RFC 4511). Values travel as octets inside them, never as filter text,
 * so nothing a caller writes can change what is asked.
 */

export const anObject: Filter = or(
  'organization',
  'organizationalUnit',
  'organizationalRole',
  'person',
  'hsaCommission',
);
export const aUnit: Filter = or('organization', 'organizationalUnit');
export const aRoot: Filter = ofClass('organization');
export const aPerson: Filter = ofClass('person');
export const aCommission: Filter = ofClass('hsaCommission');

/** Not archived, not fictitious, not hidden. */
export function listed(filter: Filter): Filter {
  const excluded = ['hsaArchivedObject', 'hsaFeignedDataObject', 'hiddenObject'];
  return new AndFilter({ filters: [filter, ...excluded.map((name) => new NotFilter({ filter: ofClass(name) }))] });
}

export function withHsaId(hsaId: string): Filter {
  return and(anObject, equal(attributes.hsaId[0], hsaKey(hsaId)));
}

export function withAnyHsaId(hsaIds: readonly string[]): Filter {
  return new OrFilter({ filters: hsaIds.map((hsaId) => equal(attributes.hsaId[0], hsaId)) });
}

export function careUnitWithMember(hsaId: string): Filter {
  return and(ofClass('hsaHealthCareUnit'), equal(attributes.members[0], hsaKey(hsaId)));
}

export function careUnitOfProvider(hsaId: string): Filter {
  return and(ofClass('hsaHealthCareUnit'), equal(attributes.responsibleProvider[0], hsaKey(hsaId)));
}

export function careProviderWithOrgNo(orgNo: string): Filter {
  return and(ofClass('hsaHealthCareProvider'), equal(attributes.orgNo[0], orgNo));
}

/** `(&(objectClass=hsaCommission)(hsaCommissionMember=<id>;*))` */
export function commissionWithMember(hsaId: string): Filter {
  return and(
    aCommission,
    new SubstringFilter({ attribute: attributes.commissionMembers[0], initial: `${hsaKey(hsaId)};` }),
  );
}

/** `(&(objectClass=person)(hsaSystemRole=<system>*<role>))`, which finds too much, and every `<system>;<role>`. */
export function personWithRole({ system, role }: SystemRole): Filter {
  const attribute = attributes.systemRoles[0];
  return listed(and(aPerson, new SubstringFilter({ attribute, initial: system, final: role })));
}

/** Units and persons in which every word occurs in some searched attribute, however its diacritics are written. */
export function containingWords(words: readonly string[]): Filter {
  const isProtected = new PresenceFilter({ attribute: attributes.protected[0] });
  const shown = [ofClass('hsaConfidentialPerson'), isProtected].map((filter) => new NotFilter({ filter }));
  return listed(and(new OrFilter({ filters: [aUnit, aPerson] }), ...shown, ...words.map(occurring)));
}

/** What `otherTexts` of the search reads, in all its spellings. */
const searched: readonly string[] = [
  attributes.organizationName,
  attributes.unitName,
  attributes.alternativeNames,
  attributes.hsaId,
  attributes.town,
  attributes.visitingAddress,
  attributes.municipalityName,
  attributes.activityNames,
  attributes.fullName,
  attributes.title,
].flat();

/**
 * So much of a longer word is asked for; the ranking compares the rest. Servers cut whoever asks in too many octets off
 * (slapd: 256 kB), and each word is asked for in every attribute and spelling.
 */
const longestWord = 32;

function occurring(word: string): Filter {
  const pieces = spellings([...word].slice(0, longestWord).join(''));
  const filters = searched.flatMap((attribute) => pieces.map((any) => new SubstringFilter({ attribute, any })));
  return new OrFilter({ filters });
}

/** Letters whose Swedish forms differ only by a diacritic. */
const forms: Readonly<Record<string, readonly string[]>> = {
  a: ['a', 'å', 'ä', 'á'],
  e: ['e', 'é', 'è'],
  o: ['o', 'ö'],
  u: ['u', 'ü'],
};
/** So many doubtful letters of a word are spelled out each way; later ones become wildcards. */
const spelledOut = 2;

/**
 * The ways a word may be written, each as the pieces of a substring filter. A directory compares without regard to
 * letter case but not to diacritics; what this finds too much, the ranking drops.
 */
export function spellings(word: string): string[][] {
  let ways: string[] = [''];
  let doubtful = 0;
  for (const letter of fold(word)) {
    const known = forms[letter];
    if (!known) ways = ways.map((way) => way + letter);
    else if (++doubtful <= spelledOut) ways = ways.flatMap((way) => known.map((form) => way + form));
    else ways = ways.map((way) => `${way}\0`);
  }
  return ways.map((way) => way.split('\0').filter((piece) => piece !== '')).filter((pieces) => pieces.length > 0);
}

function and(...filters: Filter[]): Filter {
  return new AndFilter({ filters });
}

function or(...classes: string[]): Filter {
  return new OrFilter({ filters: classes.map(ofClass) });
}

function ofClass(name: string): Filter {
  return equal(attributes.objectClass[0], name);
}

function equal(attribute: string, value: string): Filter {
  return new EqualityFilter({ attribute, value });
}
