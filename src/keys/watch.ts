import type { Config } from '../config.ts';
import { every } from '../deliveries/every.ts';
import type { Events } from '../events.ts';
import type { Live } from './live.ts';
import { livePair, openedPairs } from './live-pair.ts';

const lookEveryMs = 1_000;
/** All files that belong together are in place within this time when all goes well. */
const patienceMs = 5_000;

/** A file with a key or certificate of the bridge's own, and what stands for it. */
export interface WatchedFile {
  readonly file: string;
  readonly live: Live<unknown>;
}

/** What is on disk and not in force, and why. */
export interface KeyTrouble {
  readonly file: string;
  readonly text: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface KeyWatch {
  /** Looks after one more. */
  watch(file: WatchedFile): void;
  /** What has stayed so for longer than changing files takes. */
  troubles(): readonly KeyTrouble[];
  close(): Promise<void>;
}

/**
 * Takes changed certificates and keys into use while the bridge runs, within a second, and tells of each that was taken
 * (`keys:file:taken`), that was not (`keys:file:refused`, once), and whose key anybody may read (`keys:file:exposed`).
 */
export function watchKeys(config: Pick<Config, 'tls' | 'outgoing'>, isServing: boolean, events: Events): KeyWatch {
  const more: WatchedFile[] = [];
  const sections = isServing ? [config.tls, config.outgoing] : [config.outgoing];
  const exposed = new Set<string>();
  const told = new Set<Live<unknown>>();
  for (const section of sections) livePair(section);
  const pairs = () => sections.flatMap((section) => openedPairs(section));
  const watched = (): WatchedFile[] => [...pairs(), ...more];

  async function look(): Promise<void> {
    for (const { file, live } of watched()) {
      if (live.look() === 'taken') events.emit('keys:file:taken', { file });
      if (!live.refused) told.delete(live);
      else if (isLasting(live.refused) && !told.has(live)) {
        told.add(live);
        events.emit('keys:file:refused', { file, text: live.refused.text });
      }
    }
    for (const { file, live } of pairs()) {
      if (!live.current.isExposed) exposed.delete(file);
      else if (!exposed.has(file)) {
        exposed.add(file);
        events.emit('keys:file:exposed', { file });
      }
    }
  }

  const rounds = every(lookEveryMs, look);
  return {
    watch: (file) => void more.push(file),
    troubles: () =>
      watched().flatMap(({ file, live: { refused } }) =>
        refused && isLasting(refused) ? [{ file, text: refused.text, since: refused.since.toISOString() }] : [],
      ),
    close: () => rounds.stop(),
  };
}

function isLasting({ since }: { readonly since: Date }): boolean {
  return Date.now() - since.getTime() >= patienceMs;
}
