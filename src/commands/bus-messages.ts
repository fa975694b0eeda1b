import { setTimeout as later } from 'node:timers/promises';
import type { MessageAct, MessageJob, MessageTools } from '../operations/index.ts';
import { officerFrom, required, wholeNumber } from './audit-options.ts';
import { type BusValues, demandNoWords, filterFrom, onlyWord } from './bus-options.ts';
import { jobText, messagePage, messageTable, previewText } from './bus-text.ts';
import { progressBar } from './progress-bar.ts';

/** One command about messages, with what it was called with. */
export interface MessageCall {
  readonly words: readonly string[];
  readonly values: BusValues;
  readonly tools: MessageTools;
  readonly out: NodeJS.WritableStream;
}

type Command = (call: MessageCall) => Promise<number>;

export const messageCommands: Readonly<Record<string, Command>> = {
  list: (call) => list(call, {}),
  dead: (call) => list(call, { state: 'dead' }),
  show,
  replay: (call) => act(call, 'replay'),
  discard: (call) => act(call, 'discard'),
  pause,
  resume,
  jobs,
  job,
};

async function list({ words, values, tools, out }: MessageCall, fixed: { readonly state?: 'dead' }): Promise<number> {
  demandNoWords('list', words);
  const limit = wholeNumber('--limit', values.limit, [1, 1_000]);
  const after = values.after === undefined ? undefined : wholeNumber('--after', values.after, [0, 2 ** 53 - 1]);
  const filter = { ...filterFrom(values, []), ...fixed };
  const { messages, total } = await tools.messages({ filter, limit, after });
  if (values.json) return json(out, { messages, total });
  out.write(messages.length === 0 ? 'No messages.\n' : messageTable(messages));
  const last = messages.at(-1);
  if (last && messages.length === limit && total > limit)
    out.write(`${total} in all; those after these: --after ${last.sequence}\n`);
  return 0;
}

async function show({ words, values, tools, out }: MessageCall): Promise<number> {
  const shown = await tools.message({ id: onlyWord('show', 'ID', words) });
  if (values.json) return json(out, shown);
  out.write(messagePage(shown));
  return 0;
}

async function act({ words, values, tools, out }: MessageCall, kind: MessageAct): Promise<number> {
  const filter = filterFrom(values, words);
  if (values['dry-run']) {
    const preview = await tools.preview({ act: kind, filter });
    if (values.json) return json(out, preview);
    out.write(previewText(preview));
    return 0;
  }
  if (kind === 'discard') required('--reason', values.reason);
  const engineer = officerFrom(values);
  const done = await finished(tools, await tools[kind]({ engineer, filter, reason: values.reason }));
  if (values.json) json(out, done);
  else
    out.write(
      `${kind === 'replay' ? 'To be sent again' : 'Discarded'}: ${done.done} of ${done.total}.\n${jobText(done)}`,
    );
  return done.state === 'finished' ? 0 : 1;
}

/** A job goes on where it is, whether or not somebody watches. */
async function finished(tools: MessageTools, started: MessageJob): Promise<MessageJob> {
  const bar = progressBar('messages');
  let job = started;
  while (job.state === 'running') {
    bar.show(job.done, job.total);
    await later(100);
    job = await tools.job({ id: job.id });
  }
  bar.end();
  return job;
}

async function pause({ words, values, tools, out }: MessageCall): Promise<number> {
  const destination = onlyWord('pause', 'DESTINATION --reason TEXT', words);
  const reason = required('--reason', values.reason);
  await tools.pause({ engineer: officerFrom(values), destination, reason });
  out.write(`${destination} is paused: what is sent there waits until npm run bus -- resume ${destination}.\n`);
  return 0;
}

async function resume({ words, values, tools, out }: MessageCall): Promise<number> {
  const destination = onlyWord('resume', 'DESTINATION', words);
  await tools.resume({ engineer: officerFrom(values), destination, reason: values.reason });
  out.write(`${destination} goes on.\n`);
  return 0;
}

async function jobs({ words, values, tools, out }: MessageCall): Promise<number> {
  demandNoWords('jobs', words);
  const found = await tools.jobs({});
  if (values.json) return json(out, found);
  out.write(found.length === 0 ? 'No jobs.\n' : found.map(jobText).join(''));
  return 0;
}

async function job({ words, values, tools, out }: MessageCall): Promise<number> {
  const found = await tools.job({ id: onlyWord('job', 'ID', words) });
  if (values.json) return json(out, found);
  out.write(jobText(found));
  return 0;
}

export function json(out: NodeJS.WritableStream, value: unknown): 0 {
  out.write(`${JSON.stringify(value)}\n`);
  return 0;
}
