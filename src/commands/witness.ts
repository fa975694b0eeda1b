import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import Value from 'typebox/value';
import { parse as parseYaml } from 'yaml';
import { publicPem } from '../audit/heads/index.ts';
import { followLogKey, loadLogKey } from '../audit/heads/key-file.ts';
import { Port, strict } from '../config/common.ts';
import { BridgeError } from '../errors.ts';
import { createEvents, type Events } from '../events.ts';
import { registerWitnessFace } from '../faces/log/face.ts';
import { tlsFloor } from '../faces/tls-floor.ts';
import { type LivePair, livePair, showTo, unchanging } from '../keys/index.ts';
import { connectPeer, createAlarms, createWitness, followed, keepGoing, openFolderState } from '../witness/index.ts';
import { runUntilStopped } from './serve.ts';

const help = `npm run witness -- FILE

Watches the access logs of bridges, without seeing an entry of them: fetches their signed heads, checks that each log
only grows and is shown to other witnesses as it is shown here, and co-signs what it believes. Needs no database. What it
has seen stands in its folder, with what it did not believe; keep that folder.

FILE is YAML:

  name: witness/lansstyrelsen       # as it stands in its cosignatures; no spaces
  folder: ./witness                 # its memory, and its key (log.key, made at the first start) unless key is given
  key: witness.key                  # optional: PEM, Ed25519
  host: 127.0.0.1                   # where it tells what it has seen, at /witness/heads
  port: 8555
  tls: { certificate: server.crt, key: server.key }     # optional; without it plain HTTP
  ca: roots.pem                     # optional: whom to trust instead of the machine's own list
  everySeconds: 60
  logs:
    - { name: norrbryggan/SE2321000230-BRIDGE, url: 'https://bridge.example', publicKey: norrbotten.pem }
  others: ['https://other-witness.example']             # witnesses to compare with, beside the logs' own bridges

The public keys of the bridges come from their operators: npm run audit -- head. Its own is printed at the start; give it
to them (audit.witnesses).
`;

const WitnessFile = Type.Object(
  {
    name: Type.String({ pattern: '^[^\\s+]{1,100}$' }),
    folder: Type.String({ minLength: 1 }),
    key: Type.Optional(Type.String()),
    host: Type.String({ default: '127.0.0.1' }),
    port: Port(8555),
    tls: Type.Optional(Type.Object({ certificate: Type.String(), key: Type.String() }, strict)),
    ca: Type.Optional(Type.String()),
    everySeconds: Type.Integer({ minimum: 1, default: 60 }),
    logs: Type.Array(
      Type.Object(
        { name: Type.String(), url: Type.String({ pattern: '^https?://' }), publicKey: Type.String() },
        strict,
      ),
      { minItems: 1 },
    ),
    others: Type.Array(Type.String({ pattern: '^https?://' }), { default: [] }),
  },
  strict,
);
type WitnessConfig = Static<typeof WitnessFile>;
const validator = Compile(WitnessFile);

/** `npm run witness -- FILE`: a witness of its own. Throws `COMMAND_INVALID`, `CONFIG_INVALID`, `PORT_IN_USE`. */
export async function witness(args: string[], out: NodeJS.WritableStream): Promise<number> {
  const { values, positionals } = parse(args);
  const [file, ...rest] = positionals;
  if (values.help || file === undefined || rest.length > 0) {
    out.write(help);
    return values.help ? 0 : 2;
  }
  return runUntilStopped(await start(readConfig(file), out));
}

async function start(config: WitnessConfig, out: NodeJS.WritableStream): Promise<{ close(): Promise<void> }> {
  const { name, folder, everySeconds, host, port } = config;
  const state = await openFolderState(folder);
  const place = { logKeyFile: config.key, dataDir: folder };
  const first = await loadLogKey(place, name, true);
  const events = createEvents();
  tell(events, out);
  const trusted = config.ca === undefined ? undefined : unchanging(readText(config.ca));
  const logs = config.logs.map((log) => followed(log.publicKey, log.name, connectPeer(log.url, trusted)));
  const others = config.others.map((url) => connectPeer(url, trusted));
  const peers = [...logs.map(({ peer }) => peer), ...others];
  // Its folder is its log: there is none other to enter a finding on.
  const alarms = createAlarms({ state, events, found: async () => undefined });
  const served = createServer(config);
  const app = served.server;
  await app.register(rateLimit, { global: false });
  registerWitnessFace(app, state);
  await app.listen({ host, port }).catch((thrown: NodeJS.ErrnoException) => {
    throw thrown.code === 'EADDRINUSE' ? new BridgeError('PORT_IN_USE', `Port ${port}.`, { cause: thrown }) : thrown;
  });
  const scheme = config.tls ? 'https' : 'http';
  out.write(`ready ${scheme}://${host}:${(app.server.address() as AddressInfo).port} ${name}\n${publicPem(first)}`);
  const key = followLogKey(place, name);
  const round = createWitness({ key, state, logs, others: peers, alarms, events });
  const going = keepGoing(async () => {
    served.pair?.look();
    await round();
  }, everySeconds);
  return {
    async close() {
      await app.close();
      await going.close();
      await Promise.all(peers.map((peer) => peer.close()));
    },
  };
}

/** `pair`: what it shows, where it speaks TLS. */
function createServer({ tls }: WitnessConfig): { readonly server: FastifyInstance; readonly pair?: LivePair } {
  const common = { logger: false, bodyLimit: 1_024, requestTimeout: 10_000, forceCloseConnections: true } as const;
  if (!tls) return { server: Fastify(common) };
  const pair = livePair(tls);
  const server = Fastify({ ...common, https: { ...tlsFloor, ...pair.current.shown } }) as unknown as FastifyInstance;
  showTo(server.server as Server, pair, tlsFloor);
  return { server, pair };
}

function tell(events: Events, out: NodeJS.WritableStream): void {
  const line = (text: string): void => void out.write(`${new Date().toISOString()} ${text}\n`);
  events.on('witness:head:cosigned', ({ log, size }) => line(`co-signed ${log} at ${size} entries`));
  events.on('witness:head:refused', ({ log, suspicion, text }) => line(`ALARM ${suspicion} ${log}: ${text}`));
  events.on('witness:peer:unreachable', ({ text }) => line(text));
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { help: { type: 'boolean' } }, allowPositionals: true });
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

function readConfig(file: string): WitnessConfig {
  let parsed: unknown;
  try {
    parsed = parseYaml(readText(file));
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `${file} is not YAML, or cannot be read.`, { cause });
  }
  const filled = Value.Default(WitnessFile, parsed);
  const [error] = validator.Errors(filled);
  if (error) throw new BridgeError('CONFIG_INVALID', `${file}: ${error.instancePath || 'the file'} ${error.message}`);
  return filled as WitnessConfig;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `${file} cannot be read.`, { cause });
  }
}
