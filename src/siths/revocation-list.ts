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
  /** X.509 serial numbers, lower-case hex. */
  readonly revoked: ReadonlySet<string>;
  /**
   * False for a list with a critical extension, on itself or an entry: a delta, a part of a partitioned list or an
   * indirect one. None of these says by itself that a certificate is not revoked.
   */
  readonly complete: boolean;
  isSignedBy(key: KeyObject): boolean;
}

/** The lists of one file, PEM (any number) or DER. Empty when the file is absent or holds none that can be read. */
export function readRevocationLists(file: string): RevocationList[] {
  try {
    return ders(readFileSync(file)).map(read);
  } catch {
    // Absent, locked or half-written: nothing is known from this file, and every verdict that needs it says so.
    return [];
  }
}

function ders(content: Buffer): Buffer[] {
  const text = content.toString('latin1');
  if (!text.includes('-----BEGIN ')) return [content];
  return x509.PemConverter.decodeWithHeaders(text)
    .filter((block) => block.type === 'X509 CRL' || block.type === 'CRL')
    .map((block) => Buffer.from(block.rawData));
}

/** The parser gives up at some 2,000 revocations unless told that a list may be as long as a national one. */
const nationalSize = { maxNodes: 20_000_000, maxContentLength: 268_435_456 };

function read(der: Buffer): RevocationList {
  const list = new UndecodedList(der, { berOptions: nationalSize });
  const entries = list.fields.revokedCertificates ?? [];
  const extensions = [list.fields.crlExtensions, ...entries.map((entry) => entry.crlEntryExtensions)].flat();
  return {
    issuerDer: Buffer.from(list.issuerName.toArrayBuffer()),
    thisUpdate: list.thisUpdate,
    nextUpdate: list.nextUpdate,
    revoked: new Set(entries.map((entry) => serialHex(Buffer.from(entry.userCertificate)))),
    complete: !extensions.some((extension) => extension?.critical),
    isSignedBy: signatureCheck(list),
  };
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
