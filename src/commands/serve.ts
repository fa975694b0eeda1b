import { type Bridge, type Roles, startBridge } from '../bridge.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';

/** Runs the bridge in one role until SIGINT or SIGTERM, then stops it in order. */
export async function serve(args: string[], config: Config, roles: Roles, out: NodeJS.WritableStream): Promise<number> {
  if (args.length > 0)
    throw new BridgeError('COMMAND_INVALID', `${args[0]} is not understood; settings stand in the configuration file.`);
  if (!roles.serve && config.busUrl === undefined)
    throw new BridgeError('CONFIG_INVALID', 'A process that only works needs BUS_URL.');
  const bridge = await startBridge(config, roles);
  const { name, kind } = config.bridge;
  out.write(
    bridge.ports
      ? `ready https://localhost:${bridge.ports.service} ${name} (${kind})\n`
      : `working ${name} (${kind})\n`,
  );
  return runUntilStopped(bridge);
}

/** Waits for a stop signal and closes; a second signal ends the process at once. */
export async function runUntilStopped(bridge: Pick<Bridge, 'close'>): Promise<number> {
  await new Promise<void>((stopped) => {
    process.once('SIGINT', () => stopped());
    process.once('SIGTERM', () => stopped());
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  await bridge.close();
  return 0;
}
