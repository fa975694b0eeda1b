import type { RemoteOperations } from '../operations/index.ts';
import type { ProcessLine } from '../processes/index.ts';
import type { TriedStep } from '../sources/try-connection.ts';
import { traceText } from '../tracing/index.ts';
import { officerFrom } from './audit-options.ts';
import { table } from './audit-text.ts';
import { json } from './bus-messages.ts';
import { type BusValues, demandNoWords, onlyWord } from './bus-options.ts';
import { ago } from './bus-text.ts';

/** One command about calls, processes or record systems, with what it was called with. */
interface OperationsCall {
  readonly words: readonly string[];
  readonly values: BusValues;
  readonly tools: RemoteOperations;
  readonly out: NodeJS.WritableStream;
}

export const operationsCommands: Readonly<Record<string, (call: OperationsCall) => Promise<number>>> = {
  trace,
  processes,
  sources,
  try: tryOut,
};

async function trace({ words, values, tools, out }: OperationsCall): Promise<number> {
  const found = await tools.calls.trace({ id: onlyWord('trace', 'CORRELATION-ID', words), language: 'en' });
  if (values.json) return json(out, found);
  out.write(traceText(found));
  for (const { why, change, contract } of found.missing)
    out.write(`Missing: ${why} (${contract})\n  It would take: ${change}\n`);
  return 0;
}

async function processes({ words, values, tools, out }: OperationsCall): Promise<number> {
  demandNoWords('processes', words);
  const found = await tools.calls.processes({});
  if (values.json) return json(out, found);
  const now = new Date();
  const header = ['Process', 'Role', 'Version', 'Host', 'Runs since', 'Heard of', 'In hand', 'Breakers not closed'];
  out.write(table([header, ...found.map((each) => processRow(each, now))]));
  for (const { id, troubles } of found) for (const trouble of troubles) out.write(`${id}: ${trouble}\n`);
  return 0;
}

function processRow({ hands, breakers, ...each }: ProcessLine, now: Date): string[] {
  const running = hands.reduce((sum, hand) => sum + hand.running, 0);
  const open = Object.entries(breakers).filter(([, state]) => state !== 'closed');
  return [
    each.id,
    each.role,
    each.version,
    each.host,
    ago(each.startedAt, now),
    `${ago(each.seenAt, now)} ago${each.silent ? ': SILENT' : ''}`,
    String(running),
    open.map(([target, state]) => `${target} ${state}`).join(', ') || '–',
  ];
}

async function sources({ words, values, tools, out }: OperationsCall): Promise<number> {
  demandNoWords('sources', words);
  const found = await tools.sources.sources({});
  if (values.json) return json(out, found);
  const header = ['Source', 'Name', 'Answered', 'Failed', 'Median', 'p95', 'Waiting', 'Breaker', 'Last failure'];
  const rows = found.map((each) => [
    each.source,
    each.name,
    String(each.answered),
    String(each.failed),
    each.milliseconds ? `${each.milliseconds.median} ms` : '–',
    each.milliseconds ? `${each.milliseconds.p95} ms` : '–',
    each.queue ? String(each.queue.waiting) : '–',
    each.breaker ?? '–',
    each.lastFailure ? `${each.lastFailure.reason}: ${each.lastFailure.text}` : '–',
  ]);
  out.write(`Queries of the last quarter of an hour, as all processes have seen them.\n`);
  out.write(table([header, ...rows]));
  return 0;
}

async function tryOut({ words, values, tools, out }: OperationsCall): Promise<number> {
  const source = onlyWord('try', 'SOURCE', words);
  const steps = await tools.sources.tryOut({ engineer: officerFrom(values), source });
  if (values.json) json(out, steps);
  else
    out.write(
      table(steps.map((each) => [each.step, each.ok ? 'ok' : 'FAILED', `${each.milliseconds} ms`, triedText(each)])),
    );
  return steps.every((step) => step.ok) ? 0 : 1;
}

function triedText(tried: TriedStep): string {
  if (!tried.ok) return tried.status === undefined ? tried.reason : `${tried.reason}: HTTP status ${tried.status}`;
  if (tried.step === 'tls') return `${tried.protocol}; its certificate is trusted and holds for ${tried.days} days`;
  if (tried.step === 'ping') return 'it answers';
  return `${tried.contract}: ${tried.records} records`;
}
