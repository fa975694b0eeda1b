import type { Config } from '../config.ts';
import { every } from '../deliveries/every.ts';
import type { Events } from '../events.ts';
import type { KeyPair } from './key-pair.ts';
import { livePair, openedPairs } from './live-pair.ts';

const lookEveryMs = 1_000;
/** Both files of a pair are in place within this time when all goes well. */
const patienceMs = 5_000;

/** Certificates and keys on disk that are not in force, and why. */
export interface KeyTrouble {
  readonly file: string;
  readonly text: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface KeyWatch {
  /** Those that have stayed so for longer than changing files takes. */
  troubles(): readonly KeyTrouble[];
  close(): Promise<void>;
}

/**
 * Takes changed certificates and keys into use while the bridge runs, within a second, and tells of each that was taken
 * (`keys:pair:taken`), that was not (`keys:pair:refused`, once), and whose key file anybody may read (`keys:file:exposed`).
 */
export function watchKeys(
  { tls, outgoing }: Pick<Config, 'tls' | 'outgoing'>,
  isServing: boolean,
  events: Events,
): KeyWatch {
  if (isServing) livePair(tls);
  livePair(outgoing);
  const told = new Set<object>();
  const pairs = () => [...(isServing ? openedPairs(tls) : []), ...openedPairs(outgoing)];
  const since = new Map<object, KeyPair>();

  async function look(): Promise<void> {
    for (const { file, live } of pairs()) {
      live.look();
      const before = since.get(live);
      const { current, refused } = live;
      since.set(live, current);
      if (current !== before) {
        const { fingerprint256: fingerprint, serialNumber, validToDate } = current.leaf;
        const serial = serialNumber.toLowerCase();
        if (before) events.emit('keys:pair:taken', { file, fingerprint, serial, validTo: validToDate.toISOString() });
        if (current.isExposed) events.emit('keys:file:exposed', { file });
      }
      if (!refused) told.delete(live);
      else if (isLasting(refused) && !told.has(live)) {
        told.add(live);
        events.emit('keys:pair:refused', { file, text: refused.text });
      }
    }
  }

  const rounds = every(lookEveryMs, look);
  return {
    troubles: () =>
      pairs().flatMap(({ file, live: { refused } }) =>
        refused && isLasting(refused) ? [{ file, text: refused.text, since: refused.since.toISOString() }] : [],
      ),
    close: () => rounds.stop(),
  };
}

function isLasting({ since }: { readonly since: Date }): boolean {
  return Date.now() - since.getTime() >= patienceMs;
}
