import { setTimeout } from 'node:timers/promises';
import { BridgeError } from '../errors.ts';

/** Between two questions of one thread: what the national catalogue asks of those who read much at once. */
const pauseMs = 50;
/** Each round comes upon answers that are no longer fresh, and has them renewed long before they are too old. */
const roundMs = 5 * 60_000;
/** When the directory did not answer. */
const retryMs = 30_000;

/** What of a directory is asked. */
interface Answering extends Record<'unit' | 'function' | 'object', (hsaId: string) => Promise<{ value: unknown }>> {
  close(): Promise<void>;
}

/**
 * Asks where units and functions belong before anybody else does: those that messages are routed by and that callers and
 * record systems are of. So the first question of the day, and the first after a silence, is answered from memory.
 * `pause` waits between.
 */
export function askAhead<Asked extends Answering>(
  directory: Asked,
  hsaIds: readonly string[],
  pause = setTimeout,
): Asked {
  const asked = [...new Set(hsaIds)];
  if (asked.length === 0) return directory;
  const stopping = new AbortController();
  const wait = (milliseconds: number) =>
    pause(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined); // Stopped.

  async function round(): Promise<number> {
    try {
      for (const hsaId of asked) {
        if (stopping.signal.aborted) break;
        if (!(await directory.unit(hsaId)).value) await directory.function(hsaId);
        await directory.object(hsaId);
        await wait(pauseMs);
      }
      return roundMs;
    } catch (cause) {
      if (!(cause instanceof BridgeError)) throw cause;
      return retryMs; // Told of by the cache.
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await wait(await round());
  }
  const ended = run();

  return {
    ...directory,
    async close() {
      stopping.abort();
      await directory.close();
      await ended;
    },
  };
}

interface Named {
  readonly bridge: { readonly hsaId: string };
  readonly sources: readonly { readonly hsaId: string; readonly careProvider: string }[];
  readonly callers: readonly { readonly careProvider: string; readonly careUnit?: string }[];
  readonly routes: readonly { readonly address: string }[];
}

/** Whom the configuration names: of `known` the directory holds some, or it is at fault. */
export function namedIn({ bridge, sources, callers, routes }: Named): { known: string[]; ahead: string[] } {
  const known = [bridge.hsaId, ...sources.map(({ careProvider }) => careProvider)];
  const units = callers.flatMap(({ careProvider, careUnit }) => [careProvider, careUnit ?? careProvider]);
  const addresses = [...sources.map(({ hsaId }) => hsaId), ...routes.map(({ address }) => address)];
  return { known: [...new Set(known)], ahead: [...known, ...units, ...addresses.filter((each) => each !== '*')] };
}

/** What a command line asks of the process that serves. */
export type ForgettingHandlers = {
  'directory:forget': (argument: { hsaId?: string | undefined }) => Promise<{ forgotten: number }>;
};

export function forgettingHandlers(directory: { forget(hsaId?: string): number }): ForgettingHandlers {
  return { 'directory:forget': async ({ hsaId }) => ({ forgotten: directory.forget(hsaId) }) };
}
