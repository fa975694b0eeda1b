import type { BreakerState } from '../breaker/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { type ProcessLine, readProcesses } from '../processes/index.ts';
import type { TriedStep } from '../sources/try-connection.ts';
import type { Store } from '../store/index.ts';
import { breakerOf } from './breaker-of.ts';
import type { Engineer } from './message-tools.ts';
import { healthOf, type SourceHealth } from './source-health.ts';
import type { TrySource } from './try-source.ts';

interface SourceToolsParts {
  readonly config: Pick<Config, 'sources'>;
  readonly bus: Pick<Bus, 'status'>;
  readonly store: Pick<Store, 'db'>;
  readonly trySource: TrySource;
}

type Source = Config['sources'][number];

/** How one record system does, as all processes that are heard of know it. */
export interface SourceLine
  extends SourceHealth,
    Pick<Source, 'name' | 'careProvider' | 'protocol' | 'contracts' | 'lifecycle' | 'lifecycleText' | 'deliversFrom'> {
  readonly source: string;
  /** How long it is waited for. */
  readonly timeoutMs: number;
  /** Queries on its queue, and how long the oldest has waited; undefined while the bus cannot be asked. */
  readonly queue:
    | { readonly waiting: number; readonly active: number; readonly oldestMilliseconds: number | undefined }
    | undefined;
  /** The worst of those of all processes; undefined where none ever changed. */
  readonly breaker: BreakerState | undefined;
  /** Since when the first of them has not been closed; ISO 8601. */
  readonly brokenSince: string | undefined;
}

/** What engineers see of record systems, and how they try the way to one. */
export function createSourceTools({ config, bus, store, trySource }: SourceToolsParts) {
  function lineOf(source: Source, queues: Queues, processes: readonly ProcessLine[]): SourceLine {
    const { hsaId, name, careProvider, protocol, contracts, lifecycle, lifecycleText, deliversFrom, timeoutMs } =
      source;
    const { waiting = 0, active = 0, oldestMilliseconds } = queues?.get(hsaId) ?? {};
    return {
      source: hsaId,
      ...{ name, careProvider, protocol, contracts, lifecycle, timeoutMs },
      ...(lifecycleText !== undefined && { lifecycleText }),
      ...(deliversFrom !== undefined && { deliversFrom }),
      ...healthOf(hsaId, processes),
      queue: queues && { waiting, active, oldestMilliseconds },
      ...breakerOf(hsaId, processes),
    };
  }

  return {
    async sources(_: Record<string, never>): Promise<readonly SourceLine[]> {
      const [queues, processes] = await Promise.all([queuesOn(bus), readProcesses(store)]);
      const heard = processes.filter(({ silent }) => !silent);
      return config.sources.map((source) => lineOf(source, queues, heard));
    },
    /** All steps at once. Throws NOT_FOUND. */
    async tryOut(asked: { engineer: Engineer; source: string }): Promise<readonly TriedStep[]> {
      const steps: TriedStep[] = [];
      for await (const step of await trySource(asked)) steps.push(step);
      return steps;
    },
  };
}

export type SourceTools = ReturnType<typeof createSourceTools>;

type Queues = Awaited<ReturnType<typeof queuesOn>>;

/** Undefined while the bus is away: the rest is then what matters. */
async function queuesOn(bus: Pick<Bus, 'status'>) {
  try {
    return new Map((await bus.status()).map((queue) => [queue.source, queue]));
  } catch (thrown) {
    if (thrown instanceof BridgeError && thrown.code === 'BUS_UNAVAILABLE') return undefined;
    throw thrown;
  }
}
