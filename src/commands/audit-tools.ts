import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type AccessLogReader, audiences, type LogTools, type VerdictKind, verdictKinds } from '../audit/index.ts';
import { BridgeError } from '../errors.ts';
import { identityOfNumber, parsePatientId } from '../identities/index.ts';
import {
  type AuditValues,
  instantFrom,
  officerFrom,
  outFolder,
  periodFrom,
  required,
  wholeNumber,
} from './audit-options.ts';
import { certificateTable, emergencyTable, reviewPage, reviewTable, whyPage } from './audit-tools-text.ts';

/** What a command of the tools gets: its words after the command, its options, and where to write. */
export interface ToolCall {
  readonly words: readonly string[];
  readonly values: AuditValues;
  readonly tools: LogTools;
  /** All of it, whatever care provider is named. */
  readonly log: AccessLogReader;
  readonly out: NodeJS.WritableStream;
}

/** `extract PATIENT [--out FOLDER]`: the patient’s own extract, as PDF and CSV. */
export async function extract({ words: [patient], values, tools, out }: ToolCall): Promise<number> {
  const id = required('PATIENT', patient).replace(/^(\d{8})-/, '$1');
  const folder = outFolder(values, 'extract');
  const officer = officerFrom(values);
  const order = { officer, patient: parsePatientId(identityOfNumber(id)), ...periodFrom(values) };
  const { pdf, csv } = await tools.extract(order);
  await writePrivately(folder, 'extract.pdf', Buffer.from(pdf, 'base64'));
  await writePrivately(folder, 'extract.csv', csv);
  out.write(`Written to ${folder}: extract.pdf, extract.csv. That they were made is on the log.\n`);
  return 0;
}

export async function certificates({ values, tools, out }: ToolCall): Promise<number> {
  const found = await tools.certificates({ officer: officerFrom(values), ...periodFrom(values) });
  if (values.json) for (const use of found) out.write(`${JSON.stringify(use)}\n`);
  else out.write(found.length === 0 ? 'No certificates.\n' : certificateTable(found));
  return 0;
}

/** `review new | list | show REVIEW | verdict REVIEW ENTRY FINDING REASON` */
export async function review(call: ToolCall): Promise<number> {
  const [command = '', ...words] = call.words;
  const run = Object.hasOwn(reviewCommands, command) ? reviewCommands[command] : undefined;
  if (!run)
    throw new BridgeError('COMMAND_INVALID', `audit review ${command} is not known; audit --help tells what is.`);
  return run({ ...call, words });
}

const reviewCommands: Readonly<Record<string, (call: ToolCall) => Promise<number>>> = {
  async new({ values, tools, out }) {
    required('--as', values.as);
    const size = wholeNumber('--size', values.size, [1, 1_000]);
    const drawn = await tools.drawReview({
      officer: officerFrom(values),
      ...{ from: undefined, to: undefined, ...periodFrom(values) },
      size,
      ...(values.seed !== undefined && { seed: values.seed }),
    });
    const shown = await tools.showReview({ officer: officerFrom(values), review: drawn.id });
    out.write(reviewPage(shown));
    return 0;
  },
  async list({ values, tools, out }) {
    const reviews = await tools.listReviews({ officer: officerFrom(values) });
    out.write(reviews.length === 0 ? 'No reviews.\n' : reviewTable(reviews));
    return 0;
  },
  async show({ words: [id], values, tools, out }) {
    const shown = await tools.showReview({ officer: officerFrom(values), review: required('REVIEW', id) });
    out.write(values.json ? `${JSON.stringify(shown)}\n` : reviewPage(shown));
    return 0;
  },
  async verdict({ words: [id, entry, finding, ...reason], values, tools, out }) {
    required('--as', values.as);
    await tools.judge({
      officer: officerFrom(values),
      review: required('REVIEW', id),
      entry: required('ENTRY', entry),
      verdict: findingFrom(finding),
      reason: reason.join(' '),
    });
    out.write('The verdict is on the log.\n');
    return 0;
  },
};

/** `emergencies [--closed]`, `emergencies verdict EMERGENCY FINDING REASON` */
export async function emergencies({ words: [command, ...words], values, tools, out }: ToolCall): Promise<number> {
  const officer = officerFrom(values);
  if (command === 'verdict') {
    const [emergency, finding, ...reason] = words;
    required('--as', values.as);
    await tools.judgeEmergency({
      officer,
      emergency: required('EMERGENCY', emergency),
      verdict: findingFrom(finding),
      reason: reason.join(' '),
    });
    out.write('The verdict is on the log.\n');
    return 0;
  }
  const tasks = await tools.emergencies({ officer, closed: values.closed });
  if (values.json) for (const task of tasks) out.write(`${JSON.stringify(task)}\n`);
  else out.write(tasks.length === 0 ? 'No emergency waits for a verdict.\n' : emergencyTable(tasks));
  return 0;
}

/** `why ENTRY` */
export async function why({ words: [key], values, tools, out }: ToolCall): Promise<number> {
  const told = await tools.why({
    officer: officerFrom(values),
    key: required('ENTRY', key),
    audience: oneOf('--for', audiences, values.for),
    language: oneOf('--language', ['sv', 'en'], values.language),
  });
  out.write(values.json ? `${JSON.stringify(told)}\n` : whyPage(told));
  return 0;
}

/** `dispose --dry-run`, `dispose --out FOLDER --as HSA-ID` */
export async function dispose({ values, tools, out }: ToolCall): Promise<number> {
  if (values.controller !== undefined)
    throw new BridgeError('COMMAND_INVALID', 'The log is disposed of as a whole, not for one care provider.');
  const dry = values['dry-run'];
  if (!dry) required('--as', values.as);
  const done = await tools.dispose({
    officer: officerFrom(values),
    before: values.before === undefined ? undefined : instantFrom('--before', values.before).toISOString(),
    // The process that has the log may run in another folder.
    archive: dry ? undefined : resolve(required('--out', values.out)),
  });
  const what = `${done.entries} entries of the log from before ${done.cutoffs.log}, ${done.registrations} registrations`;
  if (done.folder !== undefined) out.write(`Disposed of: ${what}. Archived in ${done.folder}.\n`);
  else out.write(dry ? `To be disposed of: ${what}.\n` : 'Nothing has been kept long enough.\n');
  return 0;
}

function findingFrom(text: string | undefined): VerdictKind {
  return oneOf('The finding', verdictKinds, text);
}

function oneOf<T extends string>(what: string, known: readonly T[], text: string | undefined): T {
  const found = known.find((one) => one === text);
  if (found) return found;
  throw new BridgeError('COMMAND_INVALID', `${what} must be one of ${known.join(', ')}.`);
}

/** Only whoever runs the command may read it. */
export async function writePrivately(folder: string, name: string, content: string | Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, name), content, { mode: 0o600 });
}
