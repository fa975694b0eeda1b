import { generateKeyPairSync, KeyObject, webcrypto } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignedXml } from 'xml-crypto';
import * as x509 from '../../src/siths/x509.ts';

export const issuer = 'https://idp.example.se/demo';
export const audience = 'https://norrbryggan.example.se/vp';
export const now = new Date('2026-11-25T12:00:00Z');

export interface Signer {
  readonly key: KeyObject;
  /** PEM certificate that goes along in the signature's KeyInfo. */
  readonly certificate?: string;
  /** PEM file with the public key, as a configuration names it. */
  readonly file: string;
}

export function newSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = join(mkdtempSync(join(tmpdir(), 'norrbryggan-saml-')), 'issuer.pem');
  writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }));
  return { key: privateKey, file };
}

/** One that sends its own certificate along, so that a verifier who believes what it is sent believes it. */
export async function newSignerWithCertificate(): Promise<Signer> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 };
  const publicExponent = new Uint8Array([1, 0, 1]);
  const keys = await webcrypto.subtle.generateKey({ ...algorithm, publicExponent }, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Stranger',
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2030-01-01'),
  });
  const key = KeyObject.from(keys.privateKey);
  return { key, certificate: certificate.toString('pem'), file: '' };
}

const sambi = 'http://sambi.se/attributes/1/';
export const attribute = (name: string, ...values: string[]): string =>
  `<saml2:Attribute Name="${name.includes(':') ? name : sambi + name}">${values
    .map((value) => `<saml2:AttributeValue>${value}</saml2:AttributeValue>`)
    .join('')}</saml2:Attribute>`;

export const doctor = [
  attribute('employeeHsaId', 'SE2321000230-DEMOLAK'),
  attribute('urn:oid:2.5.4.42', 'Åsa'),
  attribute('urn:oid:2.5.4.4', 'Läkare'),
  attribute('commissionHsaId', 'SE2321000230-DEMOUPPDRAG'),
  attribute('commissionPurpose', 'Vård och behandling'),
  attribute('healthCareProviderHsaId', 'SE2321000230-DEMOVG'),
  attribute('healthCareUnitHsaId', 'SE2321000230-DEMOVE'),
].join('');

interface Parts {
  readonly id?: string;
  readonly version?: string;
  readonly from?: string;
  readonly conditions?: string;
  readonly subject?: string;
  readonly authentication?: string;
  readonly attributes?: string;
  readonly declared?: string;
}

const declaration = ' xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"';
const nameId = '<saml2:NameID>a@example.se</saml2:NameID>';
export const confirmation = (method: string, data = '') =>
  `<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${method}">${data}</saml2:SubjectConfirmation>`;
const restriction = (to: string) =>
  `<saml2:AudienceRestriction><saml2:Audience>${to}</saml2:Audience></saml2:AudienceRestriction>`;
export const conditions = (
  times = 'NotBefore="2026-11-25T11:59:00Z" NotOnOrAfter="2026-11-25T12:05:00.000Z"',
  inner = restriction(audience),
) => `<saml2:Conditions ${times}>${inner}</saml2:Conditions>`;
export const audienceRestriction = restriction;

export function unsigned(parts: Parts = {}): string {
  const { id = '_a1', version = '2.0', from = issuer, declared = declaration } = parts;
  return (
    `<saml2:Assertion${declared} ID="${id}" IssueInstant="2026-11-25T11:59:30Z" Version="${version}"><saml2:Issuer>${from}</saml2:Issuer>` +
    `<saml2:Subject>${parts.subject ?? nameId + confirmation('bearer')}</saml2:Subject>${parts.conditions ?? conditions()}` +
    `${parts.authentication ?? '<saml2:AuthnStatement AuthnInstant="2026-11-25T11:58:00Z"><saml2:AuthnContext><saml2:AuthnContextClassRef>http://id.sambi.se/loa/loa3</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>'}` +
    `<saml2:AttributeStatement>${parts.attributes ?? doctor}</saml2:AttributeStatement></saml2:Assertion>`
  );
}

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

interface Signing {
  readonly xpath?: string;
  readonly canonicalization?: string;
  readonly digest?: string;
  readonly algorithm?: string;
}

/** Signs as issuers do: enveloped, exclusive canonical form, the signature after Issuer. */
export function sign(
  xml: string,
  { key, certificate }: Signer,
  {
    xpath = "/*[local-name()='Assertion']",
    canonicalization = exclusive,
    digest = 'http://www.w3.org/2001/04/xmlenc#sha256',
    algorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  }: Signing = {},
): string {
  const signed = new SignedXml({
    privateKey: key,
    ...(certificate && { publicCert: certificate }),
    signatureAlgorithm: algorithm as 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: canonicalization as 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signed.addReference({
    xpath,
    transforms: [enveloped, canonicalization as 'http://www.w3.org/2001/10/xml-exc-c14n#'],
    digestAlgorithm: digest as 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signed.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: "/*[local-name()='Assertion']/*[local-name()='Issuer']", action: 'after' },
  });
  return signed.getSignedXml();
}
