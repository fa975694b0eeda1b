import { type Bridge, type Roles, startBridge } from '../bridge.ts';
import type { Config } from '../config.ts';
import { BridgeError, placeOf } from '../errors.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { letMemoryGrow } from './let-memory-grow.ts';

const help = `serve answers callers; without BUS_URL it works on the queues too. work works on the queues only.

Both take all settings from the configuration file (CONFIG) and the environment. SIGTERM stops them in order; SIGHUP has
the address catalogue asked again.
`;

/** Runs the bridge in one role until SIGINT or SIGTERM, then stops it in order. */
export async function serve(args: string[], config: Config, roles: Roles, out: NodeJS.WritableStream): Promise<number> {
  if (args[0] === '--help') {
    out.write(help);
    return 0;
  }
  if (args.length > 0)
    throw new BridgeError('COMMAND_INVALID', `${args[0]} is not understood; settings stand in the configuration file.`);
  if (!roles.serve && config.busUrl === undefined)
    throw new BridgeError('CONFIG_INVALID', 'A process that only works needs BUS_URL.');
  const simulated = config.sources.find((source) => source.url.startsWith('simulator:'));
  if (simulated) {
    throw new BridgeError(
      'CONFIG_INVALID',
      `key sources: ${simulated.hsaId} is simulated; only npm run demo starts it.`,
    );
  }
  const bridge = await startBridge(config, roles);
  giveBackMemory();
  letMemoryGrow();
  const { name, kind } = config.bridge;
  const { service, admin } = bridge.ports;
  const administration = `administration http://localhost:${admin}`;
  out.write(
    service === undefined
      ? `working ${name} (${kind}), ${administration}\n`
      : `ready https://localhost:${service} ${name} (${kind}), ${administration}\n`,
  );
  return runUntilStopped(bridge);
}

/**
 * Waits for a stop signal, or for an error that nobody caught, and closes in order; a second of either ends the process
 * at once. SIGHUP asks the address catalogue again. What was thrown is told by its place in the code: its message may quote a record.
 */
export async function runUntilStopped(
  bridge: Pick<Bridge, 'close'> & Partial<Pick<Bridge, 'events' | 'reload'>>,
): Promise<number> {
  process.on('SIGHUP', () => void bridge.reload?.());
  const status = await new Promise<number>((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped(0));
    process.once('uncaughtException', (thrown) => {
      const place = placeOf(thrown);
      if (bridge.events) bridge.events.emit('process:run:broke', { place });
      else process.stderr.write(`An error that nobody caught stops the process: ${place}\n`);
      stopped(1);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  process.once('uncaughtException', () => process.exit(1));
  await bridge.close();
  return status;
}
