import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asBridgeError, BridgeError, type ErrorCode } from '../errors.ts';
import { linesOf } from './lines.ts';

/**
 * How a command line tool reaches the process that holds the data folder: lines of JSON, request and reply in turn,
 * over the socket `${dataDir}/admin.sock`, which only the user that runs the bridge may open.
 */
// biome-ignore lint/suspicious/noExplicitAny: each handler names its own argument; both ends are this program.
export type AdminHandlers = Record<string, (argument: any) => Promise<unknown>>;

export interface AdminServer {
  close(): Promise<void>;
}

/** Arguments and answers travel as JSON: `undefined` properties vanish, dates must be strings. */
export interface AdminClient<Handlers extends AdminHandlers> {
  /** Throws the BridgeError that the handler threw. */
  ask<Name extends keyof Handlers & string>(
    name: Name,
    argument: Parameters<Handlers[Name]>[0],
  ): Promise<Awaited<ReturnType<Handlers[Name]>>>;
  close(): void;
}

type Reply =
  | { readonly answer: unknown }
  | { readonly error: { readonly code: ErrorCode; readonly detail: string | undefined } };

/** Serves until closed. Throws `STORE_LOCKED` when another process already serves this folder. */
export async function serveAdmin(dataDir: string, handlers: AdminHandlers): Promise<AdminServer> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await removeStaleSocket(dataDir);
  const place = await placeSocket(dataDir);
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    serve(socket, handlers).catch((error: Error) => socket.destroy(error));
    // A client that goes away mid-answer is its own business.
    socket.on('error', () => socket.destroy());
  });
  await listenPrivately(server, place.path);
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of connections) socket.destroy();
      await closed;
      await place.remove();
    },
  };
}

/** A client of the process that serves `dataDir`; undefined when none does. */
export async function connectAdmin<Handlers extends AdminHandlers>(
  dataDir: string,
): Promise<AdminClient<Handlers> | undefined> {
  const path = await findSocket(dataDir);
  const socket = path === undefined ? undefined : await tryConnect(path);
  if (!socket) return undefined;
  const replies = linesOf(socket);
  return {
    async ask(name, argument) {
      socket.write(`${JSON.stringify({ name, argument })}\n`);
      const line = await nextReply(replies);
      const reply = JSON.parse(line.bytes.toString()) as Reply;
      if ('error' in reply) throw new BridgeError(reply.error.code, reply.error.detail);
      return reply.answer as never;
    },
    close: () => socket.destroy(),
  };
}

async function nextReply(replies: ReturnType<typeof linesOf>): Promise<{ readonly bytes: Buffer }> {
  try {
    const { value: line } = await replies.next();
    if (line?.finished) return line;
  } catch (cause) {
    throw new BridgeError('STORE_UNAVAILABLE', 'The connection to the running bridge broke.', { cause });
  }
  throw new BridgeError('STORE_UNAVAILABLE', 'The running bridge closed the connection.');
}

async function serve(socket: Socket, handlers: AdminHandlers): Promise<void> {
  for await (const line of linesOf(socket)) {
    if (!line.finished) return;
    const reply = await answer(line.bytes.toString(), handlers);
    socket.write(`${JSON.stringify(reply)}\n`);
  }
}

async function answer(line: string, handlers: AdminHandlers): Promise<Reply> {
  try {
    const request = JSON.parse(line) as { name: string; argument: unknown };
    const handler = Object.hasOwn(handlers, request.name) ? handlers[request.name] : undefined;
    if (!handler) throw new BridgeError('COMMAND_INVALID', `The running bridge does not know ${request.name}.`);
    return { answer: await handler(request.argument) };
  } catch (thrown) {
    const { code, detail } = asBridgeError(thrown);
    return { error: { code, detail } };
  }
}

/** Longest path of a socket: 107 bytes on Linux, 103 on macOS. */
const MAX_SOCKET_PATH = 103;

interface Place {
  readonly path: string;
  remove(): Promise<void>;
}

/** Where the socket stands: in the data folder; too deep for that, in a private temporary folder that a note there names. */
async function placeSocket(dataDir: string): Promise<Place> {
  const here = join(dataDir, 'admin.sock');
  if (process.platform === 'win32') return { path: await pipeName(dataDir), remove: async () => undefined };
  if (Buffer.byteLength(here) <= MAX_SOCKET_PATH) return { path: here, remove: () => rm(here, { force: true }) };
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-'));
  const path = join(folder, 'admin.sock');
  await writeFile(here, path, { mode: 0o600 });
  return {
    path,
    remove: () =>
      Promise.all([here, folder].map((one) => rm(one, { recursive: true, force: true }))).then(() => undefined),
  };
}

async function findSocket(dataDir: string): Promise<string | undefined> {
  const here = join(dataDir, 'admin.sock');
  if (process.platform === 'win32') return pipeName(dataDir).catch(() => undefined);
  if (Buffer.byteLength(here) <= MAX_SOCKET_PATH) return here;
  return readFile(here, 'utf8').catch(() => undefined);
}

async function pipeName(dataDir: string): Promise<string> {
  const digest = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex');
  return `\\\\.\\pipe\\norrbryggan-${digest.slice(0, 32)}`;
}

/** A socket left by a process that was killed is removed; one that somebody answers on is not. */
async function removeStaleSocket(dataDir: string): Promise<void> {
  const path = await findSocket(dataDir);
  if (path === undefined || process.platform === 'win32') return;
  const socket = await tryConnect(path);
  socket?.destroy();
  if (socket) throw new BridgeError('STORE_LOCKED', `Another process serves ${path}.`);
  await rm(path, { force: true });
  await rm(join(dataDir, 'admin.sock'), { force: true });
}

function tryConnect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    // Stays on: an error after the connection stands shows as the end of the replies.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(new BridgeError('STORE_UNAVAILABLE', `${path} cannot be opened: ${error.code}.`, { cause: error }));
    });
  });
}

/** Binds with mode 0600 from the first moment; a chmod afterwards would leave a gap. */
async function listenPrivately(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const mask = process.umask(0o177);
    try {
      server.listen(path, resolve);
    } finally {
      process.umask(mask);
    }
  });
}
