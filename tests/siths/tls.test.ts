import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { connect, createServer, type SecureVersion, type Server, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { developmentTrust, revokeInDevelopmentPki } from '../../src/siths/development.ts';
import {
  askForCertificate,
  createTrust,
  judgeCertificate,
  peerCertificateDer,
  type Verdict,
} from '../../src/siths/index.ts';
import { ownTestPki } from '../support/certs.ts';

/** A door as the bridge's: asks for a certificate, lets the handshake finish, and judges at every line it is sent. */

let pki: Awaited<ReturnType<typeof ownTestPki>>;
let door: Server;
const open = new Set<TLSSocket>();
/** What went wrong on the door's side of a connection; nothing should. */
const troubles: Error[] = [];

beforeAll(async () => {
  pki = await ownTestPki();
  const trust = createTrust(developmentTrust(pki.dir), { checkEveryMs: 0 });
  door = createServer(
    {
      cert: readFileSync(pki.file('server.crt')),
      key: readFileSync(pki.file('server.key')),
      ...askForCertificate,
    },
    (socket) => {
      socket.on('error', (error) => troubles.push(error));
      createInterface(socket).on('line', () => {
        socket.write(`${JSON.stringify(judgeCertificate(trust, peerCertificateDer(socket), new Date()))}\n`);
      });
    },
  );
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of open) socket.destroy();
  open.clear();
  expect(troubles.splice(0)).toEqual([]);
});
afterAll(async () => {
  await new Promise((resolve) => door.close(resolve));
  await pki.remove();
});

interface Presented {
  readonly version: SecureVersion;
  /** What the client sends along: PEM of leaf and whatever else. */
  readonly chain?: string;
  readonly key?: string;
}

/** Opens a connection over which verdicts can be asked for. */
async function call({ version, chain, key }: Presented): Promise<{ ask(): Promise<Verdict> }> {
  const socket = connect({
    host: '127.0.0.1',
    port: (door.address() as AddressInfo).port,
    servername: 'localhost',
    ca: readFileSync(pki.file('ca.crt')),
    minVersion: version,
    maxVersion: version,
    ...(chain && key ? { cert: chain, key } : {}),
  });
  open.add(socket);
  await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  const lines = createInterface(socket)[Symbol.asyncIterator]();
  return {
    async ask() {
      socket.write('who am I?\n');
      return JSON.parse(String((await lines.next()).value));
    },
  };
}

const text = (file: string) => readFileSync(pki.file(file), 'utf8');
const presented = (name: string, version: SecureVersion): Presented => ({
  version,
  chain: text(`${name}.crt`),
  key: text(`${name}.key`),
});
const leafOnly = (chain: string) => chain.slice(0, chain.indexOf('-----END') + 26);

describe.each<SecureVersion>(['TLSv1.2', 'TLSv1.3'])('over %s', (version) => {
  test('1 a system is recognised', async () => {
    const { ask } = await call(presented('ehr-vasterbotten', version));
    expect(await ask()).toMatchObject({ caller: { hsaId: 'SE2321000222-DEMOEHR', kind: 'function' } });
  });

  test('16 a person is recognised as a person', async () => {
    const { ask } = await call(presented('demo-lakare', version));
    expect(await ask()).toMatchObject({ caller: { hsaId: 'SE2321000230-DEMOLAKARE', kind: 'person', loa: 3 } });
  });

  test('33 revoked while the connection is open', async () => {
    const name = version === 'TLSv1.2' ? 'council-norrbotten' : 'council-vasterbotten';
    const { ask } = await call(presented(name, version));
    expect(await ask()).toHaveProperty('caller');
    await revokeInDevelopmentPki(pki.dir, name);
    expect(await ask()).toMatchObject({ refusal: { refused: 'CERT_REVOKED' } });
  });

  test('39 a chain without the issuing CA', async () => {
    const { chain = '', key = '' } = presented('ehr-norrbotten', version);
    const { ask } = await call({ version, chain: leafOnly(chain), key });
    expect(await ask()).toHaveProperty('caller');
  });

  test('40 a chain with unrelated certificates', async () => {
    const { chain = '', key = '' } = presented('ehr-norrbotten', version);
    const { ask } = await call({
      version,
      chain: `${chain}${text('demo-lakare.crt')}${text('bad/test-root.crt')}`,
      key,
    });
    expect(await ask()).toMatchObject({ caller: { hsaId: 'SE2321000230-DEMOEHR' } });
  });

  test('56 none', async () => {
    const { ask } = await call({ version });
    expect(await ask()).toEqual({ refusal: { refused: 'CERT_MISSING' } });
  });

  test.each([
    ['unknown-issuer', 'CERT_UNKNOWN_ISSUER'],
    ['self-signed', 'CERT_UNKNOWN_ISSUER'],
    ['expired', 'CERT_EXPIRED'],
    ['signature-usage', 'CERT_WRONG_USAGE'],
    ['rogue-root', 'CERT_UNKNOWN_ISSUER'],
  ])('the handshake lets %s through to its refusal', async (name, refused) => {
    const { ask } = await call(presented(`bad/${name}`, version));
    expect(await ask()).toMatchObject({
      refusal: { refused, certificate: { issuer: expect.stringContaining('CN=') } },
    });
  });
});
