import { startAlerts } from './alerts/index.ts';
import { openDoors } from './bridge/doors.ts';
import type { ServingGround } from './bridge/ground.ts';
import { openRooms } from './bridge/rooms.ts';
import { createBus, derivedKey, loadBusKey, mostWaitingOf } from './bus/index.ts';
import type { Config } from './config.ts';
import type { Destination } from './deliveries/delivery.ts';
import { createDeliveries } from './deliveries/index.ts';
import { openEngagements } from './engagements/index.ts';
import { createEvents, type Events } from './events.ts';
import { createDrain } from './faces/drain.ts';
import { listen } from './faces/listen.ts';
import { createAdminFace, type DemoFaults } from './faces/ops/admin.ts';
import {
  createMeter,
  measureAlerts,
  measureCertificates,
  measureDeliveries,
  measureProcess,
  measureProcesses,
  measureQueues,
  measureReadiness,
  measureRequests,
  measureSources,
} from './faces/ops/metrics/index.ts';
import { keepFigures } from './figures/index.ts';
import { watchKeys } from './keys/index.ts';
import { createMaintenance } from './news/index.ts';
import { createOperationalLog } from './operational-log.ts';
import { openUnmasking } from './operations/index.ts';
import { keepKnowledge, type ProcessRole, readProcesses, reportProcess } from './processes/index.ts';
import { addCommonParts, addDeliveries, addProcesses, createReadinessBoard, troublesOn } from './readiness.ts';
import { workOnReferrals } from './referrals/index.ts';
import { keepRevocation } from './revocation/index.ts';
import { followLog, logCopyDestinations } from './security-services/index.ts';
import { createTrust } from './siths/index.ts';
import type { Capture } from './sources/capture.ts';
import { createConnectors, judgeServers } from './sources/index.ts';
import { openStore } from './store/index.ts';
import { createTracing } from './tracing/index.ts';

type Connectors = ReturnType<typeof createConnectors>;

/** What a process of the bridge does: answer callers, work on the sources' queues, or both. */
export interface Roles {
  readonly serve: boolean;
  readonly work: boolean;
}

export interface Bridge {
  /** The ports in use, also where the configuration said 0. A process that only works has none for callers. */
  readonly ports: { readonly admin: number; readonly service?: number; readonly portal?: number };
  readonly events: Events;
  /** Asks the address catalogue again; what comes of it is told as an event. Nothing to do for a process that works. */
  reload(): Promise<void>;
  /** Stop accepting, drain, workers, queues, stores. */
  close(): Promise<void>;
}

/**
 * The composition root: starts every part in order, each registering its release where it is acquired; when one fails,
 * what was started is released again in reverse.
 */
export async function startBridge(config: Config, roles: Roles, demoFaults?: DemoFaults): Promise<Bridge> {
  const releases: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    const failures: unknown[] = [];
    // One part that cannot be released does not keep the others.
    for (let release = releases.pop(); release; release = releases.pop())
      await release().catch((thrown: unknown) => failures.push(thrown));
    if (failures.length > 0) throw new AggregateError(failures, 'Not every part could be stopped.');
  };
  try {
    return await assemble(config, roles, demoFaults, releases, close);
  } catch (thrown) {
    // Why it did not start matters more than what else went wrong on the way back.
    await close().catch(() => undefined);
    throw thrown;
  }
}

