import { BridgeError } from '../../errors.ts';
import { isUnit, type Person, type Unit } from '../model.ts';
import { type DirectorySource, type Listing, limited } from '../source.ts';

/**
 * A copy that holds units alone, before a directory that has the rest. Units, the tree, care units and their members are
 * the copy's; people, assignments and functions are asked for in the directory, and so is an HSA-id that the copy does
 * not know. Closing it leaves the directory to whoever opened that.
 */
export function unitsOnly(copy: DirectorySource, directory: DirectorySource): DirectorySource {
  return {
    findsCommissions: directory.findsCommissions,
    async byHsaId(hsaId) {
      const units = await copy.byHsaId(hsaId);
      return units.length > 0 ? units : directory.byHsaId(hsaId);
    },
    ancestors: (dn) => copy.ancestors(dn),
    async children(dn) {
      const [units, all] = await Promise.all([copy.children(dn), directory.children(dn)]);
      return [...units, ...all.filter((object) => !isUnit(object))];
    },
    roots: () => copy.roots(),
    careUnitsOf: (provider) => copy.careUnitsOf(provider),
    careProvidersWithOrgNo: (orgNo) => copy.careProvidersWithOrgNo(orgNo),
    careUnitsWithMember: (hsaId) => copy.careUnitsWithMember(hsaId),
    commissionsWithMember: (person) => directory.commissionsWithMember(person),
    peopleWithRole: (role) => directory.peopleWithRole(role),
    async candidates(words, limit) {
      const [units, all] = await Promise.all([
        copy.candidates(words, limit),
        // While the directory is away units are found, and that there may be more is said.
        directory.candidates(words, limit).catch(unreachable),
      ]);
      const items = [...units.items, ...all.items.filter((object) => !isUnit(object))];
      const { items: some, more } = limited(items, limit);
      return { items: some, more: more || units.more || all.more };
    },
    units: (limit) => copy.units(limit),
    people: (limit) => directory.people(limit),
    commissions: (limit) => directory.commissions(limit),
    reach: () => directory.reach?.() ?? { ok: true, reasons: [] },
    close: () => copy.close(),
  };
}

function unreachable(cause: unknown): Listing<Unit | Person> {
  if (cause instanceof BridgeError && cause.code === 'DIRECTORY_UNAVAILABLE') return { items: [], more: true };
  throw cause;
}
