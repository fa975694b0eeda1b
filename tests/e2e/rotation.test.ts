import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, rename, utimes, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { Agent, buildConnector, request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { originOf, publicPem, verifierKey } from '../../src/audit/heads/index.ts';
import { makeKeyFile, makeNextKey } from '../../src/audit/heads/key-file.ts';
import { createAccessLog, loadLogKey, logSource, verifyLog } from '../../src/audit/index.ts';
import { derivedKey } from '../../src/bus/index.ts';
import { addBusKey } from '../../src/bus/key.ts';
import { withSourceUrls } from '../../src/config.ts';
import { update1 } from '../../src/contracts/engagement-index/update-1.ts';
import { contractPath } from '../../src/contracts/index.ts';
import { createVault } from '../../src/deliveries/vault.ts';
import { keyPem, keysFromPem } from '../../src/siths/dev-pki-mint.ts';
import { revokeInDevelopmentPki } from '../../src/siths/development.ts';
import * as x509 from '../../src/siths/x509.ts';
import { openStore } from '../../src/store/index.ts';
import { description, transaction } from '../engagements/samples.ts';
import { ca, ecKeys, functionName, type Issuer, leaf, revocationList } from '../siths/mint.ts';
import { fixture, type RecordSystem, reply, startRecordSystem } from '../sources/record-system.ts';
import { ownTestPki } from '../support/certs.ts';
import { type Child, startChild } from '../support/child.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { addresses, configOnFreePorts } from '../support/running-bridge.ts';
import { securityMessage } from '../support/security-calls.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/**
 * Everything that a bridge shows, trusts, seals and signs with is changed while 200 requests a second pass, and one caller
 * is revoked. The long form, on a machine that does nothing else: ROTATION_SECONDS=120. As in production: ROTATION_SERVERS=1
 * for one process that serves and one that works, over Redis and PostgreSQL, with 30 seconds or more.
 */
const seconds = Number(process.env.ROTATION_SECONDS ?? 10);
const perSecond = 200;
/** Of the requests that are due, so many at least are sent: a machine that tests other things too cannot keep the pace. */
const leastSent = seconds < 120 ? 0.2 : 0.95;
/** New keys are made to look older where there is no time for every process to read them. */
const agedMs = seconds < 30 ? 9_000 : 0;
/** Fewer than one caller may have under way. */
const mostAtOnce = 400;
const withinMs = 5_000;

type Pki = Awaited<ReturnType<typeof ownTestPki>>;
let pki: Pki;
let data: Awaited<ReturnType<typeof temporaryDataDir>>;
let system: RecordSystem;
const servers = process.env.ROTATION_SERVERS === '1' && {
  redis: await startRedis(),
  postgres: await startPostgres(),
};
/** Serves and works, or the one and the other. */
let processes: readonly Child[];
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
  await writeFile(keyFile('bus'), randomBytes(32).toString('base64'), { mode: 0o600 });
  await makeKeyFile(keyFile('log'));
  const config = configOnFreePorts({
    pki,
    dataDir: data.path,
    environment: {
      LOG_LEVEL: 'info',
      BUS_KEY_FILE: keyFile('bus'),
      LOG_KEY_FILE: keyFile('log'),
      ...(servers && { BUS_URL: servers.redis?.url, DATABASE_URL: servers.postgres?.url }),
    },
    change: (bendable) => {
      delete bendable.persons;
      bendable.trust.issuers.push({ file: pki.file('more-ca.crt'), issues: 'function', test: true });
      bendable.trust.revocationLists.push(pki.file('more-ca.crl'));
      const source = bendable.sources.find(({ hsaId }: { hsaId: string }) => hsaId === addresses.norrbotten);
      source.keys = { certificate: pki.file('towards-source.crt'), key: pki.file('towards-source.key') };
      // Nobody listens there: what it is to be told waits in the store.
      const filters = [{ serviceDomain: description, categorizations: [] }];
      bendable.engagements.subscribers = [
        { name: 'away', logicalAddress: 'SE-AWAY', url: 'http://127.0.0.1:9', filters },
      ];
    },
  });
  const everywhere = [...config.sources, ...config.referrals.systems].map(({ hsaId }) => [hsaId, system.url]);
  const urls = Object.fromEntries(everywhere);
  const start = async (role: 'both' | 'serve' | 'work'): Promise<Child> => {
    const file = join(data.path, `${role}.json`);
    const dataDir = role === 'both' ? data.path : join(data.path, role);
    await writeFile(file, JSON.stringify({ ...withSourceUrls(config, urls), dataDir }));
    return startChild(new URL('../support/programs/bridge.ts', import.meta.url), file, role);
  };
  const serving = await start(servers ? 'serve' : 'both');
  processes = [serving];
  url = `https://localhost:${await serving.said(/^\d+$/)}`;
  if (servers) processes = [serving, await start('work')];
}, 60_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.signal('SIGKILL')));
  await system?.close();
  await data?.remove();
  await pki?.remove();
  if (servers) await Promise.all([servers.redis?.stop(), servers.postgres?.stop()]);
});

