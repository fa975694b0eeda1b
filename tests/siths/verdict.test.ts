import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, Refusal, Verdict } from '../../src/siths/index.ts';
import { createTrust, judgeCertificate, type Trust } from '../../src/siths/index.ts';
import * as x509 from '../../src/siths/x509.ts';
import * as mint from './mint.ts';

/**
 * The certificate test matrix (SITHS fact sheet §10), the rows that the certificate alone decides. Rows about an open
 * connection, lists and time stand in revocation.test.ts; rows about the wire in tls.test.ts.
 *
 * Decided here where the matrix leaves the choice: 10 is not offered (an organisational unit is never an identity); 14,
 * 32 and 45 are accepted; 15 is taken literally and is then no HSA-id; 22 and 23 follow the issuing CA.
 */

let world: mint.World;
let trust: Trust;
let rsa: mint.Keys;

beforeAll(async () => {
  rsa = await mint.rsaKeys();
  world = await mint.makeWorld(await mint.rsaKeys());
  trust = createTrust(world.trust);
});
afterAll(() => world.remove());

type Outcome = Refusal['refused'] | Partial<Caller>;
interface Row {
  readonly row: string;
  readonly leaf: () => Promise<Buffer | undefined>;
  readonly expected: Outcome;
}

const ehr = 'SE2321000230-DEMOEHR';
const accepted: Partial<Caller> = { hsaId: ehr, kind: 'function' };
const longest = `SE2321000230-DEMO${'X'.repeat(14)}`;

/** A function certificate that is good but for what the row changes. */
const system = (changes: Partial<mint.LeafOptions> = {}) =>
  mint.leaf({ issuer: world.functionCa, keys: world.keys, ...changes });
const holding = (serialNumber: string | x509.JsonAttributeObject) =>
  system({ subject: mint.functionName(serialNumber) });
const named = (...attributes: mint.Attributes) => system({ subject: mint.nameOf(attributes) });

const personName = mint.nameOf([
  ['C', 'SE'],
  ['O', 'Region Norrbotten'],
  ['CN', 'Ann-Märet Demoström'],
  ['SN', 'Demoström'],
  ['GN', 'Ann-Märet'],
  ['title', 'Läkare'],
  ['E', 'demo@example.org'],
  ['serialNumber', 'SE2321000230-DEMOLAKARE'],
]);
const person = (changes: Partial<mint.LeafOptions> = {}) =>
  mint.leaf({
    issuer: world.personCa,
    keys: world.keys,
    subject: personName,
    keyUsage: x509.KeyUsageFlags.digitalSignature,
    extendedKeyUsage: ['clientAuth'],
    ...changes,
  });

const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const unknownExtension = (critical: boolean) => new x509.Extension('1.2.752.999.1', critical, Uint8Array.of(5, 0));

