import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { type SignedHead, type SigningKey, signHead, signingKey } from '../../src/audit/heads/index.ts';
import {
  append,
  consistencyProof,
  emptyFrontier,
  inclusionProof,
  leafHash,
  rootAt,
  rootOf,
  type TreeHashes,
} from '../../src/audit/tree/index.ts';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { registerLogFace, registerWitnessFace } from '../../src/faces/log/face.ts';
import { unchanging } from '../../src/keys/index.ts';
import {
  type Alarms,
  type CosignedHeads,
  connectPeer,
  createAlarms,
  createCollecting,
  createWitness,
  type Evidence,
  type OwnLog,
  type WitnessState,
} from '../../src/witness/index.ts';
import type { TestPki } from '../support/certs.ts';

export function newKey(name: string): SigningKey {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return signingKey(name, pem, 'a test key');
}

/** A log whose keeper can be made to do everything that a keeper should not. */
export interface LabLog extends OwnLog {
  readonly tree: TreeHashes;
  leaves: Buffer[];
  key: SigningKey;
  /** What the log gives for its head instead of the truth. */
  showInstead: (() => SignedHead) | undefined;
  write(count: number, what?: string): void;
}

export function labLog(key: SigningKey): LabLog {
  const tree: TreeHashes = {
    // Every level that is asked for is computed from the leaves: this log is small.
    async hashes(level, first, count) {
      if (level === 0) return log.leaves.slice(first, first + count);
      const width = 2 ** level;
      const complete = Math.min(count, Math.floor(log.leaves.length / width) - first);
      return Array.from({ length: Math.max(complete, 0) }, (_, nr) =>
        rootOf(append(emptyFrontier, log.leaves.slice((first + nr) * width, (first + nr + 1) * width))),
      );
    },
  };
  const log: LabLog = {
    keys: [key],
    key,
    leaves: [],
    tree,
    showInstead: undefined,
    write(count, what = 'entry') {
      for (let nr = 0; nr < count; nr++) log.leaves.push(leafHash(`${what} ${log.leaves.length}`));
    },
    consistency: async (first, second) => within(second, first) ?? consistencyProof(tree, first, second),
    inclusion: async (index, size) => within(size, index + 1) ?? inclusionProof(tree, index, size),
    leaf: async (index) => within(index + 1, 0) ?? log.leaves[index] ?? Buffer.alloc(0),
    async head() {
      if (log.showInstead) return log.showInstead();
      const size = log.leaves.length;
      return signHead({ size, root: await rootAt(tree, size), at: new Date().toISOString() }, log.key);
    },
  };
  function within(size: number, place: number): undefined {
    if (size > log.leaves.length || place > size) throw new BridgeError('NOT_FOUND');
  }
  return log;
}

/** Heads of one's own log, in memory. */
export function cosignedInMemory(): CosignedHeads {
  const kept = new Map<string, SignedHead>();
  return {
    list: async () => [...kept].map(([witness, head]) => ({ witness, head })),
    keep: async (witness, head) => void kept.set(witness, head),
  };
}

/** What of a bridge takes part in witnessing, behind TLS of its own. */
export interface LabBridge {
  readonly url: string;
  readonly log: LabLog;
  readonly state: WitnessState;
  readonly alarms: Alarms;
  readonly cosigned: CosignedHeads;
  readonly found: Evidence[];
  readonly told: string[];
  readonly app: FastifyInstance;
  /** Watches these logs once, then asks its own witnesses. */
  round(): Promise<void>;
  /** Names whom it watches, who are also its witnesses. */
  know(...peers: LabBridge[]): void;
  close(): Promise<void>;
}

/** `prepare` may add hooks, e.g. to make it slow or to answer something else. */
export async function labBridge(
  name: string,
  state: WitnessState,
  pki: TestPki,
  prepare: (app: FastifyInstance) => void = () => undefined,
): Promise<LabBridge> {
  const log = labLog(newKey(`norrbryggan/${name}`));
  const events = createEvents();
  const told: string[] = [];
  const found: Evidence[] = [];
  events.on('witness:head:cosigned', ({ log: origin, size }) => told.push(`cosigned ${origin} ${size}`));
  events.on('witness:head:refused', ({ log: origin, suspicion }) => told.push(`${suspicion} ${origin}`));
  events.on('witness:peer:unreachable', ({ peer }) => told.push(`unreachable ${peer}`));
  const alarms = createAlarms({ state, events, found: async (evidence) => void found.push(evidence) });
  const cosigned = cosignedInMemory();
  const app = Fastify({
    https: { cert: readFileSync(pki.file('server.crt')), key: readFileSync(pki.file('server.key')) },
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;
  prepare(app);
  registerLogFace(app, log, cosigned);
  registerWitnessFace(app, state);
  await app.listen({ port: 0, host: 'localhost' });
  const url = `https://localhost:${(app.server.address() as AddressInfo).port}`;
  const ca = readFileSync(pki.file('ca.crt'), 'utf8');
  const closing: (() => Promise<void>)[] = [() => app.close()];
  let round = async (): Promise<void> => undefined;
  return {
    url,
    log,
    state,
    alarms,
    cosigned,
    found,
    told,
    app,
    round: () => round(),
    know(...peers) {
      const known = peers.map((other) => ({ key: other.log.key, peer: connectPeer(other.url, unchanging(ca), 500) }));
      closing.push(...known.map(({ peer }) => peer.close));
      const others = known.map(({ peer }) => peer);
      const watch = createWitness({ key: () => log.key, state, logs: known, others, alarms, events });
      const collect = createCollecting(log, known, cosigned, alarms);
      round = async () => {
        await watch();
        await collect();
      };
    },
    close: async () => void (await Promise.all(closing.map((close) => close()))),
  };
}
