import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto';
import type { LeafProfile, Subject, Validity } from './dev-pki-plan.ts';
import * as x509 from './x509.ts';

/**
 * Makes the single pieces of the development PKI: keys, authorities, leaves, revocation lists. What they are called and
 * who signs whom is the plan's business.
 */

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' } as const;
const day = 86_400_000;
const year = 365 * day;

/** Where revocation lists and CA certificates would be fetched: the bridge's own loopback port. */
const repository = 'http://localhost:9464/pki';

const policy = {
  any: '2.5.29.32.0',
  organisationValidated: '2.23.140.1.2.2',
  function: '1.2.752.74.8.650',
  /** The policies of ordinary cards are not public; this arc (2.25 = UUID) belongs to nobody else. */
  developmentPerson: '2.25.94672201865147319063287364511930874051',
};

export interface Keys {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
}

export interface Authority {
  readonly name: string;
  readonly certificate: x509.X509Certificate;
  readonly keys: Pick<Keys, 'privateKey'>;
  /** Hex; what its leaves name as their issuer's key. */
  readonly keyId: string;
}

/** RSA keys made outside the event loop; `bits` 2048 takes some 50 ms of one core. */
export function makeKeys(bits: number): Promise<Keys> {
  const algorithm = { ...rsa, modulusLength: bits, publicExponent: Uint8Array.of(1, 0, 1) };
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

export function keyPem(keys: Pick<Keys, 'privateKey'>): string {
  return KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function keysFromPem(pem: string): Pick<Keys, 'privateKey'> {
  return { privateKey: createPrivateKey(pem).toCryptoKey(rsa, false, ['sign']) };
}

const attributeOids: Record<Subject[number][0], string> = {
  C: '2.5.4.6',
  L: '2.5.4.7',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  GN: '2.5.4.42',
  title: '2.5.4.12',
  serialNumber: '2.5.4.5',
};

function nameOf(subject: Subject): x509.Name {
  return new x509.Name(subject.map(([attribute, value]) => ({ [attributeOids[attribute]]: [directoryString(value)] })));
}

/** As SITHS encodes: PrintableString where the characters allow it, UTF8String for å, ä and ö. */
function directoryString(value: string): x509.JsonAttributeObject {
  return x509.Name.isPrintableString(value) ? { printableString: value } : { utf8String: value };
}

/** An authority; without `issuer` a self-signed root. `keyId` makes it claim another's key identifier. */
export async function mintAuthority(plan: {
  readonly name: string;
  readonly subject: Subject;
  readonly keys: Keys;
  readonly issuer: Authority | undefined;
  readonly keyId?: string | undefined;
  readonly now: Date;
}): Promise<Authority> {
  const own = await x509.SubjectKeyIdentifierExtension.create(plan.keys.publicKey);
  const keyId = plan.keyId ?? own.keyId;
  const flags = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject: nameOf(plan.subject),
    issuer: plan.issuer ? plan.issuer.certificate.subjectName : nameOf(plan.subject),
    notBefore: new Date(plan.now.getTime() - day),
    notAfter: new Date(plan.now.getTime() + (plan.issuer ? 15 : 30) * year),
    publicKey: plan.keys.publicKey,
    signingKey: (plan.issuer ?? plan).keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, plan.issuer ? 0 : undefined, true),
      new x509.KeyUsagesExtension(flags, true),
      new x509.SubjectKeyIdentifierExtension(keyId),
      ...(plan.issuer ? [new x509.CertificatePolicyExtension([policy.any]), ...pointersTo(plan.issuer)] : []),
    ],
  });
  return { name: plan.name, certificate, keys: plan.keys, keyId };
}

/** A leaf of the given profile; without `issuer` signed by its own key. */
export async function mintLeaf(plan: {
  readonly subject: Subject;
  readonly profile: LeafProfile;
  readonly validity: Validity;
  readonly keys: Keys;
  readonly issuer: Authority | undefined;
  readonly now: Date;
}): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject: nameOf(plan.subject),
    issuer: plan.issuer ? plan.issuer.certificate.subjectName : nameOf(plan.subject),
    ...period(plan.validity, plan.now),
    publicKey: plan.keys.publicKey,
    signingKey: (plan.issuer ?? plan).keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      ...usage(plan.profile),
      ...identity(plan.profile, plan.subject),
      await x509.SubjectKeyIdentifierExtension.create(plan.keys.publicKey),
      ...(plan.issuer ? pointersTo(plan.issuer) : []),
    ],
  });
}

