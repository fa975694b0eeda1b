import { KeyObject, webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as asn1 from '@peculiar/asn1-x509';
import forge from 'node-forge';
import type { TrustConfig } from '../../src/config.ts';
import * as x509 from '../../src/siths/x509.ts';

/**
 * A small PKI whose certificates can be wrong in every way a test wants, apart from the development PKI, which only makes
 * the ones people meet. RSA where the row is about RSA, EC elsewhere, because tests should not wait for primes.
 */

export type Keys = webcrypto.CryptoKeyPair;
const day = 86_400_000;

export const rsaKeys = (bits = 2048, exponent: 3 | 65_537 = 65_537): Promise<Keys> =>
  webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: bits,
      publicExponent: exponent === 3 ? Uint8Array.of(3) : Uint8Array.of(1, 0, 1),
    },
    true,
    ['sign', 'verify'],
  );

export const ecKeys = (namedCurve = 'P-256'): Promise<Keys> =>
  webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);

/** The same RSA key, to sign with another digest. */
export async function withDigest(keys: Keys, hash: string): Promise<Keys> {
  const form = { name: 'RSASSA-PKCS1-v1_5', hash };
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, form, true, ['sign']);
  return { ...keys, privateKey };
}

export interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly keys: Keys;
}

/** Distinguished name as attribute (short name or OID) and value, in encoding order. */
export type Attributes = readonly (readonly [string, string | x509.JsonAttributeObject])[];

const oids: Record<string, string> = {
  serialNumber: '2.5.4.5',
  SN: '2.5.4.4',
  GN: '2.5.4.42',
  title: '2.5.4.12',
  C: '2.5.4.6',
  CN: '2.5.4.3',
};

export function nameOf(attributes: Attributes): x509.Name {
  return new x509.Name(
    attributes.map(([type, value]) => ({
      [oids[type] ?? type]: [typeof value === 'string' ? { utf8String: value } : value],
    })),
  );
}

/** The HSA-id as TeletexString, which old CAs used and the library writes for nobody. */
export const teletexName = (hsaId: string): x509.Name => serialNumberName({ teletexString: hsaId });

/** As NumericString, which no profile allows. */
export const numericName = (digits: string): x509.Name =>
  serialNumberName({ anyValue: Uint8Array.of(0x12, digits.length, ...Buffer.from(digits)).buffer });

const serialNumberName = (value: Partial<asn1.AttributeValue>): x509.Name =>
  new x509.Name(
    new asn1.Name([
      new asn1.RelativeDistinguishedName([
        new asn1.AttributeTypeAndValue({
          type: '2.5.4.5',
          value: new asn1.AttributeValue(value),
        }),
      ]),
    ]),
  );

interface TypedAttribute {
  /** OID. */
  readonly type: string;
  readonly form: string;
  readonly text: string;
}

/** A name of RDNs that may have several attributes, each value in the string type that is asked for. */
export const groupedName = (rdns: readonly (readonly TypedAttribute[])[]): x509.Name =>
  new x509.Name(
    new asn1.Name(
      rdns.map(
        (attributes) =>
          new asn1.RelativeDistinguishedName(
            attributes.map(
              ({ type, form, text }) =>
                new asn1.AttributeTypeAndValue({ type, value: new asn1.AttributeValue({ [form]: text }) }),
            ),
          ),
      ),
    ),
  );

export interface CaOptions {
  /** Left out: one that says it is for tests. */
  readonly organisation?: string;
  readonly issuer?: Issuer;
  readonly keys?: Keys;
  readonly pathLength?: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: readonly x509.Extension[];
}

export async function ca(commonName: string, options: CaOptions = {}): Promise<Issuer> {
  const keys = options.keys ?? (await ecKeys());
  const subject = nameOf([
    ['C', 'SE'],
    ['O', options.organisation ?? 'Test'],
    ['CN', commonName],
  ]);
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: options.issuer?.certificate.subjectName ?? subject,
    notBefore: options.notBefore ?? new Date(Date.now() - 30 * day),
    notAfter: options.notAfter ?? new Date(Date.now() + 3650 * day),
    publicKey: keys.publicKey,
    signingKey: (options.issuer?.keys ?? keys).privateKey,
    extensions: [...(options.extensions ?? authorityExtensions(options.pathLength))],
  });
  return { certificate, keys };
}

