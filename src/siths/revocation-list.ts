import { type KeyObject, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { digestOf } from './algorithms.ts';
import * as x509 from './x509.ts';

/** A certificate revocation list (CRL, RFC 5280 §5) as read, its signature not yet checked. */
export interface RevocationList {
  /** DER of the issuer's name. */
  readonly issuerDer: Buffer;
  readonly thisUpdate: Date;
  /** Undefined = it never says when it ends, and can therefore not be known to be fresh. */
  readonly nextUpdate: Date | undefined;
  /** Why (RFC 5280 §5.3.1), by X.509 serial number in lower-case hex. */
  readonly revoked: ReadonlyMap<string, number>;
  /** cRLNumber; undefined = it has none. */
  readonly number: bigint | undefined;
  /** Of a delta: the number of the list that it goes on from, or of an older one. */
  readonly base: bigint | undefined;
  /**
   * False for a list with a critical extension, on itself or an entry, other than that of a delta: a part of a partitioned
   * list or an indirect one. None of these says by itself that a certificate is not revoked.
   */
  readonly complete: boolean;
  isSignedBy(key: KeyObject): boolean;
}

/** Why a certificate is on a list, where it matters (RFC 5280 §5.3.1). */
export const reason = { unspecified: 0, certificateHold: 6, removeFromCrl: 8 } as const;

/** The lists of one file, PEM (any number) or DER. Empty when the file is absent or holds none that can be read. */
export function readRevocationLists(file: string): RevocationList[] {
  try {
    return ders(readFileSync(file)).map(read);
  } catch {
    // Absent, locked or half-written: nothing is known from this file, and every verdict that needs it says so.
    return [];
  }
}

/** The lists in these bytes, PEM (any number) or DER. Throws when one cannot be read. */
export function revocationListsIn(content: Buffer): RevocationList[] {
  return ders(content).map(read);
}

/**
 * A full list brought up to date by a delta (RFC 5280 §5.2.4); undefined where that one does not go on from it. Both must
 * be of the same issuer, and genuine. A delta that has ended takes nothing from a full list that has not.
 */
export function withDelta(full: RevocationList, delta: RevocationList): RevocationList | undefined {
  if (full.number === undefined || delta.number === undefined || delta.base === undefined) return undefined;
  if (full.number < delta.base || delta.number <= full.number) return undefined;
  const revoked = new Map(full.revoked);
  for (const [serial, why] of delta.revoked) {
    if (why === reason.removeFromCrl) revoked.delete(serial);
    else revoked.set(serial, why);
  }
  const { thisUpdate, number } = delta;
  return { ...full, thisUpdate, nextUpdate: later(full.nextUpdate, delta.nextUpdate), number, revoked };
}

const later = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one && other ? (one > other ? one : other) : (one ?? other);

function ders(content: Buffer): Buffer[] {
  const text = content.toString('latin1');
  if (!text.includes('-----BEGIN ')) return [content];
  return x509.PemConverter.decodeWithHeaders(text)
    .filter((block) => block.type === 'X509 CRL' || block.type === 'CRL')
    .map((block) => Buffer.from(block.rawData));
}

/** The parser gives up at some 2,000 revocations unless told that a list may be as long as a national one. */
const nationalSize = { maxNodes: 20_000_000, maxContentLength: 268_435_456 };

const oid = { number: '2.5.29.20', reason: '2.5.29.21', deltaIndicator: '2.5.29.27' };

function read(der: Buffer): RevocationList {
  const list = new UndecodedList(der, { berOptions: nationalSize });
  const entries = list.fields.revokedCertificates ?? [];
  const own = list.fields.crlExtensions ?? [];
  const extensions = [own, ...entries.map((entry) => entry.crlEntryExtensions ?? [])].flat();
  return {
    issuerDer: Buffer.from(list.issuerName.toArrayBuffer()),
    thisUpdate: list.thisUpdate,
    nextUpdate: list.nextUpdate,
    revoked: new Map(
      entries.map((entry) => [
        serialHex(Buffer.from(entry.userCertificate)),
        // ENUMERATED, one octet.
        contentOf(entry.crlEntryExtensions, oid.reason)?.at(-1) ?? reason.unspecified,
      ]),
    ),
    number: integerIn(contentOf(own, oid.number)),
    base: integerIn(contentOf(own, oid.deltaIndicator)),
    complete: !extensions.some(({ critical, extnID }) => critical && extnID !== oid.deltaIndicator),
    isSignedBy: signatureCheck(list),
  };
}

interface Undecoded {
  readonly extnID: string;
  readonly extnValue: { readonly buffer: ArrayBuffer };
}

function contentOf(extensions: readonly Undecoded[] | undefined, type: string): Buffer | undefined {
  const found = extensions?.find(({ extnID }) => extnID === type);
  return found && Buffer.from(found.extnValue.buffer);
}

/** Of a DER INTEGER of at most 20 octets, as RFC 5280 has it. */
function integerIn(der: Buffer | undefined): bigint | undefined {
  if (der?.[0] !== 2 || der.length < 3 || der.length > 22 || der[1] !== der.length - 2) return undefined;
  return BigInt(`0x${der.subarray(2).toString('hex')}`);
}

/** The library verifies asynchronously and decodes every entry; a verdict needs the answer now, and only serials. */
class UndecodedList extends x509.X509Crl {
  get fields() {
    return this.asn.tbsCertList;
  }

  get signed() {
    const { signatureAlgorithm, signature, tbsCertListRaw } = this.asn;
    return { algorithm: signatureAlgorithm.algorithm, signature, content: tbsCertListRaw };
  }
}

function signatureCheck(list: UndecodedList): RevocationList['isSignedBy'] {
  const { algorithm, signature, content } = list.signed;
  const digest = digestOf(algorithm);
  if (!digest || !content || list.fields.signature.algorithm !== algorithm) return () => false;
  return (key) => verify(digest, Buffer.from(content), key, Buffer.from(signature));
}

/** As certificates print theirs: without the zero octet that keeps the integer positive. */
function serialHex(octets: Buffer): string {
  const isPadded = octets.length > 1 && octets[0] === 0 && octets.readUInt8(1) > 0x7f;
  return octets.subarray(isPadded ? 1 : 0).toString('hex');
}
