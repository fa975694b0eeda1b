import { digestOf, isStrongKey } from './algorithms.ts';
import type { CertificateFacts, CertifiedCaller, Fault, Verdict } from './caller.ts';
import type { ReadCertificate } from './certificate.ts';
import { readHsaId } from './hsa-id.ts';
import { judgeRevoked, type RevocationQuestion, turningPointsOf } from './revoked.ts';
import { type LeafProfile, readIssued, type TrustedIssuer, type TrustState } from './trust-store.ts';
import * as x509 from './x509.ts';

/**
 * Who is calling, judged by the certificate alone: a pure function of trust, certificate and time. When several things
 * are wrong, the caller hears the first of this table; each row presupposes that the rows above it hold.
 *
 * | Step         | Refusal                                                         | Holds when                             |
 * | ------------ | --------------------------------------------------------------- | -------------------------------------- |
 * | presented    | CERT_MISSING                                                    | there is a certificate                 |
 * | readable     | CERT_UNREADABLE                                                 | it is exactly one X.509 in DER         |
 * | issuer       | CERT_UNKNOWN_ISSUER                                             | a configured CA's key signed it        |
 * | strength     | CERT_WEAK                                                       | no weak key or digest in the path      |
 * | dates        | CERT_NOT_YET_VALID, CERT_EXPIRED                                | leaf, CA and root are valid now        |
 * | lifetime     | CERT_LONG_LIFETIME                                              | it was made for a usual time           |
 * | usage        | CERT_WRONG_USAGE                                                | a leaf, made for client authentication |
 * | extensions   | CERT_UNKNOWN_EXTENSION                                          | all that is critical is understood     |
 * | policy       | CERT_WRONG_POLICY                                               | one that its CA is accepted for        |
 * | revocation   | CERT_REVOKED, CERT_REVOCATION_UNKNOWN                           | neither leaf nor CA is; see revoked.ts |
 * | identity     | CERT_NO_HSA_ID, CERT_BAD_HSA_ID, CERT_PERSONAL_NUMBER           | serialNumber holds one HSA-id          |
 *
 * The path has two steps and no more: leaf, a CA that the configuration names, a root. A CA below such a CA signs nobody
 * (`CERT_UNKNOWN_ISSUER`), whatever path length it claims; names are chained by the DER of issuer and subject. A CA
 * that was renewed with its name and key stands in two certificates: either will do. Kind
 * follows from the issuing CA; level of assurance from the policy where the configuration maps it, else from the CA. The
 * policies of CAs themselves are not judged: SITHS has issued leaves under others than their CA's.
 */
export interface Judgement {
  readonly verdict: Verdict;
  /** Instants (ms since 1970) at which the passing of time alone may change the verdict. */
  readonly changesAt: readonly number[];
}

interface Path {
  readonly leaf: ReadCertificate;
  readonly issuer: TrustedIssuer;
  /** About the leaf, and about the CA that issued it. */
  readonly revocation: readonly RevocationQuestion[];
}

export function judge(state: TrustState, der: Buffer | undefined, now: Date): Judgement {
  if (!der) return lasting({ refused: 'CERT_MISSING', detail: undefined }, undefined);
  const read = readIssued(state, der);
  if (read === 'unreadable') return lasting({ refused: 'CERT_UNREADABLE', detail: undefined }, undefined);
  if ('stranger' in read) return lasting({ refused: 'CERT_UNKNOWN_ISSUER', detail: undefined }, read.stranger);
  const judge = (issuer: TrustedIssuer) => judgePath(pathOf(read.leaf, issuer, state), state, now);
  const [issuer, ...others] = read.issuers;
  const judged = [judge(issuer), ...others.map(judge)] as const;
  const { verdict } = judged.find(({ verdict }) => 'caller' in verdict) ?? judged[0];
  return { verdict, changesAt: judged.flatMap(({ changesAt }) => changesAt) };
}

/**
 * Why a certificate of no caller, a server's or a proxy's, is refused, as far as revocation goes; the rest is told by other
 * means. Undefined: it is not, or was issued by a CA that the configuration knows nothing of.
 */
