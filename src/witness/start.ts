import { followPublicKey } from '../audit/heads/key-file.ts';
import { type AccessLog, actEntry, type LogConfig } from '../audit/index.ts';
import type { Config } from '../config.ts';
import type { Events } from '../events.ts';
import { livePair } from '../keys/index.ts';
import type { Store } from '../store/index.ts';
import { createAlarms } from './alarms.ts';
import { createAnchor } from './anchor.ts';
import { createCollecting, type OwnLog } from './own-log.ts';
import { connectPeer, type Peer } from './peer.ts';
import { keepGoing } from './rounds.ts';
import type { Evidence, WitnessState } from './state.ts';
import { type CosignedHeads, cosignedHeads, storedState } from './store.ts';
import { createWitness, type WitnessedLog } from './witness.ts';

interface WitnessingParts {
  readonly config: LogConfig & Pick<Config, 'outgoing'>;
  readonly store: Store;
  readonly accessLog: AccessLog;
  readonly events: Events;
}

/** A bridge's part in witnessing: of others' logs, and of its own. */
export interface Witnessing {
  readonly own: OwnLog;
  readonly cosigned: CosignedHeads;
  readonly state: WitnessState;
  /** What is wrong with a witnessed log, or with this one as witnesses saw it, in words. */
  troubles(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A party whose public key is the one that its file holds when it is asked for. */
export function followed(publicKey: string, name: string, peer: Peer): WitnessedLog {
  const key = followPublicKey(publicKey, name);
  return {
    peer,
    get key() {
      return key();
    },
  };
}

/** Begins the rounds. Throws CONFIG_INVALID when a public key cannot be read. */
export async function startWitnessing({ config, store, accessLog, events }: WitnessingParts): Promise<Witnessing> {
  const { audit, bridge, outgoing } = config;
  const state = storedState(store);
  const cosigned = cosignedHeads(store);
  const own: OwnLog = accessLog;
  const peers = new Map<string, Peer>();
  const peerAt = (url: string): Peer => {
    const peer = peers.get(url) ?? connectPeer(url, livePair(outgoing));
    peers.set(url, peer);
    return peer;
  };
  const logs = audit.witnessed.map(({ name, publicKey, url }) => followed(publicKey, name, peerAt(url)));
  const witnesses = audit.witnesses.flatMap(({ name, publicKey, url }) =>
    url === undefined ? [] : [followed(publicKey, name, peerAt(url))],
  );

  const alarms = createAlarms({ state, events, found: enter });
  // The key that signs this log co-signs the others': signatures of one kind are never taken for the other.
  const watch = createWitness({ key: accessLog.signingKey, state, logs, others: [...peers.values()], alarms, events });
  const collect = createCollecting(own, witnesses, cosigned, alarms);
  const { anchorFile } = audit;
  const anchor = anchorFile === undefined ? undefined : createAnchor(anchorFile);
  const going = keepGoing(async () => {
    if (anchor) await alarms.attempt(`${anchorFile}`, async () => anchor(await own.head()));
    await watch();
    await collect();
  }, audit.witnessSeconds);
  return {
    own,
    cosigned,
    state,
    troubles: alarms.troubles,
    async close() {
      await going.close();
      await Promise.all([...peers.values()].map((peer) => peer.close()));
    },
  };

  /** That a log is not believed is itself on the access log, with the notes that prove it. */
  async function enter({ origin, suspicion, text, notes }: Evidence): Promise<void> {
    const { name, kind } = bridge;
    await accessLog.append(
      actEntry(
        { name, kind },
        {
          correlationId: crypto.randomUUID(),
          face: 'cli',
          action: 'witness:alarm',
          activity: 'Läsa',
          outcome: 'failed',
          reason: text,
          details: { log: origin, suspicion, notes },
        },
      ),
    );
  }
}
