import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeInDevelopmentPki } from '../../src/siths/development.ts';
import { ownTestPki } from '../support/certs.ts';
import { readEvents } from '../support/event-reader.ts';
import { assignments, type PortalClient, signedIn } from '../support/portal-client.ts';
import { startReading } from '../support/reading-stream.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/** What is revoked is refused on connections that are open, that are resumed and that are new: within five seconds. */

const withinMs = 5_000;
const gunnar = '195104179816';

let pki: Awaited<ReturnType<typeof ownTestPki>>;
let running: RunningBridge;

beforeAll(async () => {
  pki = await ownTestPki();
  running = await startRunningBridge({ pki });
});
afterAll(async () => {
  await running?.close();
  await pki?.remove();
});

interface Connection {
  readonly socket: TLSSocket;
  /** Sends a call and gives the status of its answer; undefined = the connection was closed instead. */
  ask(): Promise<number | undefined>;
  /** When the bridge closes it, by the process clock. */
  readonly closed: Promise<number>;
  /** To resume it by. */
  session(): Buffer | undefined;
}

type Version = 'TLSv1.2' | 'TLSv1.3';

function openConnection(who: string | undefined, version: Version, session?: Buffer): Promise<Connection> {
  const identity = who && { cert: readFileSync(pki.file(`${who}.crt`)), key: readFileSync(pki.file(`${who}.key`)) };
  const socket = connect({
    host: 'localhost',
    port: running.bridge.ports.service as number,
    ca: readFileSync(pki.file('ca.crt')),
    minVersion: version,
    maxVersion: version,
    ...identity,
    ...(session && { session }),
  });
  let given: Buffer | undefined;
  socket.on('session', (ticket) => {
    given = ticket;
  });
  const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now())));
  const body = soapRequest({ id: gunnar });
  const call =
    `POST ${diagnosisPath} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${soapHeaders['content-type']}\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const ask = () =>
    new Promise<number | undefined>((resolve) => {
      socket.once('data', (data) => resolve(Number(String(data).slice(9, 12))));
      socket.once('close', () => resolve(undefined));
      socket.write(call);
    });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      // Whoever is cut off hears of it as an error, and closes.
      socket.off('error', reject).on('error', () => undefined);
      resolve({ socket, ask, closed, session: () => given ?? socket.getSession() });
    });
  });
}

/** Revokes it, and gives when the bridge told that trust has changed. */
async function revoke(name: string): Promise<number> {
  const known = new Promise<number>((resolve) =>
    running.bridge.events.once('trust:knowledge:changed', () => resolve(performance.now())),
  );
  await revokeInDevelopmentPki(pki.dir, name);
  return known;
}

const times: string[] = [];
function noted(what: string, afterMs: number): number {
  times.push(`${what}: ${Math.round(afterMs)} ms`);
  return afterMs;
}
afterAll(() => console.info(`After a revocation was known:\n  ${times.join('\n  ')}`));

describe.each([
  ['TLSv1.2', 'ehr-norrbotten'],
  ['TLSv1.3', 'ehr-vasterbotten'],
] as const)('a system over %s that is revoked', (version, who) => {
  it('58 loses open connections, and is refused on resumed and new ones', async () => {
    const idle = await openConnection(who, version);
    expect(await idle.ask()).toBe(200);
    const ended = await openConnection(who, version);
    expect(await ended.ask()).toBe(200);
    const session = ended.session();
    ended.socket.destroy();
    const resumed = await openConnection(who, version, session);
    expect([resumed.socket.isSessionReused(), await resumed.ask()]).toEqual([true, 200]);
    const later = resumed.session();
    await running.councils.setFault(addresses.norrbotten, { kind: 'hang' });
    const busy = await openConnection(who, version);
    const cut = busy.ask();
    await new Promise<void>((resolve) => running.bridge.events.once('bus:query:taken', () => resolve()));

    const known = await revoke(who);
    expect(noted(`${version}, idle connection closed`, (await idle.closed) - known)).toBeLessThan(withinMs);
    expect(noted(`${version}, resumed connection closed`, (await resumed.closed) - known)).toBeLessThan(withinMs);
    expect(noted(`${version}, call under way broken off`, (await busy.closed) - known)).toBeLessThan(withinMs);
    expect(await cut).toBeUndefined();
    await running.councils.setFault(addresses.norrbotten, undefined);

    for (const ticket of [later, session]) {
      const again = await openConnection(who, version, ticket);
      expect([again.socket.isSessionReused(), await again.ask()]).toEqual([false, 500]);
      noted(`${version}, with an old ticket refused`, performance.now() - known);
      again.socket.destroy();
    }
    const fresh = await openConnection(who, version);
    expect(await fresh.ask()).toBe(500);
    expect(noted(`${version}, new connection refused`, performance.now() - known)).toBeLessThan(withinMs);
    fresh.socket.destroy();
  });

  it('is on the log: closed connections, refused calls, and the call that was broken off', async () => {
    const { serialNumber } = new X509Certificate(readFileSync(pki.file(`${who}.crt`)));
    const entries = await running.log({ certificate: serialNumber.toLowerCase() });
    const refusals = entries.filter(({ code }) => code === 'CERT_REVOKED').map(({ action }) => action);
    expect(refusals.filter((action) => action === 'connection')).toHaveLength(3);
    expect(refusals.filter((action) => action !== 'connection')).toHaveLength(3);
    const reasons = entries.filter(({ kind }) => kind === 'closing').map(({ reason }) => reason);
    expect(reasons).toContain('The connection broke before the whole answer was sent.');
  });
});

describe('a session that nobody showed a certificate in', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is refused when it is resumed with one at hand, over %s',
    async (version) => {
      const stranger = await openConnection(undefined, version);
      expect(await stranger.ask()).toBe(500);
      const session = stranger.session();
      stranger.socket.destroy();
      const resumed = await openConnection('council-norrbotten', version, session);
      expect([resumed.socket.isSessionReused(), await resumed.ask()]).toEqual([true, 500]);
      resumed.socket.destroy();
    },
  );
});

describe('a person whose card is revoked', () => {
  let physician: PortalClient;
  let engineer: PortalClient;
  beforeAll(async () => {
    physician = await signedIn(running, 'demo-lakare', assignments.care);
    engineer = await signedIn(running, 'demo-drift', assignments.operations);
  });

  it('receives no more of what she reads, and is signed out', async () => {
    const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
    await physician.post('/relations', { patient: gunnar, end });
    await physician.post('/consents', { patient: gunnar, kind: 'given', for: 'me', end });
    await physician.post('/patient/open', { patient: gunnar });
    await running.councils.setFault(addresses.norrbotten, { kind: 'hang' });
    const choice = { kind: 'contracts', contracts: ['GetDiagnosis:2'] } as const;
    const reading = await startReading(running, physician, { choice });
    await reading.next(({ kind }) => kind === 'started');
    const known = await revoke('demo-lakare');
    await reading.ended;
    expect(noted('reading in the portal broken off', performance.now() - known)).toBeLessThan(withinMs);
    expect((await physician.get('/session')).status).toBe(401);
    await running.councils.setFault(addresses.norrbotten, undefined);
    await expect(signedIn(running, 'demo-lakare')).rejects.toThrow('The sign-in answered');
  });

  it('loses her stream of events, and others keep theirs', async () => {
    const other = await signedIn(running, 'demo-integration', assignments.operations);
    const stream = await readEvents(running, engineer);
    const theirs = await readEvents(running, other);
    const known = await revoke('demo-drift');
    await stream.ended;
    expect(noted('stream of events ended', performance.now() - known)).toBeLessThan(withinMs);
    expect((await engineer.get('/session')).status).toBe(401);
    expect((await other.get('/session')).status).toBe(200);
    theirs.close();
  });
});

describe('who signs in by card', () => {
  it('is asked for the card again where the TLS session is resumed', async () => {
    const ask = (connection: Connection) =>
      new Promise<string>((resolve) => {
        connection.socket.once('data', (data) => resolve(String(data)));
        connection.socket.write('GET /api/sign-in/siths HTTP/1.1\r\nhost: localhost\r\n\r\n');
      });
    const first = await openConnection('demo-overlakare', 'TLSv1.3');
    expect(await ask(first)).toContain('#sign-in=');
    const session = first.session();
    const resumed = await openConnection(undefined, 'TLSv1.3', session);
    expect(resumed.socket.isSessionReused()).toBe(true);
    const answer = await ask(resumed);
    expect(answer).toMatch(/^HTTP\/1\.1 307 .*connection: close/s);
    expect(answer).toContain('location: /api/sign-in/siths');
    const again = await openConnection(undefined, 'TLSv1.3', resumed.session());
    expect(again.socket.isSessionReused()).toBe(false);
    for (const { socket } of [first, resumed, again]) socket.destroy();
  });
});
