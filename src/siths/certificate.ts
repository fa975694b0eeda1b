import { type KeyObject, X509Certificate } from 'node:crypto';
import { Name as AsnName, RelativeDistinguishedName } from '@peculiar/asn1-x509';
import type { CertificateFacts } from './caller.ts';
import * as x509 from './x509.ts';

/** What a verdict needs to know of a certificate, read once. */
export interface ReadCertificate {
  readonly facts: CertificateFacts;
  /** `facts.subject` without what names a human being, for a holder who is one. */
  readonly unnamedSubject: string;
  /** Node's own view: signatures, issuer matching and dates. */
  readonly x509: X509Certificate;
  readonly publicKey: KeyObject;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** OID. */
  readonly signatureAlgorithm: string;
  readonly commonName: string | undefined;
  readonly organisation: string | undefined;
  /** Every value of the subject attribute serialNumber (2.5.4.5), in encoding order. */
  readonly serialNumbers: readonly string[];
  /** Every value of the subject attribute organizationalUnitName (OU), likewise. */
  readonly organisationalUnits: readonly string[];
  readonly isAuthority: boolean;
  /** How many CAs may stand between this one and a leaf; undefined = any number. */
  readonly pathLength: number | undefined;
  /** Flags of {@link x509.KeyUsageFlags}; undefined when the extension is absent. */
  readonly keyUsage: number | undefined;
  /** OIDs; undefined when the extension is absent. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  /** OIDs of certificatePolicies; empty when the extension is absent. */
  readonly policies: readonly string[];
  readonly criticalExtensions: readonly string[];
}

/** Real certificates are 1–3 KB. Anybody can have one read, before anything is known of who it is. */
const maxBytes = 8_192;
/** Of a name as one line, which is kept and logged. */
const maxNameLength = 1_024;

const oid = {
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  organisation: '2.5.4.10',
  organisationalUnit: '2.5.4.11',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  extendedKeyUsage: '2.5.29.37',
};

/**
 * Reads one DER certificate with two parsers: Node's (OpenSSL) for everything cryptographic, @peculiar/x509 for names
 * and extensions. Undefined when either cannot read it or when the bytes are not exactly one certificate in DER.
 */
export function readCertificate(der: Buffer): ReadCertificate | undefined {
  const native = nativeCertificate(der);
  try {
    return native && read(der, native);
  } catch {
    // Both parsers throw errors of many kinds on damaged input; all mean the same here, and the caller of this
    // function is told by the absent value.
    return undefined;
  }
}

/**
 * By Node's parser alone, which costs little whatever somebody has put into it. Undefined when it cannot read it or when the
 * bytes are not exactly one certificate in DER.
 */
export function nativeCertificate(der: Buffer): X509Certificate | undefined {
  if (der.length > maxBytes) return undefined;
  try {
    const native = new X509Certificate(der);
    // Trailing bytes and BER variants of the same certificate would give it a second fingerprint.
    return native.raw.equals(der) ? native : undefined;
  } catch {
    // As above.
    return undefined;
  }
}

/** What is kept of a certificate that no CA vouches for whom we know; undefined where it cannot be read. */
export function factsOfStranger(native: X509Certificate): CertificateFacts | undefined {
  try {
    const serial = native.serialNumber.toLowerCase();
    return { subject: subjectOfStranger(native.subject), issuer: oneLine(native.issuer), serial, ...lasting(native) };
  } catch {
    // As above.
    return undefined;
  }
}

/** An attribute a line or after a plus sign, as Node writes names; none at all for an empty one. */
const attributesOf = (name: string | undefined): readonly string[] => (name ?? '').split(/\n| \+ /);

const oneLine = (name: string | undefined): string => shortened(attributesOf(name).join(', '));

/** Without what names a human being, as {@link unnamed} has it. */
function subjectOfStranger(name: string | undefined): string {
  const all = attributesOf(name);
  if (!all.some((attribute) => /^(SN|GN)=/.test(attribute))) return oneLine(name);
  return shortened(all.filter((each) => !/^(SN|GN|CN|name|initials|pseudonym|emailAddress)=/.test(each)).join(', '));
}

const lasting = (native: X509Certificate) => ({
  fingerprint: native.fingerprint256.replaceAll(':', '').toLowerCase(),
  validFrom: native.validFromDate.toISOString(),
  validTo: native.validToDate.toISOString(),
});

/** What is kept of a certificate in DER; undefined where it cannot be read. */
export function factsOf(der: Buffer): CertificateFacts | undefined {
  return readCertificate(der)?.facts;
}