const rows: readonly Row[] = [
  {
    row: '1 PrintableString',
    leaf: () => system({ keys: rsa, subject: mint.functionName({ printableString: ehr }) }),
    expected: accepted,
  },
  { row: '2 UTF8String', leaf: () => holding({ utf8String: ehr }), expected: accepted },
  { row: '2 IA5String', leaf: () => holding({ ia5String: ehr }), expected: accepted },
  { row: '2 BMPString', leaf: () => holding({ bmpString: ehr }), expected: accepted },
  { row: '2 UniversalString', leaf: () => holding({ universalString: ehr }), expected: accepted },
  {
    row: '3 RDN order reversed',
    leaf: () => named(['serialNumber', ehr], ['CN', 'a.localhost'], ['O', 'Demo'], ['C', 'SE']),
    expected: { ...accepted, name: 'a.localhost', organisation: 'Demo' },
  },
  {
    row: '4 comma, quote and å ä ö in the organisation',
    leaf: () => named(['O', 'Åre, "Öster" + Älv=1'], ['CN', 'Öst, CN=väst'], ['serialNumber', ehr]),
    expected: { ...accepted, name: 'Öst, CN=väst', organisation: 'Åre, "Öster" + Älv=1' },
  },
  {
    row: '4 an organisation that poses as an HSA-id',
    leaf: () => named(['O', 'x, serialNumber=SE2321000230-DEMOEVIL'], ['serialNumber', ehr]),
    expected: accepted,
  },
  { row: '5 SE16', leaf: () => holding('SE162321000230-DEMO5'), expected: { hsaId: 'SE162321000230-DEMO5' } },
  { row: '6 lower case', leaf: () => holding(ehr.toLowerCase()), expected: accepted },
  {
    row: '7 service tree',
    leaf: () =>
      named(
        ['C', 'se'],
        ['DC', 'Services'],
        ['DC', 'Nod1'],
        ['O', '165565594230'],
        ['OU', 'VP'],
        ['CN', 'h'],
        ['serialNumber', ehr],
      ),
    expected: { ...accepted, organisation: '165565594230' },
  },
  { row: '8 31 characters', leaf: () => holding(longest), expected: { hsaId: longest } },
  { row: '8 32 characters', leaf: () => holding(`${longest}X`), expected: 'CERT_BAD_HSA_ID' },
  { row: '8 33 characters', leaf: () => holding(`${longest}XX`), expected: 'CERT_BAD_HSA_ID' },
  { row: '9 HSA-id in OU only', leaf: () => named(['OU', ehr], ['CN', ehr]), expected: 'CERT_NO_HSA_ID' },
  { row: '11 no serialNumber', leaf: () => named(['C', 'SE'], ['CN', 'a']), expected: 'CERT_NO_HSA_ID' },
  { row: '11 empty subject', leaf: () => named(), expected: 'CERT_NO_HSA_ID' },
  { row: '12 empty', leaf: () => holding(''), expected: 'CERT_NO_HSA_ID' },
  { row: '12 blanks only', leaf: () => holding('   '), expected: 'CERT_NO_HSA_ID' },
  { row: '12 blanks around', leaf: () => holding(` ${ehr}  `), expected: accepted },
  { row: '12 control characters', leaf: () => holding(`${ehr}\u0000`), expected: 'CERT_BAD_HSA_ID' },
  { row: '12 line break', leaf: () => holding(`${ehr}\n`), expected: 'CERT_BAD_HSA_ID' },
  {
    row: '13 two different serialNumbers',
    leaf: () => named(['serialNumber', ehr], ['serialNumber', 'SE2321000222-DEMOEHR']),
    expected: 'CERT_BAD_HSA_ID',
  },
  {
    row: '13 the same serialNumber twice',
    leaf: () => named(['serialNumber', ehr], ['serialNumber', ehr.toLowerCase()]),
    expected: accepted,
  },
  {
    row: '14 multi-valued RDN',
    leaf: () => system({ subject: new x509.Name([{ C: ['SE'] }, { CN: ['a'], '2.5.4.5': [ehr] }]) }),
    expected: { ...accepted, name: 'a' },
  },
  {
    row: '14 multi-valued RDN with two serialNumbers',
    leaf: () => system({ subject: new x509.Name([{ '2.5.4.5': [ehr, 'SE2321000222-DEMOEHR'] }]) }),
    expected: 'CERT_BAD_HSA_ID',
  },
  { row: '15 OU inside the value', leaf: () => holding(`${ehr},OU=x`), expected: 'CERT_BAD_HSA_ID' },
  {
    row: '16, 20 person with title, e-mail, hyphen and diacritics',
    leaf: () => person(),
    expected: { hsaId: 'SE2321000230-DEMOLAKARE', kind: 'person', loa: 3, name: 'Ann-Märet Demoström' },
  },
  {
    row: '17 signature certificate',
    leaf: () => person({ keyUsage: x509.KeyUsageFlags.nonRepudiation }),
    expected: 'CERT_WRONG_USAGE',
  },
  { row: '18 HSA-id 2', leaf: () => person({ issuer: world.person2Ca }), expected: { kind: 'person', loa: 2 } },
  {
    row: '19 personal number',
    leaf: () =>
      person({
        issuer: world.personIdCa,
        subject: mint.nameOf([
          ['CN', 'T D'],
          ['serialNumber', '191212121212'],
        ]),
      }),
    expected: 'CERT_PERSONAL_NUMBER',
  },
  {
    row: '19 personal number in a function certificate',
    leaf: () => holding('19121212-1212'),
    expected: 'CERT_PERSONAL_NUMBER',
  },
  {
    row: '22 unknown policy',
    leaf: () => person({ extra: [new x509.CertificatePolicyExtension(['1.2.752.999.2'])] }),
    expected: { kind: 'person', loa: 3 },
  },
  {
    row: '23 a person’s policy from the function CA',
    leaf: () =>
      person({ issuer: world.functionCa, extra: [new x509.CertificatePolicyExtension(['1.2.752.74.8.512'])] }),
    expected: { kind: 'function', loa: undefined },
  },
  { row: '24 serverAuth only', leaf: () => system({ extendedKeyUsage: ['serverAuth'] }), expected: 'CERT_WRONG_USAGE' },
  {
    row: '24 anyExtendedKeyUsage',
    leaf: () => system({ extendedKeyUsage: ['2.5.29.37.0'] }),
    expected: 'CERT_WRONG_USAGE',
  },
  { row: '25 EKU absent', leaf: () => system({ extendedKeyUsage: null }), expected: 'CERT_WRONG_USAGE' },
  { row: '26 codeSigning', leaf: () => system({ extendedKeyUsage: ['codeSigning'] }), expected: 'CERT_WRONG_USAGE' },
  {
    row: '27 KU without digitalSignature',
    leaf: () => system({ keyUsage: x509.KeyUsageFlags.keyEncipherment }),
    expected: 'CERT_WRONG_USAGE',
  },
  { row: '27 KU absent', leaf: () => system({ keyUsage: null }), expected: 'CERT_WRONG_USAGE' },
  { row: '28 CA:true', leaf: () => system({ isAuthority: true }), expected: 'CERT_WRONG_USAGE' },
  { row: '29 expired', leaf: () => system({ notBefore: days(-9), notAfter: days(-1) }), expected: 'CERT_EXPIRED' },
  {
    row: '31 not yet valid',
    leaf: () => system({ notBefore: days(1), notAfter: days(9) }),
    expected: 'CERT_NOT_YET_VALID',
  },
  { row: '32 ten years', leaf: () => system({ notBefore: days(-1), notAfter: days(3650) }), expected: accepted },
  {
    row: '41 unknown issuer',
    leaf: async () => system({ issuer: await mint.ca('TEST Stranger') }),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: '41 self-signed',
    leaf: async () => Buffer.from((await mint.ca('TEST Selfish')).certificate.rawData),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: '42 issuer of the same name, other key',
    leaf: async () => system({ issuer: await mint.ca('TEST Function CA', { issuer: await mint.ca('TEST Root') }) }),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  { row: '44 RSA 1024', leaf: async () => system({ keys: await mint.rsaKeys(1024) }), expected: 'CERT_WEAK' },
  { row: '44 SHA-1', leaf: () => signedWith('SHA-1'), expected: 'CERT_WEAK' },
  { row: '44 MD5', leaf: async () => mint.leafSignedWithMd5(world.functionCa, rsa), expected: 'CERT_WEAK' },
  { row: '44 SHA-512', leaf: () => signedWith('SHA-512'), expected: accepted },
  { row: '45 EC P-256', leaf: () => system(), expected: accepted },
  { row: '45 EC P-384', leaf: async () => system({ keys: await mint.ecKeys('P-384') }), expected: accepted },
  { row: '45 EC P-521', leaf: async () => system({ keys: await mint.ecKeys('P-521') }), expected: 'CERT_WEAK' },
  { row: '46 issued by the root', leaf: () => system({ issuer: world.root }), expected: 'CERT_UNKNOWN_ISSUER' },
  {
    row: '47 issued by a CA below the function CA',
    leaf: async () => system({ issuer: await mint.ca('TEST Sub CA', { issuer: world.functionCa }) }),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: '48 unknown critical extension',
    leaf: () => system({ extra: [unknownExtension(true)] }),
    expected: 'CERT_WRONG_USAGE',
  },
  {
    row: '48 unknown extension, not critical',
    leaf: () => system({ extra: [unknownExtension(false)] }),
    expected: accepted,
  },
  {
    row: '48 the same extension twice',
    leaf: () => system({ extra: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])] }),
    expected: 'CERT_UNREADABLE',
  },
  { row: '56 none', leaf: async () => undefined, expected: 'CERT_MISSING' },
  { row: 'empty', leaf: async () => Buffer.alloc(0), expected: 'CERT_UNREADABLE' },
  {
    row: 'trailing bytes',
    leaf: async () => Buffer.concat([await system(), Buffer.of(0)]),
    expected: 'CERT_UNREADABLE',
  },
  { row: 'PEM instead of DER', leaf: async () => pemOf(await system()), expected: 'CERT_UNREADABLE' },
  {
    row: 'issued by the function CA’s key under another name',
    leaf: async () => system({ issuer: await mint.ca('TEST Other CA', { keys: world.functionCa.keys }) }),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: 'as large as no certificate is',
    leaf: () => system({ extra: [new x509.Extension('1.2.752.999.3', false, new Uint8Array(32_768))] }),
    expected: 'CERT_UNREADABLE',
  },
  {
    row: 'a name form the library does not know',
    leaf: () => system({ extra: [oddAlternativeName] }),
    expected: accepted,
  },
];

