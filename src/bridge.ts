import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createGatekeeper } from './access/index.ts';
import { type Alerts, certificateHandlers, createAlertTools, startAlerts } from './alerts/index.ts';
import {
  auditHandlers,
  createAccessLog,
  createLogTools,
  createLogWork,
  logToolHandlers,
  tellingOfEmergencies,
} from './audit/index.ts';
import { type Bus, busHandlers, createBus, derivedKey, loadBusKey, mostWaitingOf, namingOf } from './bus/index.ts';
import type { Config } from './config.ts';
import type { Destination, Outbox } from './deliveries/delivery.ts';
import { createDeliveries } from './deliveries/index.ts';
import { type Engagements, engagementHandlers, openEngagements } from './engagements/index.ts';
import { BridgeError } from './errors.ts';
import { createEvents, type Events } from './events.ts';
import { createAdmission } from './faces/admission.ts';
import { registerDocs } from './faces/docs/face.ts';
import { createAuthenticate, createDoor } from './faces/door.ts';
import { createDrain } from './faces/drain.ts';
import { createMakeSummary, registerFhirFace, registerOauth } from './faces/fhir/index.ts';
import { createIdentify, type NoteAccepted } from './faces/identify.ts';
import { registerLogFace, registerWitnessFace } from './faces/log/face.ts';
import { registerNpoFace } from './faces/npo/face.ts';
import { createOpenConnections } from './faces/open-connections.ts';
import { createAdminFace, type DemoFaults } from './faces/ops/admin.ts';
import {
  createMeter,
  measureAccessLog,
  measureAlerts,
  measureCertificates,
  measureDeliveries,
  measureProcess,
  measureProcesses,
  measureQueues,
  measureReadiness,
  measureRegisters,
  measureRequests,
  measureSources,
} from './faces/ops/metrics/index.ts';
import { createPortalDoor, registerPages } from './faces/portal/index.ts';
import { registerPortal } from './faces/portal-api/index.ts';
import { createPresenting, type Message } from './faces/proxies.ts';
import { createRefusalLog } from './faces/refusal-log.ts';
import { createSessionTickets } from './faces/session-tickets.ts';
import { createDirectoryServices } from './faces/soap/directory/services.ts';
import { createEngagements } from './faces/soap/engagements.ts';
import { registerSoapFace } from './faces/soap/face.ts';
import { createInfrastructure } from './faces/soap/infrastructure.ts';
import { openSecurityServices } from './faces/soap/security/security-services.ts';
import { createStrays } from './faces/strays.ts';
import { createRequestTracing } from './faces/traced.ts';
import { createReports, type Figures, keepFigures } from './figures/index.ts';
import { openDirectory } from './hsa/index.ts';
import { nationalServicesOf, serviceSourceOf } from './hsa-services/index.ts';
import { keptHandlers } from './kept/index.ts';
import { watchKeys } from './keys/index.ts';
import { createLongWorks } from './long-work/index.ts';
import { openMeasures } from './measures/index.ts';
import { mergerHandlers } from './mergers/index.ts';
import { createMaintenance } from './news/index.ts';
import { createOperationalLog } from './operational-log.ts';
import {
  createOperations,
  directoryHandlers,
  type Mending,
  openUnmasking,
  operationsHandlers,
} from './operations/index.ts';
import {
  createAccessLogging,
  createOffer,
  createOverview,
  createPass,
  createPersonLookup,
  createWhoHolds,
} from './overview/index.ts';
import { createPersonRegister } from './persons/index.ts';
import { keepKnowledge, type ProcessRole, readProcesses, reportProcess } from './processes/index.ts';
import { createQualityReport, qualityHandlers } from './quality/index.ts';
import {
  addCommonParts,
  addDeliveries,
  addDirectoryCopy,
  addProcesses,
  addServingParts,
  createReadinessBoard,
  troublesOn,
} from './readiness.ts';
import { createReferrals, referralDestinations } from './referrals/index.ts';
import { keepRevocation } from './revocation/index.ts';
import {
  createAddressTree,
  createHeirs,
  createPermissions,
  createRouting,
  keepTable,
  permissionsOfPeople,
  routingHandlers,
  type TableKeeper,
} from './routing/index.ts';
import { createAssertionJudge } from './saml/index.ts';
import { followLog, logCopyDestinations, openAccess } from './security-services/index.ts';
import { createTrust } from './siths/index.ts';
import { createConnectors, judgeServers } from './sources/index.ts';
import { openStore, type Store, serveAdmin } from './store/index.ts';
import { createSpend, createTokens } from './tokens/index.ts';
import { createTracing } from './tracing/index.ts';
import { productVersion } from './version.ts';
import { startWitnessing } from './witness/index.ts';

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
  let connectors: ReturnType<typeof createConnectors> | undefined;
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

  let reload: TableKeeper['reload'] | undefined;
  connectors = roles.work ? openConnectors() : undefined;
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
  const referralKey = derivedKey(key, 'referrals');
  if (roles.work && store) destinations.push(...referralDestinations(config, store, referralKey));
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
  const canServe = roles.serve && store && outbox && engagements && mending && alerts && figures;
  const doors = canServe ? await serve(bus, store, outbox, engagements, mending, alerts, figures) : {};
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
    ports: { admin, ...doors },
    events,
    // A failure is told as an event.
    reload: async () => void (await reload?.().catch(() => undefined)),
    close,
  };

  /** Before the bus, so that they outlive the workers that use them. */
  function openConnectors(): ReturnType<typeof createConnectors> {
    const { sources, outgoing, bridge, breaker } = config;
    const opened = createConnectors({
      sources,
      outgoing,
      bridgeHsaId: bridge.hsaId,
      breaker,
      events,
      capture: unmasking?.captures,
    });
    releases.push(async () => {
      await Promise.all([...opened.values()].map((connector) => connector.close()));
    });
    return opened;
  }

  async function serve(
    bus: Bus,
    store: Store,
    outbox: Outbox,
    engagements: Engagements,
    mending: Mending,
    alerts: Alerts,
    figures: Figures,
  ): Promise<{ service: number; portal: number }> {
    const opened = await openDirectory(config, store, events, serviceSourceOf(config));
    releases.push(opened.close);
    const { directory, copy } = opened;
    const plainLog = await createAccessLog({ store, config, events, watch: keys.watch });
    releases.push(() => plainLog.close());
    figures.followLog();
    const accessLog = tellingOfEmergencies(plainLog, directory, events, config.signIn.system);
    const witnessing = await startWitnessing({ config, store, accessLog, events });
    releases.push(() => witnessing.close());
    const access = openAccess({ config, store, accessLog, events });
    releases.push(() => access.close());
    const table = await keepTable(config, events);
    releases.push(() => table.close());
    reload = table.reload;
    const ofIndex = engagementHandlers(engagements);
    const handlers = { ...auditHandlers(accessLog), ...busHandlers(bus), ...routingHandlers(table), ...ofIndex };
    const quality = createQualityReport({ store, events });
    releases.push(() => quality.close());
    const measures = openMeasures({ config, store, directory, events });
    releases.push(() => measures.close());
    const persons = createPersonRegister(config, events);
    releases.push(() => persons.close());
    const logTools = createLogTools({ config, store, log: accessLog, directory, persons });
    const works = createLongWorks({ store, secret: derivedKey(key, 'long-work'), events });
    releases.push(() => works.close());
    const logWork = createLogWork({ config, log: accessLog, works, events });
    const operations = createOperations({ config, store, bus, ...mending, copy, events, accessLog });
    releases.push(() => operations.close());
    copy?.start();
    const more = {
      ...qualityHandlers(quality),
      ...logToolHandlers(logTools),
      ...operationsHandlers(operations),
      ...(operations.directoryCopy && directoryHandlers(operations.directoryCopy)),
      ...mergerHandlers(store),
      ...keptHandlers({ store, keys: key, config }),
      ...opened.handlers,
    };
    const ofCertificates = certificateHandlers({ config, alerts, figures, table, directory });
    const adminSocket = await serveAdmin(config.dataDir, { ...handlers, ...more, ...ofCertificates });
    releases.push(() => adminSocket.close());

    const tree = config.routing.hsaTree ? { tree: createAddressTree(directory, events) } : {};
    const ground = { table: table.current, ...tree, heirOf: createHeirs(config) };
    const permissions = createPermissions(config.callers, ground);
    const routing = createRouting(config, ground);
    const log = createAccessLogging(config, permissions, accessLog);
    const gatekeeper = createGatekeeper({ config, directory, ...access });
    const asked = { sources: bus, persons, directory, engagements: engagements.lookup };
    const overviewParts = { config, routing, permissions, ...asked, events, gatekeeper, log };
    const overview = createOverview(overviewParts);
    const pass = createPass(overviewParts);
    const ofPeople = { ...overviewParts, permissions: permissionsOfPeople };
    const logRefusal = createRefusalLog(config, accessLog);
    const presented = createPresenting(config.proxies, trust);
    const ofMessage = (message: Message) => revocation.learn(presented(message).certificate);
    const connections = createOpenConnections({ trust, logRefusal, events });
    const noteAccepted: NoteAccepted = (caller, certificate, socket) => {
      alerts.noteCertificate(caller);
      connections.letIn(socket, certificate);
    };
    const identify = createIdentify(config, trust, 'function', noteAccepted);
    const strays = createStrays({ config, identify, logRefusal, events });
    const door = createDoor(config, strays);
    const traceRequests = createRequestTracing({ tracing, identify, events });
    connections.watch(door);
    const tickets = createSessionTickets(door, trust);
    releases.push(async () => {
      connections.close();
      tickets.close();
    });
    traceRequests(door);
    const admit = createAdmission({ config, directory, accessLog, events });
    const authenticate = await createAuthenticate(door, config, identify, events, admit, ofMessage);

    const self = config.bridge.hsaId;
    addDirectoryCopy(readiness, config.directory, store);
    addServingParts(readiness, { accessLog, directory, table, persons, witnessing, self });
    measureAccessLog(meter, events, accessLog);
    measureRegisters(meter, events, directory, self);
    const national = nationalServicesOf(config);
    if (national) releases.push(() => national.close());
    const infrastructure = createInfrastructure({
      config,
      offer: createOffer({ config, routing, permissions }),
      version: productVersion,
      broken: async () => {
        const parts = await readiness.read();
        return parts
          .filter(({ part, ok, optional }) => !ok && !optional && part !== 'directory')
          .map(({ part }) => part);
      },
    });
    const { registrations } = access;
    const told = { config, store, outbox, accessLog, directory, registrations, events };
    const referrals = createReferrals({ ...told, table: table.current, secret: referralKey });
    const judgeAssertion = config.saml && createAssertionJudge(config.saml);
    registerSoapFace(door, {
      judgeAssertion,
      config,
      overview,
      pass,
      permissions,
      infrastructure,
      engagements: createEngagements({ installation: config.bridge, index: engagements.index, accessLog }),
      acceptReferral: referrals.accept,
      directory: createDirectoryServices(directory, national),
      security: openSecurityServices({ config, access, persons, accessLog, directory }),
      authenticate,
      logRefusal,
      events,
      capture: mending.unmasking.captures,
    });
    registerNpoFace(door, {
      config,
      overview,
      permissions,
      authenticate,
      logRefusal,
      events,
      continuationKey: derivedKey(key, 'npo-continuations'),
    });
    const secret = derivedKey(key, 'access-tokens');
    const tokens = await createTokens({ config, secret, spend: createSpend(store) });
    releases.push(() => tokens.close());
    registerOauth(door, { config, authenticate, logRefusal, events, tokens });
    registerFhirFace(door, {
      config,
      tokens,
      overview,
      personLookup: createPersonLookup(overviewParts),
      directory,
      staff: { logTools, accessLog, facts: access.facts, registrations: access.registrations, persons },
      authenticate,
      logRefusal,
      events,
      identityKey: namingOf(derivedKey(key, 'fhir-identities')),
    });
    const overviewOfPeople = createOverview(ofPeople);
    const portalDoor = createPortalDoor(config, strays);
    for (const each of [door, portalDoor]) registerPages(each, config);
    traceRequests(portalDoor);
    const routes = await registerPortal(
      { service: door, portal: portalDoor },
      {
        config,
        store,
        overview: overviewOfPeople,
        makeSummary: createMakeSummary({
          config,
          overview: overviewOfPeople,
          identityKey: namingOf(derivedKey(key, 'fhir-identities')),
        }),
        whoHolds: createWhoHolds(ofPeople),
        registrations: access.registrations,
        facts: access.facts,
        referrals,
        persons,
        directory,
        trust,
        accessLog,
        logTools,
        logWork,
        cosigned: witnessing.cosigned,
        logRefusal,
        operations,
        reports: createReports({ config, figures, quality, maintenance: createMaintenance(store).within }),
        figures,
        measures,
        alertTools: createAlertTools({
          ...{ config, store, figures, alerts, table, directory },
          desk: mending.desk,
          append: accessLog.append,
        }),
        noteCertificate: noteAccepted,
        renewTickets: tickets.renew,
        learn: { ofMessage, ofCertificate: revocation.learn },
        events,
        cursorKey: namingOf(derivedKey(key, 'portal-cursors')),
        openPatientKey: derivedKey(key, 'portal-open-patients'),
        liftRequestKey: derivedKey(key, 'lift-requests'),
        watchKey: keys.watch,
      },
    );
    registerLogFace(door, witnessing.own, witnessing.cosigned);
    registerWitnessFace(door, witnessing.state);
    registerDocs(door, config, routes);
    for (const each of [door, portalDoor]) drain.empties(each);
    releases.push(drain.close);
    const { host, port, portalPort } = config.listen;
    return {
      portal: await listen(portalDoor, host, portalPort),
      service: await listen(door, host, port),
    };
  }

  async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
    await app.listen({ host, port }).catch((thrown: NodeJS.ErrnoException) => {
      throw thrown.code === 'EADDRINUSE' ? new BridgeError('PORT_IN_USE', `Port ${port}.`, { cause: thrown }) : thrown;
    });
    return (app.server.address() as AddressInfo).port;
  }
}
