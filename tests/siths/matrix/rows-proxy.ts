import { createHash, KeyObject } from 'node:crypto';
import type { SecureVersion } from 'node:tls';
import { expect } from 'vitest';
import type { Config } from '../../../src/config.ts';
import * as mint from '../mint.ts';
import type { Answer, Course, Matrix, Row, Shown } from './row.ts';
import { ehr, holding, system } from './shown.ts';

type Proxy = Config['proxies'][number];

/** The proxy's own certificate, which would be let in as a caller's. */
const proxyKeys = mint.ecKeys();
const proxy = system(async () => ({
  keys: await proxyKeys,
  subject: mint.functionName('SE2321000230-DEMOPROXY'),
}));
const neighbour = 'SE2321000222-DEMOEHR';

/** What headers are written from: DER. */
interface Told {
  readonly caller: Buffer;
  readonly neighbour: Buffer;
  readonly issuer: Buffer;
}

interface Spoken {
  /** Who opens the connection; the proxy unless told otherwise. */
  readonly by?: (world: mint.World) => Promise<Shown | undefined>;
  /** What is configured of the proxy, beside its key. */
  readonly known?: Partial<Proxy>;
  readonly headers: (told: Told) => Record<string, string | string[]>;
  readonly expected: Partial<Answer>;
}

function spoken(row: number, what: string, { by = proxy, known, headers, expected }: Spoken): Course {
  return {
    row,
    what,
    async course({ world, open }, version) {
      const proxies = [{ ...(await edge()), ...known }];
      const door = await open({ config: (config) => void Object.assign(config, { proxies }) });
      const told: Told = {
        caller: (await system()(world)).leaf,
        neighbour: (await holding(neighbour)(world)).leaf,
        issuer: Buffer.from(world.functionCa.certificate.rawData),
      };
      const connection = door.connect({ version, shown: await by(world) });
      for (const _time of ['first', 'again'])
        expect(await connection.ask('system', headers(told))).toMatchObject(expected);
    },
  };
}

async function edge(): Promise<Proxy> {
  const key = KeyObject.from((await proxyKeys).publicKey).export({ type: 'spki', format: 'der' });
  const keys = [createHash('sha256').update(key).digest('base64')];
  return { name: 'edge', addresses: ['127.0.0.1'], keys, header: 'x-vp-auth-cert' };
}

const base64 = (der: Buffer): string => der.toString('base64');
const rfc9440 = (der: Buffer): string => `:${base64(der)}:`;
const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE----- ${base64(der).replace(/.{64}/g, '$& ')} -----END CERTIFICATE-----`;

const isStranger = { code: 'PROXY_HEADER_REFUSED' };
const isUnclear = { code: 'PROXY_HEADER_INVALID' };
const isCaller = { caller: expect.objectContaining({ hsaId: ehr }) };
const asVp = (value: (told: Told) => string) => ({
  headers: (told: Told) => ({ 'x-vp-auth-cert': value(told) }),
});

/** Row 57: the handshake itself fails, whatever certificate is shown. */
function refusedInTls(what: string, offer: { readonly ciphers: string; readonly version?: SecureVersion }): Course {
  return {
    row: 57,
    what,
    async course({ world, open }: Matrix) {
      const door = await open();
      const shown = { ...(await system()(world)), ciphers: offer.ciphers };
      const connection = door.connect({ version: offer.version ?? 'TLSv1.2', shown });
      await expect(connection.ask()).rejects.toThrow(/alert (protocol version|handshake failure)/);
      expect(door.entries).toEqual([]);
    },
  };
}

/** Rows 49–52 and 57: certificates in headers, and what is too old to be talked to at all. */
export const proxyRows: readonly Row[] = [
  spoken(49, 'a header from an address that is not the proxy’s', {
    known: { addresses: ['192.0.2.0/24', '::1'] },
    ...asVp(({ caller }) => base64(caller)),
    expected: isStranger,
  }),
  spoken(49, 'a header from the proxy’s address, by another key', {
    by: holding(neighbour),
    ...asVp(({ caller }) => base64(caller)),
    expected: isStranger,
  }),
  spoken(49, 'a header by somebody without any certificate', {
    by: async () => undefined,
    ...asVp(({ caller }) => base64(caller)),
    expected: isStranger,
  }),
  spoken(49, 'the proxy’s own certificate without a header', {
    headers: () => ({}),
    expected: { code: 'CERT_MISSING' },
  }),
  spoken(49, 'the proxy’s own certificate without a header, from elsewhere', {
    known: { addresses: ['192.0.2.0/24'] },
    headers: () => ({}),
    expected: { code: 'CERT_MISSING' },
  }),
  spoken(50, 'a header that differs from the certificate of the connection', {
    by: system(),
    ...asVp((told) => base64(told.neighbour)),
    expected: isStranger,
  }),
  spoken(50, 'two headers that differ', {
    headers: (told) => ({ 'x-vp-auth-cert': base64(told.caller), 'client-cert': rfc9440(told.neighbour) }),
    expected: isUnclear,
  }),
  spoken(51, 'the header twice', {
    headers: ({ caller }) => ({ 'x-vp-auth-cert': [base64(caller), base64(caller)] }),
    expected: isUnclear,
  }),
  spoken(51, 'a chain', { ...asVp(({ caller, issuer }) => `${base64(caller)},${base64(issuer)}`), expected: isCaller }),
  spoken(51, 'URL-encoded PEM', { ...asVp(({ caller }) => encodeURIComponent(pem(caller))), expected: isCaller }),
  spoken(51, 'bare base64', { ...asVp(({ caller }) => base64(caller)), expected: isCaller }),
  spoken(51, 'PEM with blanks', { ...asVp(({ caller }) => pem(caller)), expected: isCaller }),
  spoken(51, 'RFC 9440, with a chain', {
    known: { header: 'client-cert' },
    headers: ({ caller, issuer }) => ({ 'client-cert': rfc9440(caller), 'client-cert-chain': rfc9440(issuer) }),
    expected: isCaller,
  }),
  spoken(51, 'RFC 9440 where it is not the convention', {
    ...asVp(({ caller }) => rfc9440(caller)),
    expected: isUnclear,
  }),
  spoken(52, 'a name in hexadecimal DER', {
    ...asVp(() => `2.5.4.5=#1314${Buffer.from(ehr).toString('hex')}`),
    expected: isUnclear,
  }),
  spoken(52, 'a name in text', { ...asVp(() => `CN=ehr,SERIALNUMBER=${ehr}`), expected: isUnclear }),
  spoken(52, 'hexadecimal DER that passes for base64', {
    ...asVp(() => `1314${Buffer.from(ehr).toString('hex')}`),
    expected: { code: 'CERT_UNREADABLE' },
  }),
  refusedInTls('TLS 1.0', { version: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
  refusedInTls('TLS 1.1', { version: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
  refusedInTls('keys without forward secrecy', { ciphers: 'AES256-GCM-SHA384:AES128-SHA@SECLEVEL=0' }),
  refusedInTls('encryption that does not authenticate', { ciphers: 'ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA' }),
  refusedInTls('no encryption', { ciphers: 'NULL-SHA256:ECDHE-RSA-NULL-SHA@SECLEVEL=0' }),
];