const pemOf = (der: Buffer) => Buffer.from(x509.PemConverter.encode(der, 'CERTIFICATE'));
/** subjectAltName with an X.400 address. */
const oddAlternativeName = new x509.Extension('2.5.29.17', false, Buffer.from('3004a3023000', 'hex'));

async function signedWith(digest: string): Promise<Buffer> {
  const keys = await mint.withDigest(world.functionCa.keys, digest);
  return system({ issuer: { ...world.functionCa, keys } });
}

describe('the certificate matrix', () => {
  test.each(rows)('$row', async ({ leaf, expected }) => {
    const verdict = judgeCertificate(trust, await leaf(), new Date());
    if (typeof expected === 'string') expect(verdict).toMatchObject({ refusal: { refused: expected } });
    else expect(verdict).toMatchObject({ caller: expected });
  });

  test('the first of several faults is named', async () => {
    const strange = { issuer: await mint.ca('TEST Stranger'), notAfter: days(-1), notBefore: days(-2) };
    const expired = { notAfter: days(-1), notBefore: days(-2), extendedKeyUsage: null };
    const misused = { extendedKeyUsage: null, subject: mint.nameOf([['CN', 'nobody']]) };
    const codes = [strange, expired, misused].map(async (fault) => codeOf(await system(fault)));
    expect(await Promise.all(codes)).toEqual(['CERT_UNKNOWN_ISSUER', 'CERT_EXPIRED', 'CERT_WRONG_USAGE']);
  });
});

