import { toSwedishTime } from '../audit/swedish-time.ts';
import type { EngagementHandlers, Reconciliation } from '../engagements/index.ts';
import type { AdminClient } from '../store/index.ts';
import { wholeNumber } from './audit-options.ts';
import { table } from './audit-text.ts';
import { json } from './bus-messages.ts';
import { type BusValues, demandNoWords, onlyWord } from './bus-options.ts';

interface IndexCall {
  readonly client: AdminClient<EngagementHandlers>;
  readonly words: readonly string[];
  readonly values: BusValues;
  readonly out: NodeJS.WritableStream;
}

/** `bus reconcile SOURCE`: compares its list with the engagement index now. Gives 1 when the list was not believed. */
async function reconcile({ client, words, values, out }: IndexCall): Promise<number> {
  const done = await client.ask('engagements:reconcile', { source: onlyWord('reconcile', 'SOURCE', words) });
  if (values.json) json(out, done);
  else out.write(textOf(done ? [done] : []));
  return done?.outcome === 'done' ? 0 : 1;
}

/** `bus lists`: how comparisons went. */
async function lists({ client, words, values, out }: IndexCall): Promise<number> {
  demandNoWords('lists', words);
  const limit = wholeNumber('--limit', values.limit, [1, 1_000]);
  const found = await client.ask('engagements:reconciliations', { limit });
  if (values.json) return json(out, found);
  out.write(textOf(found));
  return 0;
}

export const indexCommands: Readonly<Record<string, (call: IndexCall) => Promise<number>>> = { reconcile, lists };

function textOf(lines: readonly Reconciliation[]): string {
  if (lines.length === 0) return 'No list has been compared with the engagement index.\n';
  const header = ['Source', 'Began', 'Came to', 'Listed', 'Created', 'Updated', 'Deleted', 'Why'];
  return table([
    header,
    ...lines.map(({ source, startedAt, outcome = 'running', listed, created, updated, deleted, reason = '' }) => [
      ...[source, toSwedishTime(new Date(startedAt)), outcome],
      ...[listed, created, updated, deleted].map(String),
      reason,
    ]),
  ]);
}
