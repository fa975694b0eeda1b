import type { DeliveryLine } from '../deliveries/desk.ts';
import { type MessageTools, type Stuck, stuckAt } from '../operations/index.ts';
import { table } from './audit-text.ts';
import { json } from './bus-messages.ts';
import type { BusValues } from './bus-options.ts';
import { ago, destinationTable, stuckText } from './bus-text.ts';
import type { OpenOperations } from './open-operations.ts';

interface StatusCall {
  readonly tools: Pick<OpenOperations, 'messages' | 'busStatus'>;
  readonly values: BusValues;
  readonly out: NodeJS.WritableStream;
}

/** What moves and what does not. Exit code 1 where work stands still or messages are stuck. */
export async function status({ tools, values, out }: StatusCall): Promise<number> {
  const now = new Date();
  const { queues, health } = await tools.busStatus();
  const destinations = await tools.messages.destinations({});
  const stuck = destinations.flatMap((each) => stuckAt(each, now));
  const code = health.ok && stuck.length === 0 ? 0 : 1;
  if (values.json) {
    json(out, { health, queues, destinations, stuck });
    return code;
  }
  out.write(health.ok ? 'work is moving\n' : `work is NOT moving: ${health.reasons.join('; ')}\n`);
  const rows = queues.map(({ queue, waiting, active, oldestMilliseconds }) => {
    const oldest = oldestMilliseconds && ago(new Date(now.getTime() - oldestMilliseconds).toISOString(), now);
    return [queue, String(waiting), String(active), oldest || '–'];
  });
  if (rows.length > 0) out.write(`\n${table([['Queries to', 'Waiting', 'Active', 'Oldest'], ...rows])}`);
  if (destinations.length > 0) out.write(`\n${destinationTable(destinations, now)}`);
  if (stuck.length > 0) out.write('\nSTUCK\n');
  for (const each of stuck) out.write(stuckText(each, await oldestOf(tools.messages, each)));
  return code;
}

async function oldestOf(tools: MessageTools, { destination, kind }: Stuck): Promise<DeliveryLine | undefined> {
  const state = kind === 'dead' ? 'dead' : 'waiting';
  const { messages } = await tools.messages({ filter: { destination, state }, limit: 1 });
  return messages[0];
}
