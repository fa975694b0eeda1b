import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicPem, readHead, signHead, signingKey, verifyHead } from '../../src/audit/heads/index.ts';
import { makeKeyFile } from '../../src/audit/heads/key-file.ts';
import { leafHash, verifyInclusion } from '../../src/audit/tree/index.ts';
import { audit } from '../../src/commands/audit.ts';
import type { Config } from '../../src/config.ts';
import { verifyCosignatures } from '../../src/witness/index.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';

/** Two installations that know each other's addresses and keys. */
interface Party {
  readonly hsaId: string;
  readonly port: number;
  readonly keyFile: string;
  readonly pemFile: string;
}

let folder: string;
let parties: [Party, Party];
let running: [RunningBridge, RunningBridge];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-two-'));
  parties = [await party('SE2321000230-DEMOBRIDGE'), await party('SE2321000222-DEMOBRIDGE')];
  const [north, west] = parties;
  running = [await start(north, west), await start(west, north)];
}, 90_000);
afterAll(async () => {
  for (const bridge of running) await bridge.close();
  await rm(folder, { recursive: true });
});

async function party(hsaId: string): Promise<Party> {
  const keyFile = join(folder, `${hsaId}.key`);
  await makeKeyFile(keyFile);
  const pemFile = join(folder, `${hsaId}.pem`);
  await writeFile(pemFile, publicPem(signingKey('x', await readFile(keyFile, 'utf8'), keyFile)));
  return { hsaId, port: await freePort(), keyFile, pemFile };
}

