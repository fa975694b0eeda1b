import type { ReadCertificate } from './certificate.ts';
import type { RevocationList } from './revocation-list.ts';
import { endOf } from './revoked.ts';
import type { Revocation, RevocationPolicy, TrustedIssuer, TrustState } from './trust-store.ts';

/** Until when something that verdicts rest on is good. */
export interface TrustExpiry {
  readonly use: 'root' | 'issuer' | 'revocation-list';
  /** Common name of the authority. */
  readonly name: string;
  readonly until: Date;
  /** The issuing CAs whose certificates are refused once it has ended. */
  readonly issuers: readonly Issuing[];
  /** Of a list that there is. */
  readonly issuedAt?: Date;
  /** How old a list may become, by the configuration, else by its own word; undefined = nobody says. */
  readonly maxAgeMs?: number;
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
    const { authority, root, policy, rootPolicy, revocation, rootRevocation } = issuer;
    return [
      certificate('issuer', authority, [issuer]),
      ...(isWithoutLists(revocation, policy) ? [] : [list(authority, revocation, policy, [issuer])]),
      certificate('root', root, under(root, issuers)),
      list(root, rootRevocation, rootPolicy, under(root, issuers)),
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

/** What its responder says is enough. */
function isWithoutLists(revocation: Revocation, { ocsp, lists }: RevocationPolicy): boolean {
  return revocation === 'missing' && ocsp !== undefined && lists.length === 0;
}

function list(
  authority: ReadCertificate,
  revocation: Revocation,
  policy: RevocationPolicy,
  issuers: readonly TrustedIssuer[],
): TrustExpiry {
  const told = { use: 'revocation-list', name: nameOf(authority), issuers: issuers.map(issuing) } as const;
  if (typeof revocation === 'string') return { ...told, until: never };
  const end = endOf(revocation, policy);
  return {
    ...told,
    until: Number.isFinite(end) ? new Date(end) : never,
    issuedAt: revocation.thisUpdate,
    ...maxAgeOf(revocation, policy),
  };
}

function maxAgeOf({ thisUpdate, nextUpdate }: RevocationList, { maxAgeMs }: RevocationPolicy) {
  if (maxAgeMs !== undefined) return { maxAgeMs };
  return nextUpdate && { maxAgeMs: nextUpdate.getTime() - thisUpdate.getTime() };
}

function issuing({ authority, issues }: TrustedIssuer): Issuing {
  return { subject: authority.facts.subject, issues };
}

function nameOf({ commonName, facts }: ReadCertificate): string {
  return commonName ?? facts.subject;
}
