import { createBus } from '../../src/bus/index.ts';
import type { Delivery, Destination, NewDelivery } from '../../src/deliveries/delivery.ts';
import { createDeliveries, type Deliveries } from '../../src/deliveries/index.ts';
import { createEvents, type Events } from '../../src/events.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

export const KEY = Buffer.alloc(32, 7);
export const PATIENT = '191212121212';

/** What messages are kept in and woken over. */
export interface Ground {
  readonly store: Store;
  readonly redis?: TestRedis;
  /** One more process, as it were. */
  open(settings?: Settings): Promise<Process>;
  closeAll(): Promise<void>;
  stop(): Promise<void>;
}

type Settings = Partial<ReturnType<typeof demoConfig>['deliveries']>;
export interface Process extends Deliveries {
  readonly events: Events;
}

const quick = { firstWaitMs: 20, longestWaitMs: 200, leaseMs: 5_000, probeMs: 100 };

export const grounds: readonly { name: string; start: () => Promise<Ground | undefined> }[] = [
  { name: 'the embedded store', start: embeddedGround },
  { name: 'PostgreSQL and Redis', start: serverGround },
];

export async function embeddedGround(): Promise<Ground> {
  const dataDir = await temporaryDataDir();
  const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
  return ground(store, undefined, undefined, async () => {
    await store.close();
    await dataDir.remove();
  });
}

async function serverGround(): Promise<Ground | undefined> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  if (!postgres || !redis) {
    await Promise.all([postgres?.stop(), redis?.stop()]);
    return undefined;
  }
  const store = await openStore({ databaseUrl: postgres.url, dataDir: '' });
  return ground(store, redis.url, redis, async () => {
    await store.close();
    await Promise.all([postgres.stop(), redis.stop()]);
  });
}

/** What messages are kept in and woken over, of a store that is open. */
export function ground(
  store: Store,
  busUrl: string | undefined,
  redis: TestRedis | undefined,
  stop: () => Promise<void>,
): Ground {
  const closes: (() => Promise<void>)[] = [];
  return {
    store,
    ...(redis && { redis }),
    async open(settings) {
      const events = createEvents();
      const bus = await createBus({
        busUrl,
        store,
        key: KEY,
        events,
        mostWaiting: () => 1,
        drainMilliseconds: () => 10_000,
      });
      const config = { deliveries: { ...demoConfig().deliveries, ...quick, ...settings } };
      const deliveries = createDeliveries({ config, store, bus, secret: KEY, events, drainMilliseconds: () => 5_000 });
      let closing: Promise<void> | undefined;
      const close = () => (closing ??= deliveries.close().then(() => bus.close()));
      closes.push(close);
      return { ...deliveries, close, events };
    },
    async closeAll() {
      await Promise.all(closes.splice(0).map((close) => close()));
    },
    stop,
  };
}

let serial = 0;

/** A receiver that no other test uses, and what it took. */
export function newDestination(changes: Partial<Destination> & Pick<Destination, 'send'>): Destination {
  return { name: `destination-${++serial}`, concurrency: 4, ...changes };
}

export function messageTo(destination: string, content: string, changes: Partial<NewDelivery> = {}): NewDelivery {
  return {
    destination,
    kind: 'notification',
    key: `subscriber ${PATIENT}`,
    correlationId: `correlation-${++serial}`,
    facts: { contract: 'ProcessNotification:1' },
    content: Buffer.from(content),
    ...changes,
  };
}

/** A receiver that takes everything, and in which order. */
export function takesAll(changes: Partial<Destination> = {}) {
  const taken: string[] = [];
  const send = async ({ content }: Delivery) => {
    taken.push(content.toString());
    return {};
  };
  return { taken, destination: newDestination({ send, ...changes }) };
}