/** `past` ended yesterday; `future` begins after every certificate made today has ended. */
function period(validity: Validity, now: Date): { notBefore: Date; notAfter: Date } {
  const start = { current: -day, past: -2 * year - day, future: 3 * year }[validity];
  const end = { current: 2 * year, past: -day, future: 5 * year }[validity];
  return { notBefore: new Date(now.getTime() + start), notAfter: new Date(now.getTime() + end) };
}

function usage(profile: LeafProfile): x509.Extension[] {
  const { digitalSignature, keyEncipherment, nonRepudiation } = x509.KeyUsageFlags;
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage;
  switch (profile) {
    case 'function':
    case 'server':
      return [keyUsage(digitalSignature | keyEncipherment), extendedUsage(serverAuth, clientAuth)];
    case 'server-only':
      return [keyUsage(digitalSignature | keyEncipherment), extendedUsage(serverAuth)];
    case 'person':
      return [keyUsage(digitalSignature), extendedUsage(clientAuth)];
    case 'signature':
      return [keyUsage(nonRepudiation)];
  }
}

const keyUsage = (flags: number) => new x509.KeyUsagesExtension(flags, true);
const extendedUsage = (...usages: string[]) => new x509.ExtendedKeyUsageExtension(usages);

function identity(profile: LeafProfile, subject: Subject): x509.Extension[] {
  if (profile === 'person' || profile === 'signature') {
    return [new x509.CertificatePolicyExtension([policy.developmentPerson])];
  }
  const hostName = subject.find(([attribute]) => attribute === 'CN')?.[1] ?? 'localhost';
  const names: x509.JsonGeneralNames = [{ type: 'dns', value: hostName }];
  if (profile === 'server') {
    names.push({ type: 'dns', value: 'localhost' }, { type: 'ip', value: '127.0.0.1' }, { type: 'ip', value: '::1' });
  }
  return [
    new x509.SubjectAlternativeNameExtension(names),
    new x509.CertificatePolicyExtension([policy.organisationValidated, policy.function]),
  ];
}

function pointersTo(issuer: Authority): x509.Extension[] {
  return [
    new x509.AuthorityKeyIdentifierExtension(issuer.keyId),
    new x509.CRLDistributionPointsExtension([`${repository}/${issuer.name}.crl`]),
    new x509.AuthorityInfoAccessExtension({
      ocsp: `${repository}/ocsp`,
      caIssuers: `${repository}/${issuer.name}.crt`,
    }),
  ];
}

/** 15 random octets, as SITHS numbers its certificates. The first is kept below 0x80: serials are positive. */
function randomSerial(): string {
  const octets = Buffer.from(webcrypto.getRandomValues(new Uint8Array(15)));
  octets[0] = (octets.readUInt8(0) & 0x7f) | 0x40;
  return octets.toString('hex');
}

export interface Revoked {
  /** X.509 serial number in hex. */
  readonly serialNumber: string;
  readonly revocationDate: Date;
}

/**
 * A revocation list as PEM that lasts as long as the leaves: nobody renews the lists of a machine that was switched off.
 * Real ones are fetched anew within hours.
 */
export async function mintRevocationList(issuer: Authority, entries: readonly Revoked[], now: Date): Promise<string> {
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.certificate.subjectName,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + 2 * year),
    entries: entries.map(({ serialNumber, revocationDate }) => ({
      serialNumber,
      revocationDate,
      reason: x509.X509CrlReason.keyCompromise,
    })),
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: issuer.keys.privateKey.algorithm.name },
    extensions: [new x509.AuthorityKeyIdentifierExtension(issuer.keyId)],
  });
  // RFC 7468 §6 names the label; the library's own, CRL, is one that OpenSSL does not know.
  return `${x509.PemConverter.encode(list.rawData, 'X509 CRL')}\n`;
}
