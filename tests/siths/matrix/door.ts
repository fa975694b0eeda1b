import { KeyObject } from 'node:crypto';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import type { AccessLog, AuditEntry } from '../../../src/audit/index.ts';
import { createEvents } from '../../../src/events.ts';
import { createAdmission } from '../../../src/faces/admission.ts';
import { correlationIdOf } from '../../../src/faces/correlation.ts';
import { createAuthenticate, createDoor } from '../../../src/faces/door.ts';
import { refusalOf } from '../../../src/faces/fhir/operation-outcome.ts';
import { createIdentify, type Identified } from '../../../src/faces/identify.ts';
import { createPresenting } from '../../../src/faces/proxies.ts';
import { createRefusalLog } from '../../../src/faces/refusal-log.ts';
import { createStrays } from '../../../src/faces/strays.ts';
import { createLearn } from '../../../src/revocation/learn.ts';
import { createTrust } from '../../../src/siths/index.ts';
import * as x509 from '../../../src/siths/x509.ts';
import { testPki } from '../../support/certs.ts';
import { demoConfig } from '../../support/config.ts';
import type * as mint from '../mint.ts';
import type { Client, Connection, Door, DoorOptions } from './row.ts';

export async function openDoor(world: mint.World, options: DoorOptions = {}): Promise<Door> {
  const pki = await testPki();
  const config = demoConfig((made) => {
    made.tls = { certificate: pki.file('server.crt'), key: pki.file('server.key') };
    made.limits.eventLoopDelayMs = 60_000;
    made.trust = options.trust?.(world.trust) ?? world.trust;
    options.config?.(made);
  });
  const trust = createTrust(config.trust, { checkEveryMs: 0 });
  const events = createEvents();
  const presented = createPresenting(config.proxies, trust);
  const { learn, close: stopLearning } = createLearn(trust, events);
  const entries: AuditEntry[] = [];
  const append: AccessLog['append'] = async (appended) => void entries.push(...[appended].flat());
  const logRefusal = createRefusalLog(config, { append } as AccessLog);
  const identify = createIdentify(config, trust);
  const identifyPerson = createIdentify(config, trust, 'person');
  const door = createDoor(config, createStrays({ config, identify, logRefusal, events }));
  const directory = options.directory ?? knowsNobody;
  const admit = createAdmission({ config, directory, accessLog: { append }, events });
  const authenticate = await createAuthenticate(door, config, identify, events, admit, (message) =>
    learn(presented(message).certificate),
  );

  const answers = async (call: FastifyRequest, identified: Identified) => {
    const { caller, refusal: error } = identified;
    if (!error) return { status: 200, caller };
    const correlationId = correlationIdOf(call.headers);
    await logRefusal({ correlationId, face: 'soap', action: 'call', identified, error, milliseconds: 0 });
    const { status } = refusalOf(error, correlationId);
    return { status, code: error.code, detail: error.detail };
  };
  door.get('/system', async (call) => answers(call, await authenticate(call, 'soap', correlationIdOf(call.headers))));
  door.get('/person', async (call) => answers(call, identifyPerson(call.raw)));
  await door.listen({ host: '127.0.0.1', port: 0 });
  const { port } = door.server.address() as AddressInfo;
  const open = new Set<Connection>();
  return {
    entries,
    connect(client) {
      const connection = connect(port, client);
      open.add(connection);
      return connection;
    },
    async close() {
      for (const connection of open) connection.close();
      stopLearning();
      await door.close();
    },
  };
}

const nothing = async () => ({ value: undefined, asOf: '', stale: false });
const knowsNobody = { object: nothing, function: nothing };

function connect(port: number, { version, shown, session }: Client): Connection {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 1,
    // Sessions are resumed where the test says so.
    maxCachedSessions: 0,
    servername: 'localhost',
    rejectUnauthorized: false,
    minVersion: version,
    maxVersion: version,
    ...(session && { session }),
    ...(shown && {
      cert: [shown.leaf, ...(shown.chain ?? [])].map((der) => x509.PemConverter.encode(der, 'CERTIFICATE')).join('\n'),
      key: pemOf(shown.keys),
      ...(shown.ciphers && { ciphers: shown.ciphers }),
    }),
  });
  let socket: TLSSocket | undefined;
  let latest: Buffer | undefined;

  return {
    ask: (at = 'system', headers = {}) =>
      new Promise((resolve, reject) => {
        const call = request({ host: '127.0.0.1', port, path: `/${at}`, agent, headers }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part) => {
            text += part;
          });
          response.on('end', () => resolve(JSON.parse(text)));
        });
        call.on('socket', (used) => {
          if (used === socket) return;
          socket = used as TLSSocket;
          socket.on('session', (given) => {
            latest = given;
          });
        });
        call.on('error', reject).end();
      }),
    session: () => latest ?? socket?.getSession(),
    reused: () => socket?.isSessionReused() ?? false,
    protocol: () => socket?.getProtocol() ?? null,
    close: () => agent.destroy(),
  };
}

const pemOf = ({ privateKey }: mint.Keys) => KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' });
