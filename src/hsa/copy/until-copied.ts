import type { DirectorySource } from '../source.ts';

interface Before {
  readonly isCopied: () => boolean;
  /** Opened when first needed. */
  readonly directory: () => Promise<DirectorySource>;
  readonly close: () => Promise<void>;
}

/** A copy once there is one; until then the directory itself, so that turning a copy on stops nobody. */
export function untilCopied(copy: DirectorySource, { isCopied, directory, close }: Before): DirectorySource {
  const ask = async <T>(question: (source: DirectorySource) => Promise<T>): Promise<T> =>
    question(isCopied() ? copy : await directory());
  return {
    findsCommissions: copy.findsCommissions,
    byHsaId: (hsaId) => ask((source) => source.byHsaId(hsaId)),
    ancestors: (dn) => ask((source) => source.ancestors(dn)),
    children: (dn) => ask((source) => source.children(dn)),
    roots: () => ask((source) => source.roots()),
    careUnitsWithMember: (hsaId) => ask((source) => source.careUnitsWithMember(hsaId)),
    careUnitsOf: (provider) => ask((source) => source.careUnitsOf(provider)),
    careProvidersWithOrgNo: (orgNo) => ask((source) => source.careProvidersWithOrgNo(orgNo)),
    commissionsWithMember: (person) => ask((source) => source.commissionsWithMember(person)),
    peopleWithRole: (role) => ask((source) => source.peopleWithRole(role)),
    candidates: (words, limit) => ask((source) => source.candidates(words, limit)),
    units: (limit) => ask((source) => source.units(limit)),
    people: (limit) => ask((source) => source.people(limit)),
    commissions: (limit) => ask((source) => source.commissions(limit)),
    reach: () => copy.reach?.() ?? { ok: true, reasons: [] },
    async close() {
      await Promise.all([copy.close(), close()]);
    },
  };
}