export const authorityExtensions = (pathLength?: number): x509.Extension[] => [
  new x509.BasicConstraintsExtension(true, pathLength, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
];

export interface LeafOptions {
  readonly issuer: Issuer;
  readonly keys: Keys;
  readonly subject?: x509.Name;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Flags; null leaves the extension out. */
  readonly keyUsage?: number | null;
  /** OIDs; null leaves the extension out. */
  readonly extendedKeyUsage?: readonly string[] | null;
  readonly isAuthority?: boolean;
  readonly extra?: readonly x509.Extension[];
  readonly serialNumber?: string;
}

export const functionName = (serialNumber: string | x509.JsonAttributeObject = 'SE2321000230-DEMOEHR') =>
  nameOf([
    ['C', 'SE'],
    ['L', 'Luleå'],
    ['O', 'Region Norrbotten'],
    ['CN', 'ehr.norrbryggan.localhost'],
    ['serialNumber', serialNumber],
  ]);

/** DER of a leaf; by default a good function certificate. */
export async function leaf(options: LeafOptions): Promise<Buffer> {
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  const keyUsage = options.keyUsage === undefined ? digitalSignature | keyEncipherment : options.keyUsage;
  const extended = options.extendedKeyUsage === undefined ? ['serverAuth', 'clientAuth'] : options.extendedKeyUsage;
  const certificate = await x509.X509CertificateGenerator.create({
    ...(options.serialNumber ? { serialNumber: options.serialNumber } : {}),
    subject: options.subject ?? functionName(),
    issuer: options.issuer.certificate.subjectName,
    notBefore: options.notBefore ?? new Date(Date.now() - day),
    notAfter: options.notAfter ?? new Date(Date.now() + 365 * day),
    publicKey: options.keys.publicKey,
    signingKey: options.issuer.keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(options.isAuthority ?? false, undefined, true),
      ...(keyUsage === null ? [] : [new x509.KeyUsagesExtension(keyUsage, true)]),
      ...(extended === null ? [] : [new x509.ExtendedKeyUsageExtension(extended.map(usageOid))]),
      ...(options.extra ?? []),
    ],
  });
  return Buffer.from(certificate.rawData);
}

const usageOid = (usage: string): string => (x509.ExtendedKeyUsage as Record<string, string>)[usage] ?? usage;

/** WebCrypto refuses to sign with MD5, for good reasons; forge does what it is told. */
export function leafSignedWithMd5(issuer: Issuer, keys: Keys): Buffer {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pem(keys.publicKey));
  certificate.serialNumber = '4d';
  certificate.validity.notBefore = new Date(Date.now() - day);
  certificate.validity.notAfter = new Date(Date.now() + day);
  certificate.setSubject([{ type: '2.5.4.5', value: 'SE2321000230-DEMOMD5' }]);
  certificate.setIssuer(forge.pki.certificateFromPem(issuer.certificate.toString('pem')).subject.attributes);
  certificate.setExtensions([
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', clientAuth: true },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(pem(issuer.keys.privateKey)), forge.md.md5.create());
  return Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'binary');
}

function pem(key: webcrypto.CryptoKey): string {
  const type = key.type === 'public' ? 'spki' : 'pkcs8';
  return KeyObject.from(key).export({ type, format: 'pem' }).toString();
}

export interface ListOptions {
  /** Whose name stands on it. */
  readonly issuer: Issuer;
  /** Whose key signs it; the issuer's own unless told otherwise. */
  readonly signer?: Issuer;
  readonly revoked?: readonly Buffer[];
  /** How many more, of no certificate we know, stand before them. */
  readonly strangers?: number;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly extensions?: readonly x509.Extension[];
  readonly form?: 'pem' | 'der';
  /** Why those named are on it. */
  readonly reason?: x509.X509CrlReason;
}

