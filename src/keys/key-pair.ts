import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { BridgeError } from '../errors.ts';
import { isTestAuthority } from '../siths/test-authority.ts';
import { certificatesIn } from './pem.ts';
import { anybodyMayRead } from './private-file.ts';

/** Where a certificate and its private key are, and whom the bridge trusts when it shows it. */
export interface KeyPairPlace {
  /** PEM file with the chain, leaf first. */
  readonly certificate: string;
  /**
   * PEM file, or `pkcs11:…` (RFC 7512) for a key that stays in a security module; left out where the environment holds the
   * key itself.
   */
  readonly key?: string | undefined;
  /** PEM, from the environment: it takes the file's place. */
  readonly keyPem?: string | undefined;
  /** PEM file with authorities. */
  readonly ca?: string | undefined;
  /** As in production: a key file that anybody on the machine may read is refused, not only told of; so are test CAs. */
  readonly guarded?: boolean | undefined;
}

/** A certificate and its private key that belong together. */
export interface KeyPair {
  /** As TLS takes them. */
  readonly shown: Shown;
  /** PEM. */
  readonly ca: string | undefined;
  readonly leaf: X509Certificate;
  /** Anybody on the machine may read the key file. */
  readonly isExposed: boolean;
}

/** `cert`: PEM, leaf first; then the key in PEM, or where the security module has it. */
export type Shown = { readonly cert: string } & (
  | { readonly key: string }
  | { readonly privateKeyEngine: string; readonly privateKeyIdentifier: string }
);

/** Reads a pair and sees that it belongs together. Throws CONFIG_INVALID naming the file and what is wrong. */
export function readKeyPair(place: KeyPairPlace): KeyPair {
  const cert = textOf(place.certificate);
  const chain = chainIn(cert, place.certificate);
  const [leaf] = chain;
  const { shown, isExposed } = place.key?.startsWith('pkcs11:') ? inModule(place.key, cert) : onDisk(place, cert, leaf);
  demandUsable(shown, place);
  const gap = chain.findIndex((each, nr) => nr > 0 && !issued(each, chain[nr - 1] as X509Certificate));
  if (gap > 0)
    throw invalid(
      `In ${place.certificate} certificate ${gap + 1} did not issue certificate ${gap}: the leaf comes first.`,
    );
  const ca = place.ca === undefined ? undefined : textOf(place.ca);
  if (ca !== undefined) {
    const test = chainIn(ca, place.ca ?? '').find(({ subject }) => isTestAuthority(subject));
    if (test && place.guarded) throw invalid(`${place.ca} holds a test CA, refused in production.`);
  }
  return { shown, ca, leaf, isExposed };
}

/** Throws CONFIG_INVALID unless the certificate holds at this instant. */
export function demandDates({ leaf }: KeyPair, now: Date): void {
  if (now < leaf.validFromDate)
    throw invalid(`The certificate is not valid until ${leaf.validFromDate.toISOString()}.`);
  if (now > leaf.validToDate) throw invalid(`The certificate ended ${leaf.validToDate.toISOString()}.`);
}

type KeyFound = Pick<KeyPair, 'shown' | 'isExposed'>;

function onDisk(place: KeyPairPlace, cert: string, leaf: X509Certificate): KeyFound {
  const { pem: key, file } = keyOf(place);
  if (!leaf.checkPrivateKey(privateKeyIn(key, file)))
    throw invalid(`The private key ${file} does not belong to the certificate ${place.certificate}.`);
  const isExposed = place.keyPem === undefined && anybodyMayRead(file);
  if (isExposed && place.guarded) throw invalid(`The private key ${file} may be read by anyone; chmod 600 it.`);
  return { shown: { cert, key }, isExposed };
}

/** Reached by OpenSSL's engine `pkcs11`, which its configuration file names; see docs/operations.md. */
function inModule(privateKeyIdentifier: string, cert: string): KeyFound {
  // The name of a key stands in logs and in the text of the configuration.
  if (/pin-value=/i.test(privateKeyIdentifier))
    throw invalid('The name of a private key must not hold pin-value: the PIN stands in the configuration of OpenSSL.');
  return { shown: { cert, privateKeyEngine: 'pkcs11', privateKeyIdentifier }, isExposed: false };
}

/** OpenSSL has demands of its own, such as the length of keys, and alone sees whether a module has the key. */
function demandUsable(shown: Shown, { certificate }: KeyPairPlace): void {
  try {
    createSecureContext(shown);
  } catch (cause) {
    const { message } = cause as Error;
    const subject =
      'key' in shown
        ? `${certificate} cannot be shown`
        : `The private key ${shown.privateKeyIdentifier.split('?', 1)} cannot be used`;
    throw invalid(`${subject}: ${message}.`, cause);
  }
}

function keyOf({ key, keyPem }: KeyPairPlace): { readonly pem: string; readonly file: string } {
  if (keyPem !== undefined) return { pem: keyPem, file: 'of the environment' };
  if (key === undefined) throw invalid('Neither the configuration nor the environment says where the private key is.');
  return { pem: textOf(key), file: key };
}

/** At least one. */
function chainIn(pem: string, file: string): readonly [X509Certificate, ...X509Certificate[]] {
  try {
    const [leaf, ...above] = certificatesIn(pem);
    if (leaf) return [leaf, ...above];
  } catch (cause) {
    throw invalid(`${file} holds a certificate that cannot be read.`, cause);
  }
  throw invalid(`${file} holds no certificate.`);
}

function privateKeyIn(pem: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw invalid(`The private key ${file} cannot be read: PEM without a passphrase is expected.`, cause);
  }
}

function issued(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (cause) {
    throw invalid(`${file} cannot be read.`, cause);
  }
}

function invalid(detail: string, cause?: unknown): BridgeError {
  return new BridgeError('CONFIG_INVALID', detail, { cause });
}