async function assemble(
  config: Config,
  roles: Roles,
  demoFaults: DemoFaults | undefined,
  releases: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<Bridge> {
  const events = createEvents();
  createOperationalLog(config, events);
  const role: ProcessRole = roles.serve && roles.work ? 'both' : roles.serve ? 'serve' : 'work';
  const meter = createMeter();
  measureProcess(meter, role);
  measureRequests(meter, events);
  measureSources(meter, events);

  const keys = watchKeys(config, roles.serve, events);
  releases.push(() => keys.close());
  const { busKeyFile, dataDir } = config;
  const key = await loadBusKey({ busKeyFile, dataDir, allowGenerate: config.bridge.kind === 'demo' });
  keys.watch(key);
  // A process that only works on queries needs no store; with one at hand it delivers durable messages too.
  const keeps = roles.serve || config.databaseUrl !== undefined;
  const store = keeps ? await openStore({ databaseUrl: config.databaseUrl, dataDir, events }) : undefined;
  if (store) releases.push(() => store.close());
  const figures = store && keepFigures({ store, events });
  if (figures) releases.push(() => figures.close());
  const tracing = createTracing({ config, store, roles, events });
  releases.push(() => tracing.close());

  const trust = createTrust(config.trust, { kind: config.bridge.kind });
  const revocation = keepRevocation({ trust, store, events });
  releases.push(revocation.close);
  const judged = judgeServers(config.outgoing, revocation.servers);
  releases.push(async () => judged());

  const drain = createDrain(config.drain);
  const readiness = createReadinessBoard();
  let connectors: Connectors | undefined;
  const faults = demoFaults && {
    async set(source: string, fault: unknown) {
      await demoFaults.set(source, fault);
      await connectors?.get(source)?.mended?.();
    },
  };
  const adminFace = createAdminFace({ config, metrics: meter.registry, readiness: readiness.read, demoFaults: faults });
  const adminPort = roles.serve ? config.listen.adminPort : config.listen.workAdminPort;
  // Before everything that takes time to stop, so that it tells of that.
  releases.push(() => adminFace.close());
  const admin = await listen(adminFace, config.listen.adminHost, adminPort);

  const unmasking = store && openUnmasking(store, derivedKey(key, 'captured-messages'), events);
  if (unmasking) releases.push(() => unmasking.captures.close());

  connectors = roles.work ? openConnectors(config, events, unmasking?.captures) : undefined;
  // Before the bus, so that they outlive the workers that use them.
  releases.push(() => closeAll(connectors));
  const mostWaiting = mostWaitingOf(config.sources);
  const bus = await createBus({
    busUrl: config.busUrl,
    store,
    key,
    events,
    mostWaiting,
    drainMilliseconds: drain.remaining,
  });
  releases.push(() => bus.close());
  for (const { hsaId, concurrency } of config.sources) {
    const connector = connectors?.get(hsaId);
    if (connector) await bus.work(hsaId, concurrency, tracing.worked(connector));
  }
  const secret = derivedKey(key, 'deliveries');
  const deliveries =
    store && createDeliveries({ config, store, bus, secret, events, drainMilliseconds: drain.remaining });
  if (deliveries) releases.push(() => deliveries.close());
  const outbox = deliveries?.outbox;
  const engagements = store && outbox && (await openEngagements({ config, store, outbox, events }));
  if (engagements) releases.push(() => engagements.close());
  // Each room that tells others something adds where it goes.
  const destinations: Destination[] = roles.work ? [...logCopyDestinations(config, events)] : [];
  if (roles.work && store) {
    const referrals = workOnReferrals(config, { store, secret: derivedKey(key, 'referrals'), events });
    releases.push(() => referrals.close());
    destinations.push(...referrals.destinations);
  }
  if (roles.work) {
    await deliveries?.send(destinations.map(tracing.delivered));
    await engagements?.work(async (found) => deliveries?.send(found.map(tracing.delivered)));
  }
  addCommonParts(readiness, bus, store);
  measureReadiness(meter, readiness.read);
  measureQueues(meter, events, bus);
  if (deliveries) measureDeliveries(meter, events, deliveries.desk);
  if (deliveries && roles.work) addDeliveries(readiness, deliveries);
  measureCertificates(meter, config, keys, trust);
  if (store) {
    const knows = keepKnowledge({ events, hands: bus.hands, troubles: () => troublesOn(readiness) });
    const reports = await reportProcess({ store, role, knows, events });
    releases.push(() => reports.close());
    addProcesses(readiness, () => readProcesses(store));
    measureProcesses(meter, () => readProcesses(store));
  }
  const alerts =
    store &&
    deliveries &&
    startAlerts({
      config,
      store,
      bus,
      desk: deliveries.desk,
      parts: readiness.read,
      events,
      trust,
      keys,
      maintenance: createMaintenance(store),
    });
  if (alerts) {
    releases.push(() => alerts.close());
    measureAlerts(meter, alerts);
  }
  const mending = deliveries && unmasking && { desk: deliveries.desk, unmasking };
  const common = { config, events, meter, readiness, drain, keys, key, trust, revocation, tracing, bus, releases };
  const canServe = roles.serve && store && outbox && engagements && mending && alerts && figures;
  const served = canServe
    ? await serve({ ...common, store, outbox, engagements, mending, alerts, figures })
    : undefined;
  if (roles.work && store && outbox) {
    const copying = await followLog(config, { store, outbox, events });
    if (copying) releases.push(copying.stop);
  }
  readiness.began('running');
  releases.push(async () => {
    readiness.began('stopping');
    await drain.begin();
  });
  return {
    ports: { admin, ...served?.ports },
    events,
    // A failure is told as an event.
    reload: async () => void (await served?.reload().catch(() => undefined)),
    close,
  };
}

async function serve(ground: ServingGround) {
  const rooms = await openRooms(ground);
  return { ports: await openDoors(ground, rooms), reload: rooms.table.reload };
}

function openConnectors(config: Config, events: Events, capture: Capture | undefined): Connectors {
  const { sources, outgoing, bridge, breaker } = config;
  return createConnectors({ sources, outgoing, bridgeHsaId: bridge.hsaId, breaker, events, capture });
}

async function closeAll(connectors: Connectors | undefined): Promise<void> {
  await Promise.all([...(connectors?.values() ?? [])].map((connector) => connector.close()));
}
