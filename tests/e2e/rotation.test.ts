import { readFileSync } from 'node:fs';
import { readFile, rename, utimes, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { Agent, buildConnector, request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { originOf, publicPem, verifierKey } from '../../src/audit/heads/index.ts';
import { makeNextKey } from '../../src/audit/heads/key-file.ts';
import { createAccessLog, loadLogKey, logSource, verifyLog } from '../../src/audit/index.ts';
import { addBusKey } from '../../src/bus/key.ts';
import { withSourceUrls } from '../../src/config.ts';
import { keyPem, keysFromPem } from '../../src/siths/dev-pki-mint.ts';
import { revokeInDevelopmentPki } from '../../src/siths/index.ts';
import * as x509 from '../../src/siths/x509.ts';
import { openStore } from '../../src/store/index.ts';
import { ca, ecKeys, functionName, type Issuer, leaf, revocationList } from '../siths/mint.ts';
import { fixture, type RecordSystem, reply, startRecordSystem } from '../sources/record-system.ts';
import { ownTestPki } from '../support/certs.ts';
import { type Child, startChild } from '../support/child.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { addresses, configOnFreePorts } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/**
 * Everything that a bridge shows, trusts, seals and signs with is changed while 200 requests a second pass, and one caller
 * is revoked. The long form: ROTATION_SECONDS=120.
 */
const seconds = Number(process.env.ROTATION_SECONDS ?? 10);
const perSecond = 200;
/** Fewer than one caller may have under way. */
const mostAtOnce = 400;
const withinMs = 5_000;

type Pki = Awaited<ReturnType<typeof ownTestPki>>;
let pki: Pki;
let data: Awaited<ReturnType<typeof temporaryDataDir>>;
let system: RecordSystem;
let bridge: Child;
let url: string;
/** Whom the record system has seen, by fingerprint. */
const clients = new Set<string>();
const root = async (): Promise<Issuer> => ({
  certificate: new x509.X509Certificate(await readFile(pki.file('root.crt'))),
  // Nothing of the public half is looked at where it signs.
  keys: keysFromPem(await readFile(pki.file('root.key'), 'utf8')) as Issuer['keys'],
});

beforeAll(async () => {
  pki = await ownTestPki();
  data = await temporaryDataDir();
  await placeIssuer(await ca('Utfärdare 1', { issuer: await root() }));
  const answer = fixture('get-diagnosis.xml');
  system = await startRecordSystem(
    (response: ServerResponse, _received, { socket }) => {
      clients.add((socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? 'nobody');
      reply(response, 200, 'text/xml', answer);
    },
    {
      ...identity('council-norrbotten'),
      ca: readFileSync(pki.file('ca.crt')),
      requestCert: true,
      rejectUnauthorized: true,
    },
  );
  await copyPair('bridge-client', 'towards-source');
  const config = configOnFreePorts({
    pki,
    dataDir: data.path,
    environment: { LOG_LEVEL: 'info' },
    change: (bendable) => {
      delete bendable.persons;
      bendable.trust.issuers.push({ file: pki.file('more-ca.crt'), issues: 'function', test: true });
      bendable.trust.revocationLists.push(pki.file('more-ca.crl'));
      const source = bendable.sources.find(({ hsaId }: { hsaId: string }) => hsaId === addresses.norrbotten);
      source.keys = { certificate: pki.file('towards-source.crt'), key: pki.file('towards-source.key') };
    },
  });
  const everywhere = [...config.sources, ...config.referrals.systems].map(({ hsaId }) => [hsaId, system.url]);
  const urls = Object.fromEntries(everywhere);
  const file = join(data.path, 'config.json');
  await writeFile(file, JSON.stringify(withSourceUrls(config, urls)));
  bridge = startChild(new URL('../support/programs/bridge.ts', import.meta.url), file, 'both');
  url = `https://localhost:${await bridge.said(/^\d+$/)}`;
}, 60_000);
afterAll(async () => {
  await bridge?.signal('SIGKILL');
  await system?.close();
  await data?.remove();
  await pki?.remove();
});

function identity(name: string) {
  return { cert: readFileSync(pki.file(`${name}.crt`)), key: readFileSync(pki.file(`${name}.key`)) };
}

/** As one who renews certificates does: one file after the other. */
async function copyPair(from: string, to: string): Promise<void> {
  const { cert, key } = identity(from);
  await writeFile(pki.file(`${to}.crt`), cert);
  await writeFile(pki.file(`${to}.key`), key, { mode: 0o600 });
}

async function placeIssuer(issuer: Issuer): Promise<void> {
  await writeFile(pki.file('more-ca.crl'), await revocationList({ issuer }));
  await writeFile(pki.file('more-ca.crt'), issuer.certificate.toString('pem'));
}

interface Tally {
  answered: number;
  /** By the process clock. */
  lastAnsweredAt: number;
  /** What else came of it, and when by the process clock. */
  readonly failures: { readonly what: string; readonly at: number }[];
  connections: number;
  /** Server certificates seen on its connections. */
  readonly servers: Set<string>;
}

interface Caller {
  readonly tally: Tally;
  ask(): Promise<void>;
  close(): Promise<void>;
}

/** `keeps`: whether it keeps its connections or makes one for each call. */
function caller(shows: { cert: string | Buffer; key: string | Buffer }, connections: number, keeps = true): Caller {
  const tally: Tally = { answered: 0, lastAnsweredAt: 0, failures: [], connections: 0, servers: new Set() };
  const connect = buildConnector({ ca: readFileSync(pki.file('ca.crt')), ...shows });
  const agent = new Agent({
    connections,
    keepAliveTimeout: 60_000,
    connect: (options, callback) =>
      connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
        if (error !== null) return callback(error, null);
        tally.connections++;
        // Undefined where a session was resumed.
        const server = (socket as TLSSocket).getPeerX509Certificate();
        if (server) tally.servers.add(server.fingerprint256);
        callback(null, socket);
      }),
  });
  const body = soapRequest({ address: addresses.norrbotten });
  async function ask(): Promise<void> {
    const options = { method: 'POST', headers: soapHeaders, body, dispatcher: agent, reset: !keeps } as const;
    try {
      const answer = await request(`${url}${diagnosisPath}`, options);
      const text = await answer.body.text();
      if (answer.statusCode === 200 && text.includes('GetDiagnosisResponse')) {
        tally.answered++;
        tally.lastAnsweredAt = performance.now();
      } else tally.failures.push({ what: `${answer.statusCode} ${text.slice(0, 300)}`, at: performance.now() });
    } catch (thrown) {
      tally.failures.push({ what: String(thrown), at: performance.now() });
    }
  }
  return { tally, ask, close: () => agent.destroy() };
}

it(`goes on without a single failure while all of it is changed`, { timeout: (seconds + 60) * 1_000 }, async () => {
  const origin = originOf(addresses.bridge);
  const firstKey = await loadLogKey(logConfig(data.path), origin, false);
  const others = {
    kept: caller(identity('ehr-norrbotten'), 8),
    new: caller(identity('ehr-norrbotten'), 8, false),
    neighbour: caller(identity('ehr-vasterbotten'), 8),
  };
  const revoked = caller(identity('ehr-vasternorrland'), 1);
  const turn = [
    others.kept,
    others.neighbour,
    others.kept,
    revoked,
    others.kept,
    others.neighbour,
    others.new,
    others.kept,
  ];

  await Promise.all([...Object.values(others), revoked].map(({ ask }) => ask()));
  const started = performance.now();
  const underWay = new Set<Promise<void>>();
  let asked = 0;
  let mostUnderWay = 0;
  const load = (async () => {
    for (let next = 0; performance.now() - started < seconds * 1_000; next++) {
      const due = started + (next * 1_000) / perSecond;
      if (due > performance.now()) await sleep(due - performance.now());
      // On a machine that cannot keep the pace, the load waits and says so in its counts.
      while (underWay.size >= mostAtOnce) await Promise.race(underWay);
      const asking = (turn[next % turn.length] as Caller).ask().finally(() => underWay.delete(asking));
      underWay.add(asking);
      asked++;
      mostUnderWay = Math.max(mostUnderWay, underWay.size);
    }
    await Promise.all(underWay);
  })();

  // Spread over the first half, so that what follows from each happens under load.
  const step = () => sleep((seconds * 1_000) / 16);
  const written = new Date(Date.now() - (seconds > 30 ? 0 : 9_000));
  const taken = (file: string) => bridge.said(new RegExp(`"file":"[^"]*${file}".*changed certificate or key in force`));
  await copyPair('council-vasterbotten', 'server');
  await step();
  await copyPair('council-vasternorrland', 'towards-source');
  await step();
  const busKey = join(data.path, 'bus.key');
  await addBusKey(busKey);
  await utimes(busKey, written, written);
  await step();
  const nextKey = join(data.path, 'next.key');
  await makeNextKey(nextKey, firstKey, origin);
  await utimes(nextKey, written, written);
  await rename(`${nextKey}.endorsement`, join(data.path, 'log.key.endorsement'));
  await rename(nextKey, join(data.path, 'log.key'));
  await step();
  const issuer = await ca('Utfärdare 2', { issuer: await root() });
  const keys = await ecKeys();
  const der = await leaf({ issuer, keys, subject: functionName('SE2321000230-DEMOEHR') });
  const chain = x509.PemConverter.encode(der, 'CERTIFICATE');
  const newcomer = caller({ cert: chain, key: keyPem(keys) }, 1);
  await newcomer.ask();
  const strangers = newcomer.tally.failures.length;
  await placeIssuer(issuer);
  await step();
  const refusedBefore = revoked.tally.failures.length;
  await revokeInDevelopmentPki(pki.dir, 'ehr-vasternorrland');
  const revokedAt = performance.now();
  await Promise.all(['server.crt', 'towards-source.crt', 'bus.key', 'log.key'].map(taken));
  await expect
    .poll(
      async () => {
        await newcomer.ask();
        return newcomer.tally.answered;
      },
      { timeout: withinMs },
    )
    .toBeGreaterThan(0);
  await load;
  const lasted = (performance.now() - started) / 1_000;

  const told = ({ answered, failures, connections, servers }: Tally) =>
    `${answered} answered, ${failures.length} failed, ${connections} connections, ${servers.size} server certificates`;
  const [refused] = revoked.tally.failures;
  const refusedAfterMs = Math.round((refused?.at ?? Number.NaN) - revokedAt);
  console.log(
    [
      `${asked} requests in ${lasted.toFixed(1)} s (${Math.round(asked / lasted)}/s), at most ${mostUnderWay} at once`,
      ...Object.entries(others).map(([name, { tally }]) => `${name}: ${told(tally)}`),
      `revoked: ${told(revoked.tally)}, refused ${refusedAfterMs} ms after`,
      `${clients.size} client certificates of the bridge seen by the record system`,
    ].join('\n'),
  );

  expect(Object.values(others).flatMap(({ tally }) => tally.failures)).toEqual([]);
  expect(others.new.tally.servers.size).toBe(2);
  expect(others.kept.tally.connections).toBeLessThanOrEqual(8);
  expect(clients.size).toBe(2);
  expect([refusedBefore, strangers]).toEqual([0, 1]);
  expect(refused?.what).toMatch(/^(403|500|.*(closed|reset|socket))/i);
  expect(refusedAfterMs).toBeLessThan(withinMs);
  // And never let in again.
  expect(revoked.tally.lastAnsweredAt).toBeLessThan(refused?.at ?? 0);
  await Promise.all([...Object.values(others), revoked, newcomer].map(({ close }) => close()));
  await bridge.signal('SIGTERM');

  // The log is whole by the key from before, and its newest head bears the new one.
  const store = await openStore({ databaseUrl: undefined, dataDir: data.path });
  const secondKey = await loadLogKey(logConfig(data.path), origin, false);
  const log = await createAccessLog({ store, config: logConfig(data.path) });
  const believed = [verifierKey(origin, publicPem(firstKey), 'the first key')];
  expect(await verifyLog(await logSource(log), { earlier: [], keys: believed })).toMatchObject({ fault: undefined });
  expect((await log.head()).keyId).toBe(secondKey.keyId);
  await log.close();
  await store.close();
});
