import { BridgeError } from '../errors.ts';
import { ancestorDns } from './mapping.ts';
import type { Commission, DirectoryObject, Person, SystemRole, Unit } from './model.ts';

/**
 * Where the directory's objects come from. Every implementation passes the same conformance suite
 * (tests/hsa/source-conformance.ts). HSA-ids are compared without regard to letter case, names of the tree as RFC 4514
 * compares them. A source that cannot answer throws `DIRECTORY_UNAVAILABLE`; not finding anything is an empty answer.
 */
export interface DirectorySource {
  /** False where a commission is known only by who holds it: then nobody can be asked who else does. Default true. */
  readonly findsCommissions?: false | undefined;
  /** Normally one; several when the catalogue is at fault. Archived, fictitious and hidden objects included. */
  byHsaId(hsaId: string): Promise<readonly DirectoryObject[]>;
  /** Units above a place in the tree, nearest first; levels that are no units are skipped. */
  ancestors(dn: string): Promise<readonly Unit[]>;
  /** Objects directly below. */
  children(dn: string): Promise<readonly DirectoryObject[]>;
  /** Listed organizations without another listed organization above them. */
  roots(): Promise<readonly Unit[]>;
  /** Care units that name the unit or function as a member. */
  careUnitsWithMember(hsaId: string): Promise<readonly Unit[]>;
  /** Care units whose care provider it is, by their own word; archived and fictitious ones included. */
  careUnitsOf(providerHsaId: string): Promise<readonly Unit[]>;
  /** Care providers with the organisation number (`NNNNNN-NNNN`). */
  careProvidersWithOrgNo(orgNo: string): Promise<readonly Unit[]>;
  /** Commissions that name the person, whatever the dates say. */
  commissionsWithMember(personHsaId: string): Promise<readonly Commission[]>;
  /** Listed persons who have the role: every one of them. */
  peopleWithRole(role: SystemRole): Promise<readonly Person[]>;
  /**
   * Units and persons in which every word may occur: at least those that `rank` of the search keeps, as long as
   * `limit` allows.
   */
  candidates(words: readonly string[], limit: number): Promise<Listing<Unit | Person>>;
  /** All units, persons or commissions that are listed (not archived, fictitious or hidden). */
  units(limit: number): Promise<Listing<Unit>>;
  people(limit: number): Promise<Listing<Person>>;
  commissions(limit: number): Promise<Listing<Commission>>;
  /** Whether it can be asked now, and what is wrong with it either way. Left out by those that are always at hand. */
  reach?(): Reach;
  close(): Promise<void>;
}

export interface Reach {
  readonly ok: boolean;
  /** In sentences. */
  readonly reasons: readonly string[];
}

export interface Listing<T> {
  readonly items: readonly T[];
  /** Whether the limit cut the list. */
  readonly more: boolean;
}

/** The list itself where nothing is cut: what is made of a list is kept with it. */
export function limited<T>(items: readonly T[], limit: number): Listing<T> {
  const more = items.length > limit;
  return { items: more ? items.slice(0, limit) : items, more };
}

/** For answers that must be all there is. Throws `DIRECTORY_UNAVAILABLE` when the limit cut the list. */
export function whole<T>({ items, more }: Listing<T>): readonly T[] {
  if (more) throw new BridgeError('DIRECTORY_UNAVAILABLE', `It has more than ${items.length} objects to answer with.`);
  return items;
}

export function topmost(organizations: readonly Unit[]): readonly Unit[] {
  const names = new Set(organizations.map((organization) => organization.dn));
  return organizations.filter((organization) => !ancestorDns(organization.dn).some((dn) => names.has(dn)));
}
