import type { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { CertificateFacts } from './caller.ts';
import { factsOfStranger, nativeCertificate, type ReadCertificate, readCertificate } from './certificate.ts';
import { elementAt, elementsIn } from './der.ts';
import { type RevocationList, withDelta } from './revocation-list.ts';
import { isTestAuthority } from './test-authority.ts';
import * as x509 from './x509.ts';

export type TrustConfig = Config['trust'];

/** An issuing CA that the configuration names, with the root that signed it. */
export interface Anchor {
  readonly authority: ReadCertificate;
  readonly root: ReadCertificate;
  readonly issues: 'function' | 'person';
  readonly loa: 2 | 3 | undefined;
  /** Accepted certificate policies; undefined: not judged. */
  readonly policies: TrustConfig['issuers'][number]['policies'];
  /** How it is learnt whether its leaves are revoked, and whether it is itself. */
  readonly policy: RevocationPolicy;
  readonly rootPolicy: RevocationPolicy;
}

/** As configured; see src/config/revocation.ts. */
export type RevocationPolicy = NonNullable<TrustConfig['issuers'][number]['revocation']>;

const usual: RevocationPolicy = { lists: [], fail: 'hard' };

/** What is known about revocations by one authority. `missing`, `forged` and `partial` all mean: nothing. */
export type Revocation = RevocationList | 'missing' | 'forged' | 'partial';

export interface TrustedIssuer extends Anchor {
  /** Lists leaves. */
  readonly revocation: Revocation;
  /** Lists issuing CAs. */
  readonly rootRevocation: Revocation;
}

/** What a responder (OCSP) has said of one certificate, its signature checked. */
export interface RevocationAnswer {
  readonly status: 'good' | 'revoked';
  /** Why it is revoked (RFC 5280 §5.3.1). */
  readonly reason: number | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** All that a verdict depends on besides the certificate and the time. */
export interface TrustState {
  readonly issuers: readonly TrustedIssuer[];
  /** By SHA-256 of the certificate (hex, lower case). */
  readonly answers: ReadonlyMap<string, RevocationAnswer>;
  readonly profile: LeafProfile;
}

/** What is asked of a certificate beyond its path. */
export type LeafProfile = Pick<TrustConfig, 'hsaIdForm' | 'hsaIdFromOu' | 'maximumLifetimeDays'>;

/**
 * Reads roots and issuing CAs. Each issuing CA must be signed by one of the roots directly: SITHS has two tiers, and a
 * longer path is refused by having no place here.
 * Throws `CONFIG_INVALID` naming the key and the file. So does a test CA in production, whenever it was put there.
 */
export function loadAnchors(config: TrustConfig, kind: InstallationKind): Anchor[] {
  const anchors = anchorsIn(config);
  if (kind !== 'production') return anchors;
  for (const { authority, root } of anchors) {
    if (isTestAuthority(root.facts.subject)) throw invalid('trust.roots', config.roots, refusedHere);
    if (isTestAuthority(authority.facts.subject))
      throw new BridgeError('CONFIG_INVALID', `key trust.issuers: ${authority.facts.subject} ${refusedHere}`);
  }
  return anchors;
}

export type InstallationKind = Config['bridge']['kind'];

const refusedHere = 'is a test CA, refused in production';

function anchorsIn(config: TrustConfig): Anchor[] {
  const roots = certificatesIn(config.roots, 'trust.roots');
  for (const root of roots) {
    if (!isSignedBy(root, root)) throw invalid('trust.roots', config.roots, 'holds a certificate that is not a root');
    requireAuthority(root, 'trust.roots', config.roots);
  }
  return config.issuers.flatMap(({ file, issues, loa, policies, revocation: policy = usual }) =>
    certificatesIn(file, 'trust.issuers').map((authority) => {
      requireAuthority(authority, 'trust.issuers', file);
      const root = roots.find((candidate) => isSignedBy(authority, candidate));
      if (!root) throw invalid('trust.issuers', file, `is not signed by a root of ${config.roots}`);
      if (root.facts.fingerprint === authority.facts.fingerprint) {
        throw invalid('trust.issuers', file, 'is a root; certificates issued by a root directly are not accepted');
      }
      if (root.pathLength === 0) throw invalid('trust.issuers', file, 'is below a root that allows no CA below it');
      return { authority, root, issues, loa, policies, policy, rootPolicy: config.rootRevocation ?? usual };
    }),
  );
}

/** Joins each authority with the newest list that its own key has signed, brought up to date by the newest delta. */
export function withRevocation(
  anchors: readonly Anchor[],
  lists: readonly RevocationList[],
  answers: ReadonlyMap<string, RevocationAnswer>,
  profile: LeafProfile,
): TrustState {
  const issuers = anchors.map((anchor) => ({
    ...anchor,
    revocation: revocationBy(anchor.authority, lists),
    rootRevocation: revocationBy(anchor.root, lists),
  }));
  return { issuers, answers, profile };
}

function revocationBy(authority: ReadCertificate, lists: readonly RevocationList[]): Revocation {
  const named = lists.filter((list) => list.issuerDer.equals(nameDerOf(authority)));
  const genuine = named.filter((list) => list.isSignedBy(authority.publicKey));
  const usable = genuine.filter(({ complete }) => complete).toSorted(newestFirst);
  const full = usable.find(({ base }) => base === undefined);
  if (!full) return genuine.length > 0 ? 'partial' : named.length > 0 ? 'forged' : 'missing';
  const current = usable.map((delta) => withDelta(full, delta)).find((joined) => joined !== undefined);
  return current && newestFirst(current, full) < 0 ? current : full;
}

const newestFirst = (one: RevocationList, other: RevocationList): number =>
  other.thisUpdate.getTime() - one.thisUpdate.getTime();

/** Of its subject, as the lists that it issues have it (RFC 5280 §4.1). */
export function nameDerOf({ x509: { raw } }: ReadCertificate): Buffer {
  const signed = elementAt(raw, elementAt(raw, 0, raw.length).content, raw.length);
  const fields = elementsIn(raw, signed);
  const subject = fields[fields[0]?.tag === explicitVersion ? 5 : 4];
  return raw.subarray(subject?.start, subject?.end);
}

const explicitVersion = 0xa0;

export interface Issued {
  readonly leaf: ReadCertificate;
  /** A CA that was renewed with its name and key stands in two certificates. */
  readonly issuers: readonly [TrustedIssuer, ...TrustedIssuer[]];
}

/**
 * A certificate (DER) with the CAs that have issued it. Anybody can have one looked at: before there is a CA, no more is
 * read than it takes to find it.
 */
export function readIssued({ issuers }: TrustState, der: Buffer): Issued | 'unreadable' | Stranger {
  const native = nativeCertificate(der);
  if (!native) return 'unreadable';
  const [first, ...more] = issuers.filter(({ authority }) => isSignedBy({ x509: native }, authority));
  if (!first) return strangerOf(native);
  const leaf = readCertificate(der);
  return leaf ? { leaf, issuers: [first, ...more] } : 'unreadable';
}

function strangerOf(native: X509Certificate): Stranger | 'unreadable' {
  const stranger = factsOfStranger(native);
  return stranger ? { stranger } : 'unreadable';
}

interface Stranger {
  readonly stranger: CertificateFacts;
}

/** By name, key identifier and, what alone counts, key. */
export function isSignedBy(certificate: Pick<ReadCertificate, 'x509'>, authority: ReadCertificate): boolean {
  return certificate.x509.checkIssued(authority.x509) && certificate.x509.verify(authority.publicKey);
}

const authorityExtensions = ['2.5.29.15', '2.5.29.19', '2.5.29.32'];

function requireAuthority(certificate: ReadCertificate, key: string, file: string): void {
  const maySign = ((certificate.keyUsage ?? 0) & x509.KeyUsageFlags.keyCertSign) !== 0;
  if (!certificate.isAuthority || !maySign) throw invalid(key, file, 'is not a CA certificate');
  const unknown = certificate.criticalExtensions.filter((extension) => !authorityExtensions.includes(extension));
  if (unknown[0]) throw invalid(key, file, `has the critical extension ${unknown[0]}, which is not supported`);
}

function certificatesIn(file: string, key: string): ReadCertificate[] {
  const certificates = x509.PemConverter.decode(textOf(file, key)).map((der) => readCertificate(Buffer.from(der)));
  if (certificates.length === 0) throw invalid(key, file, 'holds no certificate');
  return certificates.map((certificate) => {
    if (!certificate) throw invalid(key, file, 'holds a certificate that cannot be read');
    return certificate;
  });
}

function textOf(file: string, key: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `key ${key}: ${file} cannot be read`, { cause });
  }
}

const invalid = (key: string, file: string, what: string) =>
  new BridgeError('CONFIG_INVALID', `key ${key}: ${file} ${what}`);
