import type { KeyObject } from 'node:crypto';

/** Signature algorithms accepted anywhere in a path, and the digest each uses. What is not here is too weak or unknown. */
const digests: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.11', 'sha256'], // sha256WithRSAEncryption
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.3.2', 'sha256'], // ecdsa-with-SHA256
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
]);

const minimumRsaBits = 2048;
/** F4, as everybody uses; with a small exponent, mistakes of a signer become forgeries. */
const minimumRsaExponent = 65_537n;
const curves: readonly (string | undefined)[] = ['prime256v1', 'secp384r1'];

/** The digest that a signature algorithm (OID) uses; undefined = not accepted. */
export const digestOf = (signatureAlgorithm: string): string | undefined => digests.get(signatureAlgorithm);

/** Whether a public key is above the floor: RSA of 2048 bits with no small exponent, or EC on P-256 or P-384. */
export function isStrongKey(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa') {
    const { modulusLength = 0, publicExponent = 0n } = details ?? {};
    return modulusLength >= minimumRsaBits && publicExponent >= minimumRsaExponent;
  }
  return key.asymmetricKeyType === 'ec' && curves.includes(details?.namedCurve);
}
