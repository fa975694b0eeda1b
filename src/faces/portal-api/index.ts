import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { AccessFacts } from '../../access/index.ts';
import type { Registrations } from '../../access/registrations.ts';
import type { AlertTools } from '../../alerts/index.ts';
import type { AccessLog, LogTools, LogWork } from '../../audit/index.ts';
import { derivedKey, type Keys } from '../../bus/index.ts';
import type { Config } from '../../config.ts';
import type { Events } from '../../events.ts';
import type { Figures, SourceReports } from '../../figures/index.ts';
import type { Directory } from '../../hsa/index.ts';
import { createIdentityProviders } from '../../identity-providers/index.ts';
import type { KeyWatch } from '../../keys/index.ts';
import { createLaunches } from '../../launches/index.ts';
import { createLiftRequests } from '../../lift-requests/index.ts';
import type { Measures } from '../../measures/index.ts';
import { createNews } from '../../news/index.ts';
import type { Operations } from '../../operations/index.ts';
import type { OriginalOverview, StreamedOverview, WhoHolds } from '../../overview/index.ts';
import type { PersonRegister } from '../../persons/index.ts';
import type { Referrals } from '../../referrals/index.ts';
import { createOpenPatients, createPersonas, createSignIn } from '../../sign-in/index.ts';
import { createSessionStore } from '../../sign-in/store.ts';
import type { Trust } from '../../siths/index.ts';
import type { Store } from '../../store/index.ts';
import type { CosignedHeads } from '../../witness/index.ts';
import type { MakeSummary } from '../fhir/index.ts';
import { createIdentify, type NoteAccepted } from '../identify.ts';
import { registerNewsFeeds } from '../news/face.ts';
import { publicAddress } from '../portal/pages.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { accessLogRoutes } from './access-log.ts';
import { blockRoutes } from './blocks.ts';
import { consentRoutes } from './consents.ts';
import { createCursors } from './cursor.ts';
import { directoryRoutes } from './directory/index.ts';
import { emergencyRoutes } from './emergencies.ts';
import { registerPortalApi } from './face.ts';
import { followUpRoutes } from './follow-up/routes.ts';
import { gateRoutes } from './gate.ts';
import { holdersRoutes } from './holders.ts';
import { launchRoutes } from './launch.ts';
import { liftRequestRoutes } from './lift-requests.ts';
import { logNamesRoute } from './log-names.ts';
import { newsRoutes } from './news.ts';
import { openPatientRoutes } from './open-patient.ts';
import { opsRoutes } from './ops/index.ts';
import { outputRoutes } from './output/routes.ts';
import { patientClaimed } from './patient.ts';
import { createReader } from './readings/reader.ts';
import { readingRoutes } from './readings/routes.ts';
import { referralRoutes } from './referrals.ts';
import { refusedCertificateRoutes } from './refused-certificates.ts';
import { relationRoutes } from './relations.ts';
import type { ApiRoute } from './route.ts';
import { sessionRoutes } from './session.ts';
import { registerCertificateSignIn } from './sign-in.ts';

interface PortalParts {
  readonly makeSummary: MakeSummary;
  readonly config: Config;
  readonly store: Store;
  readonly overview: StreamedOverview & OriginalOverview;
  readonly registrations: Registrations;
  readonly facts: AccessFacts;
  readonly whoHolds: WhoHolds;
  readonly referrals: Referrals;
  readonly persons: PersonRegister;
  readonly directory: Directory;
  readonly trust: Trust;
  readonly accessLog: AccessLog;
  readonly logTools: LogTools;
  readonly logWork: LogWork;
  readonly cosigned: CosignedHeads;
  readonly logRefusal: LogRefusal;
  readonly operations: Operations;
  readonly figures: Figures;
  readonly measures: Measures;
  readonly alertTools: AlertTools;
  /** Hears of each person's certificate that is accepted. */
  readonly noteCertificate: NoteAccepted;
  /** Learns what must be asked about a certificate before it is judged. */
  readonly learn: {
    ofMessage(message: IncomingMessage): Promise<void>;
    ofCertificate(certificate: Buffer): Promise<void>;
  };
  /** Makes who signs in by card show it again; see {@link registerCertificateSignIn}. */
  readonly renewTickets: () => void;
  readonly reports: SourceReports;
  readonly events: Events;
  /** Seals cursors; at least 32 bytes. */
  readonly cursorKey: Buffer;
  /** Seals which patient a session has open. */
  readonly openPatientKey: Keys;
  /** Seals requests to lift blocks. */
  readonly liftRequestKey: Keys;
  /** Looks after a file of a key of our own. */
  readonly watchKey: KeyWatch['watch'];
}

