import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** SIGKILL, as a crash. What was on disk stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  /** Throws away what is on disk; only while it does not run. */
  wipe(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing is answered, as on a machine that hangs. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/**
 * Starts a redis-server of its own on a free port in a temporary folder. Undefined, with a message, where none is
 * installed; with CI=true that is a failure.
 */
export async function startRedis(): Promise<TestRedis | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-redis-'));
  const port = await freePort();
  const launch = () => run(port, folder);
  let server: ChildProcess;
  try {
    server = await launch();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || process.env.CI === 'true') throw error;
    console.warn('redis-server is not installed: tests over Redis are skipped.');
    return undefined;
  }
  const kill = () => end(server, 'SIGKILL');
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill,
    async restart() {
      server = await launch();
    },
    async wipe() {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
    },
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  await once(server, 'spawn');
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return server;
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill(signal);
  await once(server, 'exit');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
