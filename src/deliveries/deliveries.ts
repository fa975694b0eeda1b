import type { Bus } from '../bus/index.ts';
import type { Keys } from '../bus/keyring.ts';
import { settlesWithin } from '../bus/settles-within.ts';
import type { Config } from '../config.ts';
import { placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { span } from '../tracing/span.ts';
import { createDesk } from './create-desk.ts';
import type { Destination, Outbox } from './delivery.ts';
import type { DeliveryDesk } from './desk.ts';
import { every } from './every.ts';
import { createLedger } from './ledger.ts';
import { createOutbox } from './outbox.ts';
import { type Sending, startSending } from './sending.ts';
import { createVault } from './vault.ts';
import { openWakes } from './wakes.ts';

interface DeliveriesParts {
  readonly config: Pick<Config, 'deliveries'>;
  readonly store: Store;
  readonly bus: Pick<Bus, 'wakes'>;
  /** 32 bytes, the same in every process of the installation. */
  readonly secret: Keys;
  readonly events: Events;
  /** How long closing may wait for what is under way. */
  readonly drainMilliseconds: () => number;
}

export interface Deliveries {
  readonly outbox: Outbox;
  readonly desk: DeliveryDesk;
  /** Begins to send to these, from now until it is closed; more can be added later. */
  send(destinations: readonly Destination[]): Promise<void>;
  /** Sends of this process: how many are under way, and since when none has begun or ended. */
  hands(): readonly DeliveryHands[];
  /** Lets what is under way end for a bounded time, and hands back the rest. */
  close(): Promise<void>;
}

export interface DeliveryHands {
  readonly destination: string;
  readonly running: number;
  readonly idleMilliseconds: number;
}

const RECOVER_MS = 2_000;
const FORGET_MS = 3_600_000;
const BREAK_OFF_MS = 2_000;

export function createDeliveries({
  config,
  store,
  bus,
  secret,
  events,
  drainMilliseconds,
}: DeliveriesParts): Deliveries {
  const settings = config.deliveries;
  const vault = createVault(secret);
  const ledger = createLedger(store);
  const wakes = openWakes(bus);
  const stopping = new AbortController();
  const sendings = new Map<string, Sending>();
  const sent: Destination[] = [];
  const rounds: { stop(): Promise<void> }[] = [];

  const desk = createDesk({
    store,
    vault,
    retryForMs: settings.retryForMs,
    destinations: () => [...sendings.keys()],
    breaker: (destination) => sendings.get(destination)?.breaker(),
    wake: wakes.tell,
  });

  async function recover(all: boolean): Promise<void> {
    const lost = await ledger.recover(all);
    for (const { id, destination } of lost) events.emit('delivery:lease:lost', { id, destination });
    wakes.tell(lost);
  }

  function quietly(work: () => Promise<unknown>): () => Promise<void> {
    return async () => {
      await work().catch((thrown: unknown) => {
        events.emit('delivery:sweep:failed', { destination: undefined, place: placeOf(thrown) });
      });
    };
  }

  const outbox = createOutbox({ store, vault, retryForMs: settings.retryForMs, wake: wakes.tell });
  return {
    outbox: { commit: (work) => span('outbox', {}, () => outbox.commit(work)) },
    desk,
    async send(destinations) {
      const isFirst = rounds.length === 0;
      // Embedded, whoever had them is gone: this process has the only store.
      if (isFirst && store.embedded) await recover(true);
      for (const destination of destinations) {
        const parts = { destination, ledger, vault, settings, events, wakes, stopping: stopping.signal };
        sent.push(destination);
        sendings.set(destination.name, await startSending(parts));
      }
      if (!isFirst) return;
      rounds.push(
        every(
          RECOVER_MS,
          quietly(() => recover(false)),
        ),
        every(
          FORGET_MS,
          quietly(() => ledger.forget(settings.keepDays)),
        ),
      );
    },
    hands: () =>
      [...sendings].map(([destination, { running, moved }]) => ({
        destination,
        running: running(),
        idleMilliseconds: Math.round(performance.now() - moved()),
      })),
    async close() {
      await Promise.all(rounds.map((round) => round.stop()));
      const closed = Promise.all([...sendings.values()].map((sending) => sending.close()));
      if (!(await settlesWithin(closed, drainMilliseconds()))) {
        stopping.abort();
        await settlesWithin(closed, BREAK_OFF_MS);
      }
      await wakes.close();
      await Promise.all(sent.map((destination) => destination.close?.()));
    },
  };
}
