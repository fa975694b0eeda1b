import type { BusHandlers } from '../bus/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { connectAdmin } from '../store/index.ts';

const help = `npm run bus -- status

Shows the queues of the running bridge: what waits, what is being worked on, and for how long the oldest has waited.
`;

export async function bus(args: string[], config: Config, out: NodeJS.WritableStream): Promise<number> {
  if (args.includes('--help')) {
    out.write(help);
    return 0;
  }
  if (args[0] !== 'status' || args.length > 1) throw new BridgeError('COMMAND_INVALID', 'Use: npm run bus -- status');
  const client = await connectAdmin<BusHandlers>(config.dataDir);
  if (!client) throw new BridgeError('BRIDGE_NOT_RUNNING', `${config.dataDir}.`);
  try {
    const { queues, health } = await client.ask('bus:status', null);
    out.write(health.ok ? 'work is moving\n' : `work is NOT moving: ${health.reasons.join('; ')}\n`);
    for (const queue of queues) {
      out.write(`${queue.queue}: ${queue.waiting} waiting, ${queue.active} active\n`);
    }
    return health.ok ? 0 : 1;
  } finally {
    client.close();
  }
}