const codeOf = (der: Buffer) => {
  const verdict = judgeCertificate(trust, der, new Date());
  return 'refusal' in verdict ? verdict.refusal.refused : undefined;
};

const factsOf = (verdict: Verdict) => ('caller' in verdict ? verdict.caller.certificate : verdict.refusal.certificate);

describe('what is kept of a certificate', () => {
  test('subject in encoding order, X.509 serial apart from the attribute, fingerprint, dates', async () => {
    const notBefore = new Date('2026-01-02T03:04:05Z');
    const notAfter = new Date('2036-01-02T03:04:05Z');
    const der = await system({ serialNumber: '0a1b2c', notBefore, notAfter });
    const verdict = judgeCertificate(trust, der, new Date('2027-01-01T00:00:00Z'));
    expect(factsOf(verdict)).toMatchObject({
      subject: 'C=SE, L=Luleå, O=Region Norrbotten, CN=ehr.norrbryggan.localhost, serialNumber=SE2321000230-DEMOEHR',
      issuer: 'C=SE, O=Test, CN=TEST Function CA',
      serial: '0a1b2c',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      validFrom: '2026-01-02T03:04:05.000Z',
      validTo: '2036-01-02T03:04:05.000Z',
    });
  });

  test('a personal number never stands in it, nor do line breaks', async () => {
    const subject = mint.nameOf([
      ['CN', 'a\nb\r\nc\u202e'],
      ['serialNumber', '191212121212'],
    ]);
    const written = mint.nameOf([['serialNumber', ' 19121212-1212']]);
    const again = judgeCertificate(trust, await person({ issuer: world.personIdCa, subject: written }), new Date());
    expect(factsOf(again)?.subject).toBe('serialNumber=(personal number)');
    const verdict = judgeCertificate(trust, await person({ issuer: world.personIdCa, subject }), new Date());
    expect(JSON.stringify(verdict)).not.toContain('191212121212');
    expect('refusal' in verdict && verdict.refusal.certificate?.subject).toMatch(
      /^[\P{C}]+serialNumber=\(personal number\)$/u,
    );
  });
});
