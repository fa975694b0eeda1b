import type { Config, DirectoryCopyConfig } from '../../config.ts';
import { every } from '../../deliveries/every.ts';
import { BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import type { Store } from '../../store/index.ts';
import type { Cache } from '../cache.ts';
import type { DirectorySource } from '../source.ts';
import { createCopyCache } from './cache.ts';
import { importAll, type Outcome, sync } from './carry-out.ts';
import type { CopyState, Generation } from './generation.ts';
import { type Generations, openGenerations } from './generations/store.ts';
import { coversOf, openReader } from './open-reader.ts';
import { copySource } from './source.ts';
import { copiedObjects, type InForce } from './store.ts';
import { unitsOnly } from './units-only.ts';
import { untilCopied } from './until-copied.ts';

/** The copy of the directory as a process uses and keeps it. */
export interface DirectoryCopy {
  /** Lookups over it; `directory` is asked for what it does not hold and while there is no copy, and only then opened. */
  over(directory: () => Promise<DirectorySource>): Promise<DirectorySource>;
  readonly cache: Cache;
  readonly generations: Generations;
  /** Of what is configured, or of one file or address instead. Throws what importing throws; `COMMAND_INVALID`. */
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
  const cache = createCopyCache({ inForce: () => current, config: copy, now, events });
  let failures = 0;
  let restsUntil = 0;

  async function follow(): Promise<void> {
    const found = await objects.inForce();
    if (found?.generation !== current?.generation) cache.replaced();
    current = found;
  }

  async function run(kind: Generation['kind'], from?: string): Promise<Outcome> {
    const reader = openReader({ directory, outgoing, now }, from);
    const covers = coversOf(directory);
    if (reader.covers !== covers)
      throw new BridgeError(
        'COMMAND_INVALID',
        `${reader.origin} holds ${reader.covers}, and the copy is configured for ${covers}.`,
      );
    const outcome = await generations.exclusively((hand) => {
      const work = { hand, generations, reader, config: copy, events, now };
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
    cache,
    async over(open) {
      await quietly(follow)();
      following ??= every(lookMs, quietly(follow));
      let opened: Promise<DirectorySource> | undefined;
      const itself = () => {
        opened ??= open().catch((cause: unknown) => {
          opened = undefined;
          throw cause;
        });
        return opened;
      };
      const source = copySource(objects);
      return untilCopied(coversOf(directory) === 'units' ? unitsOnly(source, await itself()) : source, {
        isCopied: () => current !== undefined,
        directory: itself,
        close: async () => (await opened)?.close(),
      });
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
  state: Pick<CopyState, 'active' | 'lookedAt' | 'fullAt' | 'held' | 'rejectedAt' | 'busy'>,
  { fullHours, changesMinutes }: Pick<DirectoryCopyConfig, 'fullHours' | 'changesMinutes'>,
  now: number,
): Generation['kind'] | undefined {
  const isOver = (instant: string | undefined, milliseconds: number): boolean =>
    instant === undefined || now - Date.parse(instant) >= milliseconds;
  if (state.busy || state.held) return undefined;
  if (state.rejectedAt !== undefined) return isOver(state.rejectedAt, fullHours * 3_600_000) ? 'import' : undefined;
  if (state.active === undefined || isOver(state.fullAt, fullHours * 3_600_000)) return 'import';
  return isOver(state.lookedAt, changesMinutes * 60_000) ? 'sync' : undefined;
}