export function revocationFaultOf(state: TrustState, der: Buffer, now: Date): Fault | undefined {
  const read = readIssued(state, der);
  if (read === 'unreadable' || 'stranger' in read) return undefined;
  const faults = read.issuers.map((issuer) => revocationFault(pathOf(read.leaf, issuer, state), now));
  return faults.includes(undefined) ? undefined : faults[0];
}

function judgePath(path: Path, state: TrustState, now: Date): Judgement {
  const { leaf } = path;
  const fault =
    strengthFault(path) ??
    datesFault(path, now) ??
    lifetimeFault(leaf, state) ??
    usageFault(leaf) ??
    extensionFault(leaf) ??
    policyFault(path) ??
    revocationFault(path, now);
  const verdict = fault ? refusal(fault, factsIn(path)) : identify(path, state, now);
  return { verdict, changesAt: turningPoints(path) };
}

const lasting = (fault: Fault, certificate: CertificateFacts | undefined): Judgement => ({
  verdict: refusal(fault, certificate),
  changesAt: [],
});

const refusal = ({ refused, detail }: Fault, certificate: CertificateFacts | undefined): Verdict => ({
  refusal: { refused, detail, certificate },
});

/** Whoever has a certificate of a CA for persons is one, whatever its subject holds. */
const factsIn = ({ leaf, issuer }: Path): CertificateFacts =>
  issuer.issues === 'person' ? { ...leaf.facts, subject: leaf.unnamedSubject } : leaf.facts;

function strengthFault({ leaf, issuer }: Path): Fault | undefined {
  const weakSignature = [leaf, issuer.authority].some((certificate) => !digestOf(certificate.signatureAlgorithm));
  const weakKey = [leaf, issuer.authority, issuer.root].some((certificate) => !isStrongKey(certificate.publicKey));
  return weakSignature || weakKey ? { refused: 'CERT_WEAK', detail: undefined } : undefined;
}

function datesFault({ leaf, issuer }: Path, now: Date): Fault | undefined {
  for (const certificate of [leaf, issuer.authority, issuer.root]) {
    const detail = certificate === leaf ? undefined : `This is about the CA ${nameOf(certificate)}.`;
    if (!(now >= certificate.validFrom)) return { refused: 'CERT_NOT_YET_VALID', detail };
    if (!(now <= certificate.validTo)) return { refused: 'CERT_EXPIRED', detail };
  }
  return undefined;
}

const dayMs = 86_400_000;

function lifetimeFault({ validFrom, validTo }: ReadCertificate, { profile }: TrustState): Fault | undefined {
  const days = (validTo.getTime() - validFrom.getTime()) / dayMs;
  if (days <= profile.maximumLifetimeDays) return undefined;
  return { refused: 'CERT_LONG_LIFETIME', detail: `It was made for ${Math.ceil(days)} days.` };
}

const clientAuth: string = x509.ExtendedKeyUsage.clientAuth;

function usageFault(leaf: ReadCertificate): Fault | undefined {
  const signs = ((leaf.keyUsage ?? 0) & x509.KeyUsageFlags.digitalSignature) !== 0;
  if (leaf.isAuthority) return wrongUsage('It is a CA certificate.');
  if (!signs) return wrongUsage('Its key usage lacks digitalSignature.');
  if (!leaf.extendedKeyUsage?.includes(clientAuth)) return wrongUsage('Its extended key usage lacks clientAuth.');
  return undefined;
}

const wrongUsage = (detail: string): Fault => ({ refused: 'CERT_WRONG_USAGE', detail });

/** Key usage, alternative names, basic constraints, policies, extended key usage: what a leaf may call critical. */
const understood = ['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.32', '2.5.29.37'];

function extensionFault({ criticalExtensions }: ReadCertificate): Fault | undefined {
  const unknown = criticalExtensions.find((extension) => !understood.includes(extension));
  return unknown === undefined ? undefined : { refused: 'CERT_UNKNOWN_EXTENSION', detail: `It is ${unknown}.` };
}

function policyFault(path: Path): Fault | undefined {
  if (!path.issuer.policies || policiesUnder(path).length > 0) return undefined;
  const held = path.leaf.policies.join(', ');
  return { refused: 'CERT_WRONG_POLICY', detail: held === '' ? 'It names none.' : `It names ${held}.` };
}