function start(own: Party, other: Party): Promise<RunningBridge> {
  const known = {
    name: `norrbryggan/${other.hsaId}`,
    publicKey: other.pemFile,
    url: `https://localhost:${other.port}`,
  };
  return startRunningBridge({
    environment: { LOG_KEY_FILE: own.keyFile, PORT: `${own.port}` },
    change: (config) => {
      config.bridge.hsaId = own.hsaId;
      config.listen.port = own.port;
      config.audit = {
        ...config.audit,
        witnessSeconds: 1,
        witnessed: [known],
        witnesses: [known],
        anchorFile: join(folder, `${own.hsaId}.anchor`),
      };
    },
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

interface Shown {
  readonly head: string;
  readonly cosigned: readonly string[];
}
const get = async <T>(bridge: RunningBridge, path: string): Promise<T> =>
  JSON.parse((await bridge.call(undefined, path, { method: 'GET' })).body) as T;

describe('two whole bridges', () => {
  it('co-sign each other’s heads, in which a call’s entries then stand', async () => {
    const [north, west] = running;
    const { keys, origin } = await northern();
    await north.call('ehr-norrbotten', '/fhir/Patient/nobody', { method: 'GET' });
    const [entry] = await north.log();
    await eventually(async () => {
      const [note = ''] = (await get<Shown>(north, '/log/head')).cosigned;
      expect(readHead(note)?.size).toBeGreaterThan(entry?.sequence ?? Number.POSITIVE_INFINITY);
      expect(verifyCosignatures(note, keys)).toHaveLength(1);
      const head = verifyHead(note, origin);
      const index = entry?.sequence ?? 0;
      const { leaf, proof } = await get<{ leaf: string; proof: string[] }>(
        north,
        `/log/inclusion?index=${index}&size=${head?.size}`,
      );
      const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
      expect(
        verifyInclusion(Buffer.from(leaf, 'base64'), index, head?.size ?? 0, hashes, head?.root ?? leafHash('')),
      ).toBe(true);
    });
    expect(await readFile(join(folder, `${parties[0].hsaId}.anchor`), 'utf8')).toContain(
      `norrbryggan/${parties[0].hsaId}`,
    );
    const { parts } = (await (await fetch(`${west.adminUrl}/health/ready`)).json()) as {
      parts: { part: string; ok: boolean }[];
    };
    expect(parts.find(({ part }) => part === 'witness')?.ok).toBe(true);
  }, 60_000);

  it('are asked when the log is verified, and must have seen it', async () => {
    const [north] = running;
    const verified = async (change: (audit: Config['audit']) => Config['audit'] = (audit) => audit) => {
      const out = new PassThrough();
      const code = await audit(['verify', '--witnessed'], { ...north.config, audit: change(north.config.audit) }, out);
      return { code, text: String(out.read()) };
    };
    expect(await verified()).toMatchObject({
      code: 0,
      text: expect.stringMatching(
        /^Whole: .*\nWitnessed by norrbryggan\/SE2321000222-DEMOBRIDGE: the first \d+ entries/,
      ),
    });
    // A stranger's word in the witness's place, a witness that nobody can ask, and none at all.
    const [known] = north.config.audit.witnesses;
    const stranger = { name: known?.name ?? '', publicKey: parties[0].pemFile, url: known?.url };
    const absent = { name: 'witness/away', publicKey: parties[0].pemFile, url: 'https://localhost:1' };
    for (const witnesses of [[stranger], [...north.config.audit.witnesses, absent], []])
      expect((await verified((section) => ({ ...section, witnesses }) as Config['audit'])).code).toBe(1);
  }, 60_000);

  it('tell when one’s log is not what it was: on the other’s access log, in readiness and metrics', async () => {
    const [, west] = running;
    // Whoever has the key of the log and the database signs what she likes; the other bridge has seen the truth.
    const { origin } = await northern();
    const key = signingKey(origin.name, await readFile(parties[0].keyFile, 'utf8'), 'key');
    const seen = (await get<{ heads: string[] }>(west, '/witness/heads')).heads.map(readHead)[0];
    const lie = signHead({ size: seen?.size ?? 0, root: leafHash('another'), at: new Date().toISOString() }, key);
    await running[0].bridge.close();
    const impostor = await impostorAt(parties[0].port, lie.note);
    await eventually(async () => {
      const entries = await west.log();
      const alarm = entries.find(({ action }) => action === 'witness:alarm');
      expect(alarm?.details).toMatchObject({ log: origin.name, suspicion: 'contradiction' });
      expect(((alarm?.details?.notes ?? []) as string[]).map((note) => verifyHead(note, origin)?.size)).toEqual([
        seen?.size,
        seen?.size,
      ]);
      const { status, parts } = (await (await fetch(`${west.adminUrl}/health/ready`)).json()) as {
        status: string;
        parts: { part: string; ok: boolean; reasons: string[] }[];
      };
      expect(status).toBe('ready');
      expect(parts.find(({ part }) => part === 'witness')?.reasons.join()).toContain('has signed two roots');
      const metrics = await (await fetch(`${west.adminUrl}/metrics`)).text();
      expect(metrics).toMatch(/norrbryggan_witness_alarms_total\{[^}]*suspicion="contradiction"[^}]*\} [1-9]/);
    });
    await impostor.close();
  }, 60_000);
});

async function northern() {
  const [north, west] = parties;
  const read = async ({ hsaId, keyFile }: Party) =>
    signingKey(`norrbryggan/${hsaId}`, await readFile(keyFile, 'utf8'), keyFile);
  return { origin: await read(north), keys: [await read(west)] };
}

/** Answers as the log at this port, with this head alone. */
async function impostorAt(port: number, head: string): Promise<{ close(): Promise<unknown> }> {
  const { default: Fastify } = await import('fastify');
  const [{ pki }] = running;
  const app = Fastify({
    https: { cert: await readFile(pki.file('server.crt')), key: await readFile(pki.file('server.key')) },
    forceCloseConnections: true,
  });
  app.get('/log/head', async () => ({ head, cosigned: [] }));
  app.get('/witness/heads', async () => ({ heads: [], evidence: [] }));
  await app.listen({ port, host: 'localhost' });
  return app;
}

/** Until it holds: the bridges go their rounds each second. */
async function eventually(holds: () => Promise<void>): Promise<void> {
  await expect.poll(() => holds().then(() => true), { timeout: 20_000, interval: 200 }).toBe(true);
}
