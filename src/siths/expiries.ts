import type { ReadCertificate } from './certificate.ts';
import type { Revocation, TrustedIssuer, TrustState } from './trust-store.ts';

/** Until when something that verdicts rest on is good. */
export interface TrustExpiry {
  readonly use: 'root' | 'issuer' | 'revocation-list';
  /** Common name of the authority. */
  readonly name: string;
  readonly until: Date;
  /** The issuing CAs whose certificates are refused once it has ended. */
  readonly issuers: readonly Issuing[];
}

interface Issuing {
  /** As the issuer of what it issued stands in CertificateFacts. */
  readonly subject: string;
  readonly issues: 'function' | 'person';
}

/** A list that is not there, or that nobody can believe, has been good until the beginning of time. */
const never = new Date(0);

export function expiriesIn({ issuers }: TrustState): TrustExpiry[] {
  const all = issuers.flatMap((issuer) => {
    const { authority, root, revocation, rootRevocation } = issuer;
    return [
      certificate('issuer', authority, [issuer]),
      list(authority, revocation, [issuer]),
      certificate('root', root, under(root, issuers)),
      list(root, rootRevocation, under(root, issuers)),
    ];
  });
  // Issuers share roots.
  return [...new Map(all.map((each) => [`${each.use} ${each.name}`, each])).values()];
}

function under(root: ReadCertificate, issuers: readonly TrustedIssuer[]): readonly TrustedIssuer[] {
  return issuers.filter((issuer) => issuer.root.facts.fingerprint === root.facts.fingerprint);
}

function certificate(use: 'root' | 'issuer', read: ReadCertificate, issuers: readonly TrustedIssuer[]): TrustExpiry {
  return { use, name: nameOf(read), until: read.validTo, issuers: issuers.map(issuing) };
}

function list(authority: ReadCertificate, revocation: Revocation, issuers: readonly TrustedIssuer[]): TrustExpiry {
  const until = typeof revocation === 'string' ? never : (revocation.nextUpdate ?? never);
  return { use: 'revocation-list', name: nameOf(authority), until, issuers: issuers.map(issuing) };
}

function issuing({ authority, issues }: TrustedIssuer): Issuing {
  return { subject: authority.facts.subject, issues };
}

function nameOf({ commonName, facts }: ReadCertificate): string {
  return commonName ?? facts.subject;
}
