import { digestOf, isStrongKey } from './algorithms.ts';
import type { CertifiedCaller, Refusal, Verdict } from './caller.ts';
import { type ReadCertificate, readCertificate } from './certificate.ts';
import { readHsaId } from './hsa-id.ts';
import { isSignedBy, type Revocation, type TrustedIssuer, type TrustState } from './trust-store.ts';
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
 * | usage        | CERT_WRONG_USAGE                                                | a leaf, made for client authentication |
 * | revocation   | CERT_REVOKED, CERT_REVOCATION_UNKNOWN                           | fresh lists name neither leaf nor CA   |
 * | identity     | CERT_NO_HSA_ID, CERT_BAD_HSA_ID, CERT_PERSONAL_NUMBER           | serialNumber holds one HSA-id          |
 *
 * What is not judged, on purpose: the length of the validity period, and policy OIDs. Kind and level of assurance follow
 * from the issuing CA, since the policies of ordinary SITHS cards are not published.
 */
export interface Judgement {
  readonly verdict: Verdict;
  /** Instants (ms since 1970) at which the passing of time alone may change the verdict. */
  readonly changesAt: readonly number[];
}

type Fault = Pick<Refusal, 'refused' | 'detail'>;

interface Path {
  readonly leaf: ReadCertificate;
  readonly issuer: TrustedIssuer;
}

export function judge(state: TrustState, der: Buffer | undefined, now: Date): Judgement {
  if (!der) return lasting({ refused: 'CERT_MISSING', detail: undefined }, undefined);
  const leaf = readCertificate(der);
  if (!leaf) return lasting({ refused: 'CERT_UNREADABLE', detail: undefined }, undefined);
  const issuer = state.issuers.find((candidate) => isSignedBy(leaf, candidate.authority));
  if (!issuer) return lasting({ refused: 'CERT_UNKNOWN_ISSUER', detail: undefined }, leaf);
  const path = { leaf, issuer };
  const fault = strengthFault(path) ?? datesFault(path, now) ?? usageFault(leaf) ?? revocationFault(path, now);
  const verdict = fault ? refusal(fault, leaf) : identify(path, state);
  return { verdict, changesAt: turningPoints(path) };
}

const lasting = (fault: Fault, certificate: ReadCertificate | undefined): Judgement => ({
  verdict: refusal(fault, certificate),
  changesAt: [],
});

const refusal = ({ refused, detail }: Fault, certificate: ReadCertificate | undefined): Verdict => ({
  refusal: { refused, detail, certificate: certificate?.facts },
});

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

const clientAuth: string = x509.ExtendedKeyUsage.clientAuth;
/** Key usage, alternative names, basic constraints, policies, extended key usage: what a leaf may call critical. */
const understood = ['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.32', '2.5.29.37'];

function usageFault(leaf: ReadCertificate): Fault | undefined {
  const unknown = leaf.criticalExtensions.find((extension) => !understood.includes(extension));
  const signs = ((leaf.keyUsage ?? 0) & x509.KeyUsageFlags.digitalSignature) !== 0;
  if (leaf.isAuthority) return wrongUsage('It is a CA certificate.');
  if (unknown) return wrongUsage(`It holds the unknown critical extension ${unknown}.`);
  if (!signs) return wrongUsage('Its key usage lacks digitalSignature.');
  if (!leaf.extendedKeyUsage?.includes(clientAuth)) return wrongUsage('Its extended key usage lacks clientAuth.');
  return undefined;
}

const wrongUsage = (detail: string): Fault => ({ refused: 'CERT_WRONG_USAGE', detail });

/** Listed anywhere is revoked, even if the other list is lacking. */
function revocationFault({ leaf, issuer }: Path, now: Date): Fault | undefined {
  const questions = [
    { certificate: leaf, by: issuer.authority, list: issuer.revocation },
    { certificate: issuer.authority, by: issuer.root, list: issuer.rootRevocation },
  ];
  for (const { certificate, list } of questions) {
    if (typeof list === 'string' || !list.revoked.has(certificate.facts.serial)) continue;
    const detail = certificate === leaf ? undefined : `This is about the CA ${nameOf(certificate)}.`;
    return { refused: 'CERT_REVOKED', detail };
  }
  for (const { by, list } of questions) {
    const problem = lack(list, now);
    if (problem) return { refused: 'CERT_REVOCATION_UNKNOWN', detail: `The list of ${nameOf(by)} is ${problem}.` };
  }
  return undefined;
}

function lack(list: Revocation, now: Date): string | undefined {
  if (list === 'missing') return 'missing';
  if (list === 'forged') return 'not signed by it';
  if (list === 'partial') return 'only a part';
  if (!list.nextUpdate) return 'without an end date';
  return now <= list.nextUpdate ? undefined : `out of date since ${list.nextUpdate.toISOString()}`;
}

function identify({ leaf, issuer }: Path, state: TrustState): Verdict {
  const reading = readHsaId(leaf.serialNumbers, state.hsaIdForm);
  if ('fault' in reading) return refusal({ refused: reading.fault, detail: undefined }, leaf);
  const caller: CertifiedCaller = {
    hsaId: reading.hsaId,
    kind: issuer.issues,
    name: leaf.commonName ?? reading.hsaId,
    organisation: leaf.organisation,
    loa: issuer.issues === 'person' ? issuer.loa : undefined,
    certificate: leaf.facts,
  };
  return { caller };
}

/** Both ends of a period belong to it, so a verdict changes one millisecond after the last. */
function turningPoints({ leaf, issuer }: Path): number[] {
  const certificates = [leaf, issuer.authority, issuer.root];
  const lists = [issuer.revocation, issuer.rootRevocation].filter((list) => typeof list !== 'string');
  const ends = [...certificates.map((c) => c.validTo), ...lists.map((list) => list.nextUpdate)];
  return [
    ...certificates.map((certificate) => certificate.validFrom.getTime()),
    ...ends.filter((end) => end !== undefined).map((end) => end.getTime() + 1),
  ];
}

const nameOf = (certificate: ReadCertificate): string => certificate.commonName ?? certificate.facts.subject;