function keyFile(name: 'bus' | 'log' | 'next'): string {
  return join(data.path, `${name}.key`);
}

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
  /** Sends what the index takes and tells on, sealed until it is told. */
  update(object: string): Promise<void>;
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
  const question = soapRequest({ address: addresses.norrbotten });
  async function send(path: string, body: string, response: string): Promise<void> {
    const options = { method: 'POST', headers: soapHeaders, body, dispatcher: agent, reset: !keeps } as const;
    try {
      const answer = await request(`${url}${path}`, options);
      const text = await answer.body.text();
      if (answer.statusCode === 200 && text.includes(response)) {
        tally.answered++;
        tally.lastAnsweredAt = performance.now();
      } else tally.failures.push({ what: `${answer.statusCode} ${text.slice(0, 1_000)}`, at: performance.now() });
    } catch (thrown) {
      tally.failures.push({ what: String(thrown), at: performance.now() });
    }
  }
  const engagement = (businessObjectInstanceIdentifier: string) => ({
    engagementTransaction: [transaction({ businessObjectInstanceIdentifier })],
  });
  return {
    tally,
    ask: () => send(diagnosisPath, question, 'GetDiagnosisResponse'),
    update: (object) =>
      send(contractPath(update1), securityMessage(update1, engagement(object), addresses.bridge), 'UpdateResponse'),
    close: () => agent.destroy(),
  };
}