export const onHold = x509.X509CrlReason.certificateHold;

export async function revocationList(options: ListOptions): Promise<string | Buffer> {
  const signingKey = (options.signer ?? options.issuer).keys.privateKey;
  const nextUpdate = options.nextUpdate === undefined ? new Date(Date.now() + 7 * day) : options.nextUpdate;
  const list = await x509.X509CrlGenerator.create({
    issuer: options.issuer.certificate.subjectName,
    thisUpdate: options.thisUpdate ?? new Date(Date.now() - day),
    ...(nextUpdate ? { nextUpdate } : {}),
    entries: [
      ...Array.from({ length: options.strangers ?? 0 }, (_, i) => (0x1000_0000 + i).toString(16)),
      ...(options.revoked ?? []).map((der) => new x509.X509Certificate(der).serialNumber),
    ].map((serialNumber) => ({ serialNumber, reason: options.reason ?? x509.X509CrlReason.superseded })),
    signingKey,
    signingAlgorithm: { name: signingKey.algorithm.name, hash: 'SHA-256' } as webcrypto.EcdsaParams,
    extensions: [...(options.extensions ?? [])],
  });
  return options.form === 'der' ? Buffer.from(list.rawData) : x509.PemConverter.encode(list.rawData, 'X509 CRL');
}

export interface World {
  readonly root: Issuer;
  readonly functionCa: Issuer;
  readonly personCa: Issuer;
  readonly person2Ca: Issuer;
  readonly personIdCa: Issuer;
  /** Shared by leaves whose key does not matter. */
  readonly keys: Keys;
  readonly trust: TrustConfig;
  file(name: string): string;
  write(name: string, content: string | Buffer): Promise<void>;
  /** Certificates and lists as they were at first. */
  restore(): Promise<void>;
  remove(): Promise<void>;
}

/** Root, four issuing CAs, their lists, and a trust configuration over files in a temporary folder. */
export async function makeWorld(functionCaKeys?: Keys): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'norrbryggan-trust-'));
  const file = (name: string) => join(dir, name);
  const root = await ca('TEST Root');
  const authorities = {
    root,
    functionCa: await ca('TEST Function CA', {
      issuer: root,
      pathLength: 0,
      ...(functionCaKeys && { keys: functionCaKeys }),
    }),
    personCa: await ca('TEST Person HSA-id 3 CA', { issuer: root, pathLength: 0 }),
    person2Ca: await ca('TEST Person HSA-id 2 CA', { issuer: root, pathLength: 0 }),
    personIdCa: await ca('TEST Person ID 3 CA', { issuer: root, pathLength: 0 }),
  };
  const files = new Map<string, string | Buffer>();
  for (const [name, issuer] of Object.entries(authorities)) {
    files.set(`${name}.crt`, issuer.certificate.toString('pem'));
    files.set(`${name}.crl`, await revocationList({ issuer }));
  }
  const restore = async () => {
    for (const [name, content] of files) await writeFile(file(name), content);
  };
  await restore();
  const trust: TrustConfig = {
    roots: file('root.crt'),
    issuers: [
      { file: file('functionCa.crt'), issues: 'function', test: true },
      { file: file('personCa.crt'), issues: 'person', loa: 3, test: true },
      { file: file('person2Ca.crt'), issues: 'person', loa: 2, test: true },
      { file: file('personIdCa.crt'), issues: 'person', loa: 3, test: true },
    ],
    revocationLists: Object.keys(authorities).map((name) => file(`${name}.crl`)),
    maximumLifetimeDays: 1_860,
    hsaIdForm: 'strict',
    hsaIdFromOu: false,
    systemsInDirectory: 'noted',
  };
  return {
    ...authorities,
    keys: await ecKeys(),
    trust,
    file,
    write: (name, content) => writeFile(file(name), content),
    restore,
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
