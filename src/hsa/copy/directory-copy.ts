import type { Config, DirectoryCopyConfig } from '../../config.ts';
import { every } from '../../deliveries/every.ts';
import { BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import type { Store } from '../../store/index.ts';
import { type Cache, createCache, liveDirectoryPolicy } from '../cache.ts';
import type { DirectorySource } from '../source.ts';
import { importAll, type Outcome, sync } from './carry-out.ts';
import { type CopyState, type Generation, type Generations, openGenerations } from './generations/store.ts';
import { coversOf, openReader } from './open-reader.ts';
import { copySource } from './source.ts';
import { copiedObjects, type InForce } from './store.ts';
import { unitsOnly } from './units-only.ts';

/** The copy of the directory as a process uses and keeps it. */
export interface DirectoryCopy {
  /** Lookups over it; `directory` is asked for what it does not hold, and only then opened. */
  over(directory: () => Promise<DirectorySource>): Promise<DirectorySource>;
  /** Answers are as of when the copy was last known to be as its origin, and forgotten when another comes into force. */
  readonly cache: Cache;
  readonly generations: Generations;
  /** Throw what importing throws. */
  run(kind: Generation['kind'], from?: string): Promise<Outcome>;
  /** Approves or rejects what is held back. Throws NOT_FOUND and `DIRECTORY_COPY_BUSY`. */
  decide(id: number, verdict: 'approve' | 'reject', by: string, reason: string): Promise<void>;
  /** From now on it renews itself; one process of several does it at a time. */
  start(): void;
  close(): Promise<void>;
}

interface CopyParts {
  readonly config: Pick<Config, 'directory' | 'outgoing'>;
  readonly store: Store;
  readonly events: Events;
  readonly now?: () => number;
}

/** How often it is looked whether something is due, and whether another process has brought something into force. */
const lookMs = 5_000;
/** After a failure, doubled each time. */
const firstPauseMs = 30_000;
const longestPauseMs = 15 * 60_000;

/** Undefined where none is configured. */
export function openDirectoryCopy({ config, store, events, now = Date.now }: CopyParts): DirectoryCopy | undefined {
  const { copy } = config.directory;
  return copy && openCopy(copy, { config, store, events, now });
}

function openCopy(copy: DirectoryCopyConfig, { config, store, events, now }: Required<CopyParts>): DirectoryCopy {
  const generations = openGenerations(store);
  const objects = copiedObjects(store);
  const { directory, outgoing } = config;
  let rounds: { stop(): Promise<void> } | undefined;
  let following: { stop(): Promise<void> } | undefined;
  let current: InForce | undefined;
  let kept = newCache();
  let failures = 0;
  let restsUntil = 0;

  function newCache(): Cache {
    return createCache(liveDirectoryPolicy, now, events);
  }

  async function follow(): Promise<void> {
    const found = await objects.inForce();
    if (found?.generation !== current?.generation) kept = newCache();
    current = found;
  }

  async function run(kind: Generation['kind'], from?: string): Promise<Outcome> {
    const reader = openReader({ directory, outgoing, now }, from);
    const outcome = await generations.exclusively(async (hand) => {
      const state = await generations.state();
      const inForce = state.active === undefined ? undefined : await generations.find(state.active);
      const work = { hand, reader, state, inForce, config: copy, events, now };
      return kind === 'import' ? importAll(work) : sync(work);
    });
    await follow();
    return outcome;
  }

  async function round(): Promise<void> {
    const kind = now() < restsUntil ? undefined : due(await generations.state(), copy, now());
    if (!kind) return;
    try {
      await run(kind);
      failures = 0;
    } catch (thrown) {
      // Another process does it.
      if (thrown instanceof BridgeError && thrown.code === 'DIRECTORY_COPY_BUSY') return;
      restsUntil = now() + Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
      failures += 1;
      events.emit('directory:copy:failed', { text: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  }

  // A store that does not answer shows in lookups and in readiness.
  const quietly = (work: () => Promise<void>) => () => work().catch(() => undefined);

  return {
    generations,
    run,
    cache: {
      async lookup(key, load) {
        const answer = await kept.lookup(key, load);
        return { ...answer, asOf: current?.asOf ?? answer.asOf };
      },
      forget: (hsaId) => kept.forget(hsaId),
    },
    async over(open) {
      await quietly(follow)();
      following ??= every(lookMs, quietly(follow));
      const source = copySource(objects);
      return coversOf(directory) === 'units' ? unitsOnly(source, await open()) : source;
    },
    async decide(id, verdict, by, reason) {
      await generations.exclusively(async (hand) => {
        const held = await generations.find(id);
        if (held?.state !== 'held')
          throw new BridgeError('NOT_FOUND', `Generation ${id} does not wait for a decision.`);
        await hand[verdict](held, by, reason);
      });
      await follow();
    },
    start() {
      rounds ??= every(lookMs, quietly(round));
    },
    async close() {
      await Promise.all([rounds?.stop(), following?.stop()]);
    },
  };
}

/**
 * What is to be read now. Nothing while somebody has to decide, and after a rejection nothing before everything would be
 * read anew: the origin would say the same again.
 */
export function due(
  state: Pick<CopyState, 'active' | 'asOf' | 'fullAt' | 'held' | 'rejectedAt' | 'busy'>,
  { fullHours, changesMinutes }: Pick<DirectoryCopyConfig, 'fullHours' | 'changesMinutes'>,
  now: number,
): Generation['kind'] | undefined {
  const isOver = (instant: string | undefined, milliseconds: number): boolean =>
    instant === undefined || now - Date.parse(instant) >= milliseconds;
  if (state.busy || state.held) return undefined;
  if (state.rejectedAt !== undefined) return isOver(state.rejectedAt, fullHours * 3_600_000) ? 'import' : undefined;
  if (state.active === undefined || isOver(state.fullAt, fullHours * 3_600_000)) return 'import';
  return isOver(state.asOf, changesMinutes * 60_000) ? 'sync' : undefined;
}
