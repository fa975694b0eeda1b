import { createHash, randomBytes, verify } from 'node:crypto';
import {
  BasicOCSPResponse,
  CertID,
  id_kp_OCSPSigning,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  OCSPRequest,
  OCSPResponse,
  Request,
  type SingleResponse,
  TBSRequest,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate, Extension } from '@peculiar/asn1-x509';
import { digestOf } from './algorithms.ts';
import { type ReadCertificate, readCertificate } from './certificate.ts';
import { elementAt } from './der.ts';
import type { RevocationAnswer, RevocationPolicy, TrustedIssuer } from './trust-store.ts';
import { isSignedBy, nameDerOf } from './trust-store.ts';

/** What a responder is asked about one certificate (RFC 6960), and what its answer is held against. */
export interface OcspQuestion {
  readonly url: string;
  readonly timeoutMs: number;
  /** False where the policy demands that each answer repeats a number of this process. */
  readonly mayBeOld: boolean;
  /** DER of the request. */
  readonly request: Buffer;
  /** What the answer says, when it can be believed. Throws why not, in words. */
  read(answer: Buffer, now: Date): RevocationAnswer;
}

const sha1 = '1.3.14.3.2.26';
const clockSkewMs = 300_000;
/** However long an answer says that it holds: a revocation shall not go unheard of for longer. */
const longestMs = 3_600_000;
/** Of an answer that does not say how long it holds. */
const briefMs = 60_000;

export function ocspQuestion(
  leaf: ReadCertificate,
  issuer: TrustedIssuer,
  { url, timeoutMs, nonce: policy }: NonNullable<RevocationPolicy['ocsp']>,
): OcspQuestion {
  const id = certIdOf(leaf, issuer.authority);
  const nonce = policy === 'off' ? undefined : randomBytes(32);
  const requestExtensions = nonce && [nonceExtension(nonce)];
  const tbsRequest = new TBSRequest({
    requestList: [new Request({ reqCert: id })],
    ...(requestExtensions && { requestExtensions }),
  });
  return {
    url,
    timeoutMs,
    mayBeOld: policy !== 'required',
    request: Buffer.from(AsnConvert.serialize(new OCSPRequest({ tbsRequest }))),
    read(answer, now) {
      const basic = genuine(parsed(answer), issuer, now);
      refuseOtherNonce(basic, nonce, policy === 'required');
      return answerAbout(id, basic, now);
    },
  };
}

/**
 * What an answer says that a server has stapled to its certificate (RFC 6066 section 8), or that was asked for elsewhere: it
 * has no nonce of ours. Throws why it cannot be believed, in words.
 */
export function stapledAnswer(
  leaf: ReadCertificate,
  issuer: TrustedIssuer,
  answer: Buffer,
  now: Date,
): RevocationAnswer {
  if (issuer.policy.ocsp?.nonce === 'required') throw new Error('A stapled answer repeats no nonce.');
  return answerAbout(certIdOf(leaf, issuer.authority), genuine(parsed(answer), issuer, now), now);
}

function answerAbout(id: CertID, { tbsResponseData }: BasicOCSPResponse, now: Date): RevocationAnswer {
  const single = tbsResponseData.responses.find(({ certID }) => isSame(certID, id));
  if (!single) throw new Error('It answers about another certificate.');
  return answerIn(single, now);
}

/** With SHA-1, which all responders know; nothing rests on its strength (RFC 5019 section 2.1.1). */
function certIdOf(leaf: ReadCertificate, authority: ReadCertificate): CertID {
  const { subjectPublicKeyInfo } = AsnConvert.parse(authority.x509.raw, Certificate).tbsCertificate;
  const { serialNumber } = AsnConvert.parse(leaf.x509.raw, Certificate).tbsCertificate;
  const hashed = (of: Uint8Array) => new OctetString(createHash('sha1').update(of).digest());
  return new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: sha1, parameters: null }),
    issuerNameHash: hashed(nameDerOf(authority)),
    issuerKeyHash: hashed(Buffer.from(subjectPublicKeyInfo.subjectPublicKey)),
    serialNumber,
  });
}

const isEqual = (one: ArrayBuffer, other: ArrayBuffer) => Buffer.from(one).equals(Buffer.from(other));

