import { createAccessLog } from '../audit/index.ts';
import { type BusHandlers, createBus, derivedKey, loadBusKey } from '../bus/index.ts';
import type { Config } from '../config.ts';
import { createDeliveries } from '../deliveries/index.ts';
import { BridgeError } from '../errors.ts';
import { createEvents } from '../events.ts';
import {
  createOperations,
  type OperationsHandlers,
  openUnmasking,
  type RemoteOperations,
  remoteOperations,
} from '../operations/index.ts';
import { connectAdmin, hasEmbeddedStore, openStore } from '../store/index.ts';

type BusStatus = Awaited<ReturnType<BusHandlers['bus:status']>>;

/** What engineers work with at the command line. */
export interface OpenOperations extends RemoteOperations {
  readonly busStatus: () => Promise<BusStatus>;
}

/**
 * Of the process that runs with this data folder; when none does, straight in the store, so that what is stuck can be
 * seen and mended while everything is down: what is to be sent again is sent when a bridge runs. Throws
 * BRIDGE_NOT_RUNNING where there is no store either.
 */
export async function withOperations<T>(config: Config, use: (operations: OpenOperations) => Promise<T>): Promise<T> {
  const client = await connectAdmin<OperationsHandlers & BusHandlers>(config.dataDir);
  if (!client) return withStore(config, use);
  const busStatus = () => client.ask('bus:status', null);
  return use({ ...remoteOperations(client), busStatus }).finally(() => client.close());
}

async function withStore<T>(config: Config, use: (operations: OpenOperations) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir, busKeyFile, busUrl } = config;
  if (databaseUrl === undefined && !hasEmbeddedStore(dataDir))
    throw new BridgeError('BRIDGE_NOT_RUNNING', `${dataDir}.`);
  const releases: (() => Promise<void>)[] = [];
  try {
    const events = createEvents();
    const key = await loadBusKey({ busKeyFile, dataDir, allowGenerate: false });
    const store = await openStore({ databaseUrl, dataDir, events });
    releases.push(() => store.close());
    const accessLog = await createAccessLog({ store, config });
    releases.push(() => accessLog.close());
    const bus = await createBus({ busUrl, store, key, events, mostWaiting: () => 1, drainMilliseconds: () => 0 });
    releases.push(() => bus.close());
    const deliveries = createDeliveries({
      config,
      store,
      bus,
      secret: derivedKey(key, 'deliveries'),
      events,
      drainMilliseconds: () => 0,
    });
    releases.push(() => deliveries.close());
    const unmasking = openUnmasking(store, derivedKey(key, 'captured-messages'), events);
    releases.push(() => unmasking.captures.close());
    const operations = createOperations({ config, store, bus, desk: deliveries.desk, unmasking, events, accessLog });
    releases.push(() => operations.close());
    const health = { ok: false, reasons: ['No bridge runs with this data folder.'] };
    return await use({ ...operations, busStatus: async () => ({ queues: [], health }) });
  } finally {
    for (const release of releases.reverse()) await release();
  }
}