it(`goes on without a single failure while all of it is changed`, { timeout: (seconds + 60) * 1_000 }, async () => {
  const origin = originOf(addresses.bridge);
  const firstKey = await loadLogKey(logConfig(data.path), origin, false);
  const [firstSeal = Buffer.of()] = await sealingKeys();
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
  await others.kept.update('before');
  const started = performance.now();
  const underWay = new Set<Promise<void>>();
  let asked = 0;
  let mostUnderWay = 0;
  const load = (async () => {
    for (let next = 0; performance.now() - started < seconds * 1_000; next++) {
      const early = started + (next * 1_000) / perSecond - performance.now();
      if (early > 0) await sleep(early);
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
  const aged = async (file: string) => {
    const written = new Date(Date.now() - agedMs);
    await utimes(file, written, written);
  };
  const taken = (file: string, by: readonly Child[]) =>
    Promise.all(by.map((one) => one.said(new RegExp(`"file":"[^"]*${file}".*changed certificate or key in force`))));
  await copyPair('council-vasterbotten', 'server');
  await step();
  await copyPair('council-vasternorrland', 'towards-source');
  await step();
  await addBusKey(keyFile('bus'));
  await aged(keyFile('bus'));
  await step();
  await makeNextKey(keyFile('next'), firstKey, origin);
  await aged(keyFile('next'));
  await rename(`${keyFile('next')}.endorsement`, `${keyFile('log')}.endorsement`);
  await rename(keyFile('next'), keyFile('log'));
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
  const [serving, working = serving] = processes as [Child, Child?];
  await Promise.all([
    taken('server.crt', [serving]),
    taken('log.key', [serving]),
    taken('towards-source.crt', [working]),
    taken('bus.key', processes),
  ]);
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
  await others.kept.update('after');
  // On a connection that it makes now.
  const again = caller(identity('ehr-vasternorrland'), 1);
  await again.ask();
  const lasted = (performance.now() - started) / 1_000;

  const countsOf = ({ answered, failures, connections, servers }: Tally) =>
    `${answered} answered, ${failures.length} failed, ${connections} connections, ${servers.size} server certificates`;
  const [refused] = revoked.tally.failures;
  const refusedAfterMs = Math.round((refused?.at ?? Number.NaN) - revokedAt);
  console.log(
    [
      `${asked} requests in ${lasted.toFixed(1)} s (${Math.round(asked / lasted)}/s), at most ${mostUnderWay} at once`,
      ...Object.entries(others).map(([name, { tally }]) => `${name}: ${countsOf(tally)}`),
      `revoked: ${countsOf(revoked.tally)}, refused ${refusedAfterMs} ms after`,
      `${clients.size} client certificates of the bridge seen by the record system`,
    ].join('\n'),
  );

  expect(Object.values(others).flatMap(({ tally }) => tally.failures)).toEqual([]);
  expect(asked / (perSecond * seconds)).toBeGreaterThanOrEqual(leastSent);
  expect(others.new.tally.servers.size).toBe(2);
  expect(others.kept.tally.connections).toBeLessThanOrEqual(8);
  expect(clients.size).toBe(2);
  expect([refusedBefore, strangers]).toEqual([0, 1]);
  // By the verdict, or with its connection.
  for (const { what } of revoked.tally.failures) expect(what).toMatch(/^500 .*CERT_REVOKED|(closed|reset|socket)/is);
  expect(refusedAfterMs).toBeLessThan(withinMs);
  // And never let in again.
  expect(revoked.tally.lastAnsweredAt).toBeLessThan(refused?.at ?? 0);
  expect(again.tally).toMatchObject({ answered: 0, failures: [{ what: expect.stringContaining('CERT_REVOKED') }] });
  await Promise.all([...Object.values(others), revoked, again, newcomer].map(({ close }) => close()));
  await Promise.all(processes.map((each) => each.signal('SIGTERM')));

  // The log is whole by the key from before, and its newest head bears the new one.
  const store = await openStore({ databaseUrl: servers ? servers.postgres?.url : undefined, dataDir: data.path });
  const secondKey = await loadLogKey(logConfig(data.path), origin, false);
  const log = await createAccessLog({ store, config: logConfig(data.path) });
  const believed = [verifierKey(origin, publicPem(firstKey), 'the first key')];
  expect(await verifyLog(await logSource(log), { earlier: [], keys: believed })).toMatchObject({ fault: undefined });
  expect((await log.head()).keyId).toBe(secondKey.keyId);
  await log.close();

  // What was sealed before opens with the first key alone, what was sealed after with the second alone.
  const [secondSeal = Buffer.of()] = await sealingKeys();
  const vaults = [firstSeal, secondSeal].map((key) => createVault(derivedKey(key, 'deliveries')));
  const kept = await store.db.selectFrom('bridge.delivery').select(['id', 'content']).orderBy('sequence').execute();
  const opens = kept.map(({ id, content }) => vaults.map(({ open }) => content && open(id, content)?.toString()));
  const told = (object: string) => expect.stringContaining(object);
  expect(opens).toEqual([
    [told('before'), undefined],
    [undefined, told('after')],
  ]);
  await store.close();
});

/** As they stand in the file. */
async function sealingKeys(): Promise<Buffer[]> {
  const text = await readFile(keyFile('bus'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line, 'base64'));
}
