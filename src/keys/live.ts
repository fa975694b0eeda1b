import { type BridgeError, placeOf } from '../errors.ts';
import { fileVersion } from '../file-version.ts';

/** Something read from files that may change while the bridge runs. */
export interface Live<T> {
  /** What is in force: read once at first, then whenever `look` found the files changed and good. */
  readonly current: T;
  /**
   * Told when something else is in force, until what it gives is called. When a listener throws, what was before stays in
   * force, and those who were told already are told again.
   */
  whenChanged(listener: () => void): () => boolean;
  /** Looks whether the files have changed since. */
  look(): Looked;
  /** Why what is on disk is not in force; undefined when it is. */
  readonly refused: Refused | undefined;
}

export type Looked = 'same' | 'taken' | 'refused';

export interface Refused {
  /** In the bridge's own words. */
  readonly text: string;
  readonly since: Date;
}

/**
 * Reads files and knows when they have changed. Files that belong together are changed one after the other, in an order
 * that nobody controls: what cannot be read or does not fit leaves in force what was, and is read again at the next look.
 *
 * @param read is given what is in force, undefined at first. Throws a BridgeError when the files are not good; the first
 *   time this throws.
 */
export function liveFiles<T>(files: readonly string[], read: (before: T | undefined) => T): Live<T> {
  const listeners = new Set<() => void>();
  const versions = () => files.map(fileVersion).join('\n');
  let version = versions();
  let current = read(undefined);
  let refused: Refused | undefined;
  return {
    get current() {
      return current;
    },
    get refused() {
      return refused;
    },
    whenChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look() {
      // Taken before the content: a change in between is seen at the next look.
      const found = versions();
      if (found === version) {
        refused = undefined;
        return 'same';
      }
      const before = current;
      const told: (() => void)[] = [];
      try {
        current = read(before);
        for (const listener of listeners) {
          told.push(listener);
          listener();
        }
      } catch (thrown) {
        current = before;
        for (const listener of told.slice(0, -1)) listener();
        refused = { text: textOf(thrown), since: refused?.since ?? new Date() };
        return 'refused';
      }
      version = found;
      refused = undefined;
      return 'taken';
    },
  };
}

function textOf(thrown: unknown): string {
  return (thrown as BridgeError).code === 'CONFIG_INVALID' ? (thrown as BridgeError).message : placeOf(thrown);
}