function read(der: Buffer, native: X509Certificate): ReadCertificate | undefined {
  const parsed = new UndecodedCertificate(der);
  const extensions = parsed.fields.extensions ?? [];
  const byType = new Map(extensions.map((extension) => [extension.extnID, extension]));
  if (byType.size !== extensions.length) return undefined;
  const constraints = decoded(byType.get(oid.basicConstraints), x509.BasicConstraintsExtension);
  const { subject } = parsed.fields;
  const unnamedSubject = line(unnamed(subject));
  return {
    unnamedSubject,
    facts: {
      subject: isOfPerson(subject) ? unnamedSubject : line(subject),
      issuer: line(parsed.fields.issuer),
      serial: parsed.serialNumber.toLowerCase(),
      ...lasting(native),
    },
    x509: native,
    publicKey: native.publicKey,
    validFrom: native.validFromDate,
    validTo: native.validToDate,
    signatureAlgorithm: parsed.signatureAlgorithmOid,
    commonName: firstOf(parsed.subjectName.getField(oid.commonName)),
    organisation: firstOf(parsed.subjectName.getField(oid.organisation)),
    serialNumbers: parsed.subjectName.getField(oid.serialNumber),
    organisationalUnits: parsed.subjectName.getField(oid.organisationalUnit),
    isAuthority: constraints?.ca ?? false,
    pathLength: constraints?.pathLength,
    keyUsage: decoded(byType.get(oid.keyUsage), x509.KeyUsagesExtension)?.usages,
    extendedKeyUsage: decoded(byType.get(oid.extendedKeyUsage), x509.ExtendedKeyUsageExtension)?.usages.map(String),
    policies: decoded(byType.get(oid.certificatePolicies), x509.CertificatePolicyExtension)?.policies ?? [],
    criticalExtensions: extensions.filter((extension) => extension.critical).map((extension) => extension.extnID),
  };
}

/**
 * The library's `extensions` decodes every extension, throws at one that it cannot decode (an X.400 alternative name,
 * say), and is empty ever after. A verdict needs four of them and the types of the rest.
 */
class UndecodedCertificate extends x509.X509Certificate {
  get fields() {
    return this.asn.tbsCertificate;
  }

  get signatureAlgorithmOid(): string {
    return this.asn.signatureAlgorithm.algorithm;
  }
}

type Fields = UndecodedCertificate['fields'];
type Undecoded = NonNullable<Fields['extensions']>[number];

function decoded<T>(extension: Undecoded | undefined, Form: new (raw: ArrayBuffer) => T): T | undefined {
  if (!extension) return undefined;
  const { extnID, critical, extnValue } = extension;
  return new Form(new x509.Extension(extnID, critical, extnValue.buffer).rawData);
}

function firstOf(values: readonly string[]): string | undefined {
  return values[0] === undefined ? undefined : printable(values[0]);
}

/** Surname and given name; cards have both, systems neither. */
const ofPersons = ['2.5.4.4', '2.5.4.42'];
/** Also common name, name, initials, pseudonym and e-mail. */
const naming = [...ofPersons, oid.commonName, '2.5.4.41', '2.5.4.43', '2.5.4.65', '1.2.840.113549.1.9.1'];

const isOfPerson = (name: Fields['subject']): boolean =>
  name.some((parts) => parts.some(({ type }) => ofPersons.includes(type)));

function unnamed(name: Fields['subject']): Fields['subject'] {
  const parts = name.map((several) => several.filter(({ type }) => !naming.includes(type)));
  return new AsnName(parts.filter(({ length }) => length > 0).map((several) => new RelativeDistinguishedName(several)));
}

const labels = { GN: '2.5.4.42', title: '2.5.4.12', serialNumber: oid.serialNumber };

/** A serialNumber of digits and separators only, as on personal-ID cards: these lines reach logs. */
const personalNumber = /(?<=serialNumber=)[0-9 \\+-]{10,}(?=$|[,+])/g;

/** A distinguished name as one line in encoding order. Personal numbers are left out of it. */
function line(name: Fields['subject']): string {
  return shortened(new x509.Name(name, labels).toString());
}

function shortened(name: string): string {
  const whole = printable(name).replace(personalNumber, '(personal number)');
  return whole.length > maxNameLength ? `${whole.slice(0, maxNameLength)}…` : whole;
}

/** Control and direction characters could forge log lines; they are shown as RFC 4514 escapes. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    Buffer.from(character).reduce((escaped, byte) => `${escaped}\\${byte.toString(16).padStart(2, '0')}`, ''),
  );
}
