import { parseArgs } from 'node:util';
import type { BusHandlers } from '../bus/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { QualityHandlers, WithheldLine } from '../quality/index.ts';
import { type AdminClient, connectAdmin } from '../store/index.ts';

const help = `npm run bus -- status
npm run bus -- quality [HSA-ID] [--days N]

status    The queues of the running bridge: what waits, what is being worked on.
quality   The records that sources gave and nobody was shown: how many, why, and by which rule, in the last 30 days or N.
          Of one source where its HSA-id is given. It holds no patients.
`;

type Client = AdminClient<BusHandlers & QualityHandlers>;

export async function bus(args: string[], config: Config, out: NodeJS.WritableStream): Promise<number> {
  const { flags, command, source } = readArguments(args);
  if (flags.help) {
    out.write(help);
    return 0;
  }
  if (command !== 'status' && command !== 'quality')
    throw new BridgeError('COMMAND_INVALID', 'Use: npm run bus -- status, or npm run bus -- quality [HSA-ID].');
  const days = daysIn(flags.days);
  const client = await connectAdmin<BusHandlers & QualityHandlers>(config.dataDir);
  if (!client) throw new BridgeError('BRIDGE_NOT_RUNNING', `${config.dataDir}.`);
  try {
    return command === 'status' ? await status(client, out) : await quality(client, source, days, out);
  } finally {
    client.close();
  }
}

function readArguments(args: string[]) {
  try {
    const options = { help: { type: 'boolean' }, days: { type: 'string', default: '30' } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [command, source, ...more] = positionals;
    if (more.length > 0 || (command === 'status' && source !== undefined)) throw new Error('Too many arguments.');
    return { flags: values, command, source };
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

function daysIn(given: string): number {
  const days = Number(given);
  if (Number.isInteger(days) && days >= 1 && days <= 3_650) return days;
  throw new BridgeError('COMMAND_INVALID', '--days must be a number from 1 to 3650.');
}

async function status(client: Client, out: NodeJS.WritableStream): Promise<number> {
  const { queues, health } = await client.ask('bus:status', null);
  out.write(health.ok ? 'work is moving\n' : `work is NOT moving: ${health.reasons.join('; ')}\n`);
  for (const queue of queues) {
    out.write(`${queue.queue}: ${queue.waiting} waiting, ${queue.active} active\n`);
  }
  return health.ok ? 0 : 1;
}

async function quality(
  client: Client,
  source: string | undefined,
  days: number,
  out: NodeJS.WritableStream,
): Promise<number> {
  const lines = await client.ask('quality:report', { days, ...(source !== undefined && { source }) });
  if (lines.length === 0) out.write(`No record was withheld in the last ${days} days.\n`);
  for (const [name, ofSource] of Map.groupBy(lines, (line) => line.source)) {
    out.write(`${name}\n`);
    for (const line of ofSource) out.write(`  ${textOf(line)}\n`);
  }
  return 0;
}

function textOf({ count, contract, reason, rule, firstDay, lastDay }: WithheldLine): string {
  const when = firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;
  return `${count} of ${contract}: ${reason}${rule && `, ${rule}`} (${when})`;
}