function isSame(one: CertID, other: CertID): boolean {
  return (
    one.hashAlgorithm.algorithm === other.hashAlgorithm.algorithm &&
    isEqual(one.issuerNameHash.buffer, other.issuerNameHash.buffer) &&
    isEqual(one.issuerKeyHash.buffer, other.issuerKeyHash.buffer) &&
    isEqual(one.serialNumber, other.serialNumber)
  );
}

function nonceExtension(nonce: Buffer): Extension {
  const value = AsnConvert.serialize(new OctetString(nonce));
  return new Extension({ extnID: id_pkix_ocsp_nonce, critical: false, extnValue: new OctetString(value) });
}

interface Answered {
  readonly basic: BasicOCSPResponse;
  /** What is signed, as it came. */
  readonly signed: Buffer;
}

function parsed(der: Buffer): Answered {
  let status: number;
  try {
    const { responseStatus, responseBytes } = AsnConvert.parse(der, OCSPResponse);
    status = responseStatus;
    if (status === 0 && responseBytes?.responseType === id_pkix_ocsp_basic) {
      const bytes = Buffer.from(responseBytes.response.buffer);
      return { basic: AsnConvert.parse(bytes, BasicOCSPResponse), signed: firstWithin(bytes) };
    }
  } catch (cause) {
    throw new Error('What it gives is no answer of a responder.', { cause });
  }
  throw new Error(`It gives no answer: status ${status}.`);
}

/** The first element within a DER sequence, whole. */
function firstWithin(der: Buffer): Buffer {
  const { content, end } = elementAt(der, 0, der.length);
  return der.subarray(content, elementAt(der, content, end).end);
}

/** Signed by the CA itself, or by whom it has appointed to sign its answers (RFC 6960 section 4.2.2.2). */
function genuine({ basic, signed }: Answered, issuer: TrustedIssuer, now: Date): BasicOCSPResponse {
  const appointed = (basic.certs ?? [])
    .map((certificate) => readCertificate(Buffer.from(AsnConvert.serialize(certificate))))
    .filter((certificate) => certificate !== undefined)
    .filter((certificate) => mayAnswer(certificate, issuer, now));
  const digest = digestOf(basic.signatureAlgorithm.algorithm);
  const keys = [issuer.authority, ...appointed].map(({ publicKey }) => publicKey);
  const signature = Buffer.from(basic.signature);
  if (digest && keys.some((key) => verify(digest, signed, key, signature))) return basic;
  throw new Error('The answer is not signed by the CA, nor by whom it has appointed.');
}

function mayAnswer(certificate: ReadCertificate, { authority, revocation }: TrustedIssuer, now: Date): boolean {
  const isRevoked = typeof revocation !== 'string' && revocation.reasonOf(certificate.facts.serial) !== undefined;
  return (
    isSignedBy(certificate, authority) &&
    (certificate.extendedKeyUsage ?? []).includes(id_kp_OCSPSigning) &&
    certificate.validFrom <= now &&
    now <= certificate.validTo &&
    digestOf(certificate.signatureAlgorithm) !== undefined &&
    !isRevoked
  );
}

function refuseOtherNonce(
  { tbsResponseData }: BasicOCSPResponse,
  nonce: Buffer | undefined,
  isRequired: boolean,
): void {
  if (!nonce) return;
  const found = tbsResponseData.responseExtensions?.find(({ extnID }) => extnID === id_pkix_ocsp_nonce);
  if (!found && isRequired) throw new Error('The answer does not repeat the nonce.');
  if (found && !isEqual(AsnConvert.parse(found.extnValue.buffer, OctetString).buffer, Uint8Array.from(nonce).buffer))
    throw new Error('The answer repeats another nonce.');
}

function answerIn({ certStatus, thisUpdate, nextUpdate }: SingleResponse, now: Date): RevocationAnswer {
  const latest = now.getTime() + longestMs;
  const end = Math.min(nextUpdate?.getTime() ?? now.getTime() + briefMs, latest);
  if (thisUpdate.getTime() > now.getTime() + clockSkewMs) throw new Error('The answer is of a time to come.');
  if (end + clockSkewMs < now.getTime())
    throw new Error(`The answer is out of date since ${nextUpdate?.toISOString()}.`);
  const times = { thisUpdate, nextUpdate: new Date(end) };
  if (certStatus.revoked) return { status: 'revoked', reason: certStatus.revoked.revocationReason?.reason, ...times };
  if (certStatus.good !== undefined) return { status: 'good', reason: undefined, ...times };
  throw new Error('It does not know the certificate.');
}
