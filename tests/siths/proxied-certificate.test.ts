import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CertificateHeader, type HeaderValues, proxiedCertificate } from '../../src/siths/proxied-certificate.ts';
import { testPki } from '../support/certs.ts';

let leaf: Buffer;
let issuer: Buffer;
let pem: string;
beforeAll(async () => {
  const chain = readFileSync((await testPki()).file('ehr-norrbotten.crt'), 'utf8');
  const [first = '', second = ''] = chain.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n/g) ?? [];
  pem = first;
  leaf = derOf(first);
  issuer = derOf(second);
});

const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
const base64 = (der: Buffer): string => der.toString('base64');
const rfc9440 = (der: Buffer): string => `:${base64(der)}:`;

function told(values: Record<string, string | readonly string[]>, own: CertificateHeader = 'x-vp-auth-cert') {
  const headers: HeaderValues = Object.fromEntries(Object.entries(values).map(([name, v]) => [name, [v].flat()]));
  return proxiedCertificate(headers, own);
}

describe('x-vp-auth-cert', () => {
  const forms: Record<string, () => string> = {
    PEM: () => pem,
    'PEM with blanks for line breaks': () => pem.trim().replaceAll('\n', ' '),
    'PEM folded by tabs': () => pem.trim().replaceAll('\n', '\n\t'),
    'PEM on one line': () => pem.replaceAll('\n', ''),
    'URL-encoded PEM': () => encodeURIComponent(pem),
    'URL-encoded base64': () => encodeURIComponent(base64(leaf)),
    'bare base64': () => base64(leaf),
    'a chain of bare base64': () => `${base64(leaf)},${base64(issuer)}`,
    'a chain of PEM': () => `${pem.replaceAll('\n', ' ')}, ${pem.replaceAll('\n', ' ')}`,
  };
  it.each(Object.entries(forms))('is read as %s', (_what, form) => {
    expect(told({ 'x-vp-auth-cert': form() })).toEqual({ der: leaf });
  });

  const nothing: Record<string, () => string> = {
    'is empty': () => '',
    'is a name': () => 'CN=ehr.example,serialNumber=SE2321000230-DEMOEHR',
    'is a name in hexadecimal DER': () => '2.5.4.5=#1314534532333231303030323330',
    'is RFC 9440': () => rfc9440(leaf),
    'is half a PEM': () => pem.slice(0, -40),
    'is two PEM without a comma': () => `${pem} ${pem}`,
    'has a stray percent sign': () => `${base64(leaf)}%`,
    'has a chain with garbage': () => `${base64(leaf)},#`,
    'begins with a comma': () => `,${base64(leaf)}`,
    'is too long': () => 'A'.repeat(16_388),
  };
  it.each(Object.entries(nothing))('is none when it %s', (_what, value) => {
    expect(told({ 'x-vp-auth-cert': value() })).toHaveProperty('fault');
  });

  it('stands once', () => {
    expect(told({ 'x-vp-auth-cert': [base64(leaf), base64(leaf)] })).toEqual({
      fault: 'x-vp-auth-cert stands more than once.',
    });
  });
});

describe('Client-Cert', () => {
  it('is a byte sequence, with or without a chain', () => {
    expect(told({ 'client-cert': rfc9440(leaf) }, 'client-cert')).toEqual({ der: leaf });
    const chain = [rfc9440(issuer), `${rfc9440(issuer)}, ${rfc9440(leaf)}`];
    expect(told({ 'client-cert': rfc9440(leaf), 'client-cert-chain': chain }, 'client-cert')).toEqual({ der: leaf });
  });

  it.each(['', '::', ':#:', ':AAA:', 'AAAA', ':AAAA:;a=1', ':AAAA:, :AAAA:', '"AAAA"'])('is not %j', (value) => {
    expect(told({ 'client-cert': value }, 'client-cert')).toHaveProperty('fault');
  });

  it('comes with a chain that is one, and never after it alone', () => {
    const cert = rfc9440(leaf);
    expect(told({ 'client-cert': cert, 'client-cert-chain': 'x' }, 'client-cert')).toHaveProperty('fault');
    expect(told({ 'client-cert-chain': cert }, 'client-cert')).toHaveProperty('fault');
  });
});

describe('what a proxy lets through of its clients', () => {
  it('is nothing where nothing is said', () => {
    expect(told({ 'x-forwarded-for': '192.0.2.1' })).toEqual({ der: undefined });
  });

  it.each(['client-cert', 'client-cert-chain', 'x-forwarded-client-cert'])(
    'is no certificate: %s alone, where the proxy said nothing',
    (name) => {
      expect(told({ [name]: rfc9440(leaf) })).toEqual({ fault: `${name} is there, but not x-vp-auth-cert.` });
    },
  );

  it('may say the same once more, but nothing else', () => {
    const own = { 'x-vp-auth-cert': base64(leaf) };
    expect(told({ ...own, 'client-cert': rfc9440(leaf) })).toEqual({ der: leaf });
    expect(told({ ...own, 'client-cert': rfc9440(issuer) })).toEqual({
      fault: 'client-cert and x-vp-auth-cert differ.',
    });
    expect(told({ ...own, 'ssl-client-cert': base64(leaf) })).toHaveProperty('fault');
  });
});

it('never throws, and gives back exactly what was encoded', () => {
  const header = fc.constantFrom<CertificateHeader>('client-cert', 'x-vp-auth-cert');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), header, (value, own) => {
      const read = told({ [own]: value }, own);
      expect('fault' in read || read.der !== undefined).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 500 }), (bytes) => {
      const der = Buffer.from(bytes);
      expect(told({ 'client-cert': rfc9440(der) }, 'client-cert')).toEqual({ der });
      expect(told({ 'x-vp-auth-cert': encodeURIComponent(base64(der)) })).toEqual({ der });
    }),
  );
});