/** The accepted policies that the leaf names. */
const policiesUnder = ({ leaf, issuer }: Path) =>
  (issuer.policies ?? []).filter(({ oid }) => leaf.policies.includes(oid));

/** Of several policies the lowest level counts. */
function levelOf(path: Path): 2 | 3 | undefined {
  const levels = policiesUnder(path).map(({ loa }) => loa ?? path.issuer.loa);
  if (levels.length === 0) return path.issuer.loa;
  return levels.includes(undefined) ? undefined : levels.includes(2) ? 2 : 3;
}

function pathOf(leaf: ReadCertificate, issuer: TrustedIssuer, { answers }: TrustState): Path {
  const { authority, root, policy, rootPolicy, revocation, rootRevocation } = issuer;
  const answer = answers.get(leaf.facts.fingerprint);
  const questions = [
    { certificate: leaf, by: authority, list: revocation, answer, policy },
    { certificate: authority, by: root, list: rootRevocation, answer: undefined, policy: rootPolicy },
  ];
  return { leaf, issuer, revocation: questions };
}

/** Revoked anywhere is revoked, even if what is known of the other is lacking. */
function revocationFault({ leaf, revocation }: Path, now: Date): Fault | undefined {
  const judged = revocation.map((question) => ({ ...question, is: judgeRevoked(question, now) }));
  const revoked = judged.find(({ is }) => is.kind === 'revoked')?.certificate;
  const unknown = judged.flatMap(({ is }) => (is.kind === 'unknown' ? [is.why] : []))[0];
  if (revoked) {
    const detail = revoked === leaf ? undefined : `This is about the CA ${nameOf(revoked)}.`;
    return { refused: 'CERT_REVOKED', detail };
  }
  return unknown === undefined ? undefined : { refused: 'CERT_REVOCATION_UNKNOWN', detail: unknown };
}

/** Why it could not be told whether something is revoked that is accepted all the same. */
function undeterminedOf({ revocation }: Path, now: Date): string | undefined {
  const why = revocation.map((question) => judgeRevoked(question, now));
  return why.flatMap((is) => (is.kind === 'undetermined' ? [is.why] : [])).join(' ') || undefined;
}

function identify(path: Path, { profile }: TrustState, now: Date): Verdict {
  const { leaf, issuer } = path;
  const reading = readHolder(path, profile);
  if ('fault' in reading) return refusal({ refused: reading.fault, detail: undefined }, factsIn(path));
  const undetermined = undeterminedOf(path, now);
  const caller: CertifiedCaller = {
    hsaId: reading.hsaId,
    kind: issuer.issues,
    name: leaf.commonName ?? reading.hsaId,
    organisation: leaf.organisation,
    loa: issuer.issues === 'person' ? levelOf(path) : undefined,
    certificate: { ...factsIn(path), ...(undetermined && { undetermined }) },
    hsaIdFrom: reading.from,
  };
  return { caller };
}

/** A person is never looked for in an OU: people's cards have always had serialNumber. */
function readHolder({ leaf, issuer }: Path, { hsaIdForm, hsaIdFromOu }: LeafProfile) {
  const reading = readHsaId(leaf.serialNumbers, hsaIdForm);
  const lacking = 'fault' in reading && reading.fault === 'CERT_NO_HSA_ID';
  if (!lacking || !hsaIdFromOu || issuer.issues !== 'function') return { ...reading, from: 'serialNumber' } as const;
  return { ...readHsaId(leaf.organisationalUnits, hsaIdForm), from: 'OU' } as const;
}

/** Both ends of a period belong to it, so a verdict changes one millisecond after the last. */
function turningPoints({ leaf, issuer, revocation }: Path): number[] {
  const certificates = [leaf, issuer.authority, issuer.root];
  const ends = [...certificates.map(({ validTo }) => validTo.getTime()), ...revocation.flatMap(turningPointsOf)];
  return [...certificates.map(({ validFrom }) => validFrom.getTime()), ...ends.map((end) => end + 1)];
}

const nameOf = (certificate: ReadCertificate): string => certificate.commonName ?? certificate.facts.subject;
