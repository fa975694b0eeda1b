import { certificateHandlers } from '../alerts/index.ts';
import {
  auditHandlers,
  createAccessLog,
  createLogTools,
  createLogWork,
  logToolHandlers,
  tellingOfEmergencies,
} from '../audit/index.ts';
import { busHandlers, derivedKey } from '../bus/index.ts';
import { engagementHandlers } from '../engagements/index.ts';
import { measureAccessLog, measureRegisters } from '../faces/ops/metrics/index.ts';
import { openDirectory } from '../hsa/index.ts';
import { serviceSourceOf } from '../hsa-services/index.ts';
import { keptHandlers } from '../kept/index.ts';
import { createLongWorks } from '../long-work/index.ts';
import { openMeasures } from '../measures/index.ts';
import { mergerHandlers } from '../mergers/index.ts';
import { createOperations, directoryHandlers, operationsHandlers } from '../operations/index.ts';
import { createPersonRegister } from '../persons/index.ts';
import { createQualityReport, qualityHandlers } from '../quality/index.ts';
import { addDirectoryCopy, addServingParts } from '../readiness.ts';
import { createReferrals } from '../referrals/index.ts';
import { keepTable, routingHandlers } from '../routing/index.ts';
import { openAccess } from '../security-services/index.ts';
import { serveAdmin } from '../store/index.ts';
import { startWitnessing } from '../witness/index.ts';
import type { ServingGround } from './ground.ts';

export type Rooms = Awaited<ReturnType<typeof openRooms>>;

/** Opens the rooms behind the doors, and what command lines may ask of them. */
export async function openRooms(ground: ServingGround) {
  const { config, events, meter, readiness, keys, key, releases } = ground;
  const { store, bus, outbox, engagements, mending, alerts, figures } = ground;
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
  const told = { config, store, outbox, accessLog, directory, registrations: access.registrations, events };
  const referrals = createReferrals({ ...told, table: table.current, secret: derivedKey(key, 'referrals') });
  const adminSocket = await serveAdmin(config.dataDir, {
    ...auditHandlers(accessLog),
    ...busHandlers(bus),
    ...routingHandlers(table),
    ...engagementHandlers(engagements),
    ...qualityHandlers(quality),
    ...logToolHandlers(logTools),
    ...operationsHandlers(operations),
    ...(operations.directoryCopy && directoryHandlers(operations.directoryCopy)),
    ...mergerHandlers(store),
    ...keptHandlers({ store, keys: key, config }),
    ...opened.handlers,
    ...certificateHandlers({ config, alerts, figures, table, directory }),
  });
  releases.push(() => adminSocket.close());
  const self = config.bridge.hsaId;
  addDirectoryCopy(readiness, config.directory, store);
  addServingParts(readiness, { accessLog, directory, table, persons, witnessing, self });
  measureAccessLog(meter, events, accessLog);
  measureRegisters(meter, events, directory, self);
  return {
    ...{ directory, accessLog, witnessing, access, table, quality, measures, persons },
    ...{ logTools, logWork, operations, referrals },
  };
}
