import { createAdmission } from '../faces/admission.ts';
import { createCountedRefusals } from '../faces/counted-refusals.ts';
import { createAuthenticate, createDoor } from '../faces/door.ts';
import { createIdentify, type NoteAccepted } from '../faces/identify.ts';
import { createOpenConnections } from '../faces/open-connections.ts';
import { createPresenting, type Message } from '../faces/proxies.ts';
import { createRefusalLog } from '../faces/refusal-log.ts';
import { createSessionTickets } from '../faces/session-tickets.ts';
import { createStrays } from '../faces/strays.ts';
import { createRequestTracing } from '../faces/traced.ts';
import type { ServingGround } from './ground.ts';
import type { Rooms } from './rooms.ts';

export type Entrance = Awaited<ReturnType<typeof createEntrance>>;

/** The door for systems, and who is let in: nothing is asked behind it yet, and it is not open. */
export async function createEntrance(ground: ServingGround, { directory, accessLog }: Rooms) {
  const { config, events, trust, revocation, alerts, tracing, releases } = ground;
  const logRefusal = createRefusalLog(config, accessLog);
  const counted = createCountedRefusals(logRefusal);
  releases.push(counted.flush);
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
  return { door, strays, tickets, traceRequests, authenticate, logRefusal, counted, noteAccepted, ofMessage };
}
