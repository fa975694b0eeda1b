import { BridgeError } from '../errors.ts';
import type { QualityHandlers, WithheldLine } from '../quality/index.ts';
import type { AdminClient } from '../store/index.ts';
import { wholeNumber } from './audit-options.ts';
import { json } from './bus-messages.ts';
import type { BusValues } from './bus-options.ts';

/** The records that sources gave and nobody was shown. */
export async function quality(
  client: AdminClient<QualityHandlers>,
  [source, ...more]: readonly string[],
  values: BusValues,
  out: NodeJS.WritableStream,
): Promise<number> {
  if (more.length > 0) throw new BridgeError('COMMAND_INVALID', 'Too many arguments.');
  const days = wholeNumber('--days', values.days, [1, 3_650]);
  const lines = await client.ask('quality:report', { days, ...(source !== undefined && { source }) });
  if (values.json) return json(out, lines);
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
