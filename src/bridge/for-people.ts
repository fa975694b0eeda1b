import type { FastifyInstance } from 'fastify';
import { createAlertTools } from '../alerts/index.ts';
import { derivedKey, namingOf } from '../bus/index.ts';
import { createMakeSummary } from '../faces/fhir/index.ts';
import { createPortalDoor, registerPages } from '../faces/portal/index.ts';
import { registerPortal } from '../faces/portal-api/index.ts';
import { createReports } from '../figures/index.ts';
import { createMaintenance } from '../news/index.ts';
import type { Entrance } from './entrance.ts';
import type { ServingGround } from './ground.ts';
import type { Overviews } from './overviews.ts';
import type { Rooms } from './rooms.ts';

interface ForPeople {
  readonly portalDoor: FastifyInstance;
  /** Of the portal's API, to be described. */
  readonly routes: Awaited<ReturnType<typeof registerPortal>>;
}

/** The portal's pages and API on both doors, and the door of its own where no certificate is asked for. */
export async function registerForPeople(
  ground: ServingGround,
  rooms: Rooms,
  { overviewOfPeople, whoHolds }: Overviews,
  { door, strays, traceRequests, tickets, noteAccepted, logRefusal, ofMessage }: Entrance,
): Promise<ForPeople> {
  const { config, events, key, keys, trust, revocation, store, mending, alerts, figures } = ground;
  const { directory, accessLog, witnessing, access, table, quality, measures } = rooms;
  const { persons, logTools, logWork, operations, referrals } = rooms;
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
      whoHolds,
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
  return { portalDoor, routes };
}
