import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { BridgeError } from '../errors.ts';
import { type Fault, readFaultHeader } from './fault.ts';
import { respond } from './misbehave.ts';
import type { Dialect, WireRequest } from './wire.ts';

interface CouncilServerOptions {
  readonly dialect: Dialect;
  /** Folder of the development PKI. */
  readonly pki: string;
  /** Name of its certificate there, e.g. `council-norrbotten`. */
  readonly certificate: string;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Whether the header `x-demo-fault` is honoured. */
  readonly faultHeader: boolean;
}

export interface CouncilServer {
  readonly port: number;
  setFault(fault: Fault | undefined): void;
  /** Ends whatever still hangs. */
  close(): Promise<void>;
}

/**
 * A record system's door: HTTPS that takes only clients with a certificate from the development PKI. It is not the
 * bridge: OpenSSL's own verdict is enough here. Throws `CONFIG_INVALID` without the PKI.
 */
export async function startCouncilServer(options: CouncilServerOptions): Promise<CouncilServer> {
  const { pki, certificate, dialect } = options;
  const [cert, key, ca] = await Promise.all(
    [`${certificate}.crt`, `${certificate}.key`, 'ca.crt'].map((file) => readPkiFile(join(pki, file))),
  );
  const stopping = new AbortController();
  let current: Fault | undefined;
  const connections = new Map<number, Socket>();

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    const asked = options.faultHeader ? message.headers['x-demo-fault'] : undefined;
    const fault = typeof asked === 'string' ? readFaultHeader(asked) : current;
    const connection = connections.get(message.socket.remotePort ?? 0) ?? message.socket;
    await respond({ dialect, request, response, connection, stopping: stopping.signal }, fault);
  };
  const server = createServer(
    { cert, key, ca, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2', keepAliveTimeout: 65_000 },
    (message, response) => {
      handle(message, response).catch((error: unknown) => {
        if (stopping.signal.aborted || response.destroyed) return;
        giveUp(response, error);
      });
    },
  );
  server.on('connection', (connection: Socket) => {
    const port = connection.remotePort ?? 0;
    connections.set(port, connection);
    connection.once('close', () => connections.delete(port));
  });

  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    setFault: (fault) => {
      current = fault;
    },
    close: () => {
      stopping.abort();
      return closeServer(server);
    },
  };
}

async function readPkiFile(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new BridgeError('CONFIG_INVALID', `${file} cannot be read. Make the certificates first: npm run certs`, {
      cause,
    });
  });
}

async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const { method = 'GET', url = '/', headers } = message;
  return { method, url, headers, body: await buffer(message) };
}

/** A mistake in the simulator itself. It is said where developers look, and to the caller as any server would. */
function giveUp(response: ServerResponse, error: unknown): void {
  process.stderr.write(`simulated council: ${error instanceof Error ? error.stack : String(error)}\n`);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error\n');
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
