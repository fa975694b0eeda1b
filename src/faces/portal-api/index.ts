import type { FastifyInstance } from 'fastify';
import type { AccessLog } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import type { Events } from '../../events.ts';
import type { Directory } from '../../hsa/index.ts';
import { createSignIn } from '../../sign-in/index.ts';
import { createSessionStore } from '../../sign-in/store.ts';
import type { Trust } from '../../siths/index.ts';
import type { Store } from '../../store/index.ts';
import { createIdentify } from '../identify.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { registerPortalApi } from './face.ts';
import { sessionRoutes } from './session.ts';
import { registerCertificateSignIn } from './sign-in.ts';

interface PortalParts {
  readonly config: Config;
  readonly store: Store;
  readonly directory: Directory;
  readonly trust: Trust;
  readonly accessLog: AccessLog;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
}

/** The portal's API on both doors, and the sign-in by certificate on the one that asks for certificates. */
export async function registerPortal(
  doors: { readonly service: FastifyInstance; readonly portal: FastifyInstance },
  parts: PortalParts,
): Promise<void> {
  const { config, directory, trust, accessLog, logRefusal, events } = parts;
  const sessions = createSessionStore(parts.store.db);
  const signIn = createSignIn({ config, sessions, directory, trust, accessLog });
  const identify = createIdentify(config, trust, 'person');
  registerCertificateSignIn(doors.service, { config, identify, signIn, logRefusal, events });
  const routes = [...sessionRoutes({ signIn, directory })];
  for (const door of [doors.portal, doors.service]) await registerPortalApi(door, { config, signIn, routes, events });
}
