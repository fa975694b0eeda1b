import { BridgeError } from '../../errors.ts';
import { dnKey, parseDn } from '../dn.ts';
import { ancestorDns } from '../mapping.ts';
import { type Commission, type DirectoryObject, hsaKey, isListed, isUnit, type Person, type Unit } from '../model.ts';
import { type DirectorySource, type Listing, limited, topmost } from '../source.ts';
import type { CopiedObjects } from './store.ts';

/** Organizations are few; more than these are no roots of a tree. */
const rootLimit = 20_000;
const ofUnits = ['organization', 'unit'] as const;

/**
 * The directory as the copy has it. Throws `DIRECTORY_UNAVAILABLE` while there is none, and when the store does not answer.
 * Units that vanished are found by HSA-id and by their place; a member of one belongs to a care unit that is still
 * there, if some care unit names it.
 */
export function copySource(objects: CopiedObjects): DirectorySource {
  async function ask(question: () => Promise<readonly DirectoryObject[]>): Promise<readonly DirectoryObject[]> {
    try {
      const found = await question();
      if (found.length > 0 || (await objects.inForce())) return found;
      throw new BridgeError('DIRECTORY_UNAVAILABLE', 'The copy of the directory has not been filled yet.');
    } catch (cause) {
      if (cause instanceof BridgeError) throw cause;
      throw new BridgeError('DIRECTORY_UNAVAILABLE', 'The store with the copy does not answer.', { cause });
    }
  }

  async function list<T extends DirectoryObject>(kinds: readonly T['kind'][], limit: number): Promise<Listing<T>> {
    const found = await ask(() => objects.listed(kinds, limit + 1));
    // The store was asked for these kinds.
    return limited(found as readonly T[], limit);
  }

  return {
    byHsaId: (hsaId) => ask(() => objects.byHsaId(hsaKey(hsaId))),
    async ancestors(dn) {
      const names = ancestorDns(dn);
      const found = await ask(() => objects.named(names));
      const byName = new Map(found.filter(isUnit).map((unit) => [nameKey(unit.dn), unit]));
      return names.map((name) => byName.get(nameKey(name))).filter((unit) => unit !== undefined);
    },
    children: (dn) => ask(() => objects.children(dn)),
    roots: async () => topmost((await list<Unit>(['organization'], rootLimit)).items),
    async careUnitsWithMember(hsaId) {
      const claiming = (await ask(() => objects.withMember(ofUnits, hsaKey(hsaId)))).filter(isUnit);
      const present = claiming.filter((unit) => unit.vanishedAt === undefined);
      return present.length > 0 ? present : claiming;
    },
    async careUnitsOf(provider) {
      const found = (await ask(() => objects.withProvider(hsaKey(provider)))).filter(isUnit);
      return found.filter((unit) => unit.isCareUnit && unit.vanishedAt === undefined);
    },
    async careProvidersWithOrgNo(orgNo) {
      const found = (await ask(() => objects.withOrgNo(orgNo))).filter(isUnit);
      return found.filter((unit) => unit.isCareProvider && unit.vanishedAt === undefined);
    },
    async commissionsWithMember(person) {
      const found = await ask(() => objects.withMember(['commission'], hsaKey(person)));
      return found.filter((object) => object.kind === 'commission');
    },
    async peopleWithRole(role) {
      const found = await ask(() => objects.withRole(role));
      return found.filter((object) => object.kind === 'person');
    },
    async candidates(words, limit) {
      if (words.length === 0) return { items: [], more: false };
      const found = await ask(() => objects.containing(words, limit + 1));
      return limited(
        found.filter((object): object is Unit | Person => isListed(object) && object.kind !== 'commission'),
        limit,
      );
    },
    units: (limit) => list<Unit>(ofUnits, limit),
    people: (limit) => list<Person>(['person'], limit),
    commissions: (limit) => list<Commission>(['commission'], limit),
    close: async () => undefined,
  };
}

function nameKey(dn: string): string {
  return dnKey(parseDn(dn) ?? []);
}