/**
 * The portal's API on both doors, and the sign-in by certificate on the one that asks for certificates. Gives the routes,
 * to be described.
 */
export async function registerPortal(
  doors: { readonly service: FastifyInstance; readonly portal: FastifyInstance },
  parts: PortalParts,
): Promise<readonly ApiRoute[]> {
  const { config, directory, trust, accessLog, logRefusal, events } = parts;
  const sessions = createSessionStore(parts.store.db);
  const signIn = createSignIn({ config, sessions, directory, trust, accessLog, learn: parts.learn.ofCertificate });
  const openPatients = createOpenPatients(parts.store.db, parts.openPatientKey);
  const providers = createIdentityProviders(config, parts.watchKey);
  doors.portal.addHook('onClose', providers.close);
  const launchKey = derivedKey(parts.openPatientKey, 'launches');
  const launches = createLaunches({ ...parts, patientOf: patientClaimed, key: launchKey });
  doors.portal.addHook('onClose', launches.close);
  const personas = createPersonas({ config, directory, trust });
  const home = (): string => publicAddress(doors.portal, config.signIn.portalUrl);
  const cardDoor = (): string => publicAddress(doors.service, config.signIn.serviceUrl);
  const identify = createIdentify(config, trust, 'person', parts.noteCertificate);
  const { renewTickets, learn } = parts;
  registerCertificateSignIn(doors.service, {
    home,
    identify,
    learn: learn.ofMessage,
    signIn,
    renewTickets,
    logRefusal,
    events,
  });
  const registers = { ...parts, cursors: createCursors(parts.cursorKey) };
  const liftRequests = createLiftRequests(parts.store, parts.liftRequestKey);
  const news = createNews(parts);
  const reader = createReader(parts);
  const routes = [
    ...sessionRoutes({ config, signIn, directory, providers, home }),
    ...launchRoutes({ launches, signIn }),
    ...openPatientRoutes({ ...parts, openPatients }),
    ...gateRoutes(registers),
    ...outputRoutes({ ...parts, reader }),
    ...readingRoutes(parts, reader),
    ...holdersRoutes(parts),
    ...relationRoutes(registers),
    ...consentRoutes(registers),
    ...emergencyRoutes(registers),
    ...blockRoutes(registers),
    ...liftRequestRoutes({ ...registers, liftRequests }),
    ...referralRoutes(parts),
    ...newsRoutes({ config, news }),
    ...directoryRoutes(parts),
    ...accessLogRoutes({
      bridgeHsaId: config.bridge.hsaId,
      tools: parts.logTools,
      log: accessLog,
      work: parts.logWork,
      cosigned: parts.cosigned,
    }),
    ...refusedCertificateRoutes({ bridgeHsaId: config.bridge.hsaId, tools: parts.logTools }),
    logNamesRoute(directory),
    ...followUpRoutes(parts),
    ...opsRoutes({ ...parts, alerts: parts.alertTools, bridgeHsaId: config.bridge.hsaId }),
  ];
  for (const door of [doors.portal, doors.service])
    await registerPortalApi(door, {
      config,
      signIn,
      providers,
      launches,
      personas,
      home,
      cardDoor,
      openPatients,
      routes,
      trust,
      logRefusal,
      events,
    });
  registerNewsFeeds(doors.portal, { config, news, home });
  return routes;
}

export { portalPaths, portalTags } from './openapi.ts';
export type { ApiRoute } from './route.ts';
