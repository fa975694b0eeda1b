import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BridgeError } from '../errors.ts';
import type { Councils, CouncilsOptions } from './councils.ts';
import { type Fault, readFault } from './fault.ts';
import type { FromCouncils, ToCouncils } from './messages.ts';

const program = fileURLToPath(new URL('./child.ts', import.meta.url));
/** A child that has not ended this long after the channel closed never will. */
const patienceMs = 5_000;

/**
 * The councils in a process of their own, so that their work takes no time from the bridge: same options and same
 * behaviour as `startCouncils`.
 */
export async function spawnCouncils(options: CouncilsOptions): Promise<Councils> {
  const child = fork(program, { execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16'] });
  const urls = await start(child, options);
  const switches = createSwitches(child);
  return {
    urls,
    setFault: async (source, fault) => {
      if (!Object.hasOwn(urls, source)) throw new BridgeError('NOT_FOUND', `No simulated council ${source}.`);
      await switches.set(source, fault && readFault(fault));
    },
    close: () => stop(child),
  };
}

async function start(child: ChildProcess, options: CouncilsOptions): Promise<Councils['urls']> {
  const told = new Promise<FromCouncils>((resolve, reject) => {
    child.once('message', (message: FromCouncils) => resolve(message));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The simulated councils ended before they had started.')));
    say(child, { type: 'start', options }, reject);
  });
  const message = await told;
  if (message.type === 'started') return message.urls;
  await stop(child);
  throw new Error(message.type === 'failed' ? message.message : 'The simulated councils did not start.');
}

/** Fault switches, each settled when the child has confirmed it, so that the next request meets the new behaviour. */
function createSwitches(child: ChildProcess) {
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', (message: FromCouncils) => {
    if (message.type !== 'fault-set') return;
    waiting.get(message.id)?.resolve();
    waiting.delete(message.id);
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The simulated councils have ended.'));
  });
  return {
    set: (source: string, fault: Fault | undefined): Promise<void> =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        say(child, { type: 'set-fault', id: lastId, source, ...(fault && { fault }) }, reject);
      }),
  };
}

/** `failed` hears of a child that is gone already. */
function say(child: ChildProcess, message: ToCouncils, failed: (error: Error) => void): void {
  child.send(message, (error) => {
    if (error) failed(error);
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(timer);
}
