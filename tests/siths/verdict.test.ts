import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, Refusal, Verdict } from '../../src/siths/index.ts';
import { createTrust, judgeCertificate, type Trust } from '../../src/siths/index.ts';
import * as x509 from '../../src/siths/x509.ts';
import * as mint from './mint.ts';

/** Leaves beyond the matrix in tests/siths/matrix, judged without a connection. */

let world: mint.World;
let trust: Trust;

beforeAll(async () => {
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

const person = (changes: Partial<mint.LeafOptions> = {}) =>
  mint.leaf({
    issuer: world.personCa,
    keys: world.keys,
    keyUsage: x509.KeyUsageFlags.digitalSignature,
    extendedKeyUsage: ['clientAuth'],
    ...changes,
  });

const days = (count: number) => new Date(Date.now() + count * 86_400_000);

const rows: readonly Row[] = [
  { row: 'blanks around the HSA-id', leaf: () => holding(` ${ehr}  `), expected: accepted },
  { row: '32 characters', leaf: () => holding(`${longest}X`), expected: 'CERT_BAD_HSA_ID' },
  {
    row: 'the same HSA-id twice',
    leaf: () => named(['serialNumber', ehr], ['serialNumber', ehr.toLowerCase()]),
    expected: accepted,
  },
  {
    row: 'a number where the HSA-id should be',
    leaf: () => system({ subject: mint.numericName('19121212-1212') }),
    expected: 'CERT_BAD_HSA_ID',
  },
  {
    row: 'a personal number in a function certificate',
    leaf: () => holding('19121212-1212'),
    expected: 'CERT_PERSONAL_NUMBER',
  },
  { row: 'no key usage', leaf: () => system({ keyUsage: null }), expected: 'CERT_WRONG_USAGE' },
  { row: 'SHA-512', leaf: () => signedWith('SHA-512'), expected: accepted },
  {
    row: 'an RSA key of exponent 3',
    leaf: async () => system({ keys: await mint.rsaKeys(2048, 3) }),
    expected: 'CERT_WEAK',
  },
  {
    row: 'the same extension twice',
    leaf: () => system({ extra: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])] }),
    // OpenSSL finds no issuer of it, and no more is read of what has none.
    expected: 'CERT_UNKNOWN_ISSUER',
  },
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
  {
    row: 'a policies extension that cannot be decoded',
    leaf: () => system({ extra: [new x509.Extension('2.5.29.32', false, Uint8Array.of(2, 1, 1))] }),
    expected: 'CERT_UNREADABLE',
  },
];

const pemOf = (der: Buffer) => Buffer.from(x509.PemConverter.encode(der, 'CERTIFICATE'));
/** subjectAltName with an X.400 address. */
const oddAlternativeName = new x509.Extension('2.5.29.17', false, Buffer.from('3004a3023000', 'hex'));

async function signedWith(digest: string): Promise<Buffer> {
  const keys = await mint.withDigest(world.functionCa.keys, digest);
  return system({ issuer: { ...world.functionCa, keys } });
}

describe('the verdict', () => {
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
    const notAfter = new Date('2028-01-02T03:04:05Z');
    const der = await system({ serialNumber: '0a1b2c', notBefore, notAfter });
    const verdict = judgeCertificate(trust, der, new Date('2027-01-01T00:00:00Z'));
    expect(factsOf(verdict)).toMatchObject({
      subject: 'C=SE, L=Luleå, O=Region Norrbotten, CN=ehr.norrbryggan.localhost, serialNumber=SE2321000230-DEMOEHR',
      issuer: 'C=SE, O=Test, CN=TEST Function CA',
      serial: '0a1b2c',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      validFrom: '2026-01-02T03:04:05.000Z',
      validTo: '2028-01-02T03:04:05.000Z',
    });
  });

  test('a personal number never stands in it, nor do line breaks', async () => {
    const subject = mint.nameOf([
      ['O', 'a\nb\r\nc\u202e'],
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
