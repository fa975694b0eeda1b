import type { ReadCertificate } from './certificate.ts';
import type { Revocation, TrustState } from './trust-store.ts';

/** Until when something that verdicts rest on is good. */
export interface TrustExpiry {
  readonly use: 'root' | 'issuer' | 'revocation-list';
  /** Common name of the authority. */
  readonly name: string;
  readonly until: Date;
}

/** A list that is not there, or that nobody can believe, has been good until the beginning of time. */
const never = new Date(0);

export function expiriesIn({ issuers }: TrustState): TrustExpiry[] {
  const all = issuers.flatMap(({ authority, root, revocation, rootRevocation }) => [
    certificate('issuer', authority),
    list(authority, revocation),
    certificate('root', root),
    list(root, rootRevocation),
  ]);
  // Issuers share roots.
  return [...new Map(all.map((each) => [`${each.use} ${each.name}`, each])).values()];
}

function certificate(use: 'root' | 'issuer', read: ReadCertificate): TrustExpiry {
  return { use, name: nameOf(read), until: read.validTo };
}

function list(authority: ReadCertificate, revocation: Revocation): TrustExpiry {
  const until = typeof revocation === 'string' ? never : (revocation.nextUpdate ?? never);
  return { use: 'revocation-list', name: nameOf(authority), until };
}

function nameOf({ commonName, facts }: ReadCertificate): string {
  return commonName ?? facts.subject;
}
