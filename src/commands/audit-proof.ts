import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import {
  type AccessLogReader,
  exportCsv,
  exportLines,
  faultText,
  fileSource,
  type LogSource,
  loadLogKey,
  logSource,
  makeNextKey,
  originOf,
  partOf,
  readHead,
  readPublicKey,
  type SignedHead,
  type Verification,
  type VerifierKey,
  verifyLog,
} from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { askWitnesses, type Testimony } from '../witness/index.ts';
import { officerFrom } from './audit-options.ts';
import { withLogTools } from './log-access.ts';
import { withLogToRead } from './open-log.ts';
import { progressBar } from './progress-bar.ts';

export const proofHelp = `  npm run audit -- head                     the newest signed head: keep it where nobody of this installation can change it
  npm run audit -- verify [FILE] [--head FILE]… [--key FILE]… [--witnessed]
                                            whether the log, or an exported file, is whole; --head: what the head command
                                            printed earlier; --key: a public key (PEM) kept elsewhere; --witnessed: every
                                            configured witness is asked, and must have co-signed it. Ends with 1 if not
  npm run audit -- export FILE [--controller HSA-ID] [--csv]
                                            all entries, or one care provider's, one line of JSON each, and what proves
                                            them; or a table, which proves nothing
  npm run audit -- new-key FILE             a key to sign the log with from now on, introduced by the present one
`;

const options = {
  head: { type: 'string', multiple: true, default: [] as string[] },
  key: { type: 'string', multiple: true, default: [] as string[] },
  controller: { type: 'string' },
  as: { type: 'string' },
  csv: { type: 'boolean', default: false },
  witnessed: { type: 'boolean', default: false },
} as const;

interface ProofCall {
  readonly words: readonly string[];
  readonly values: ReturnType<typeof parse>['values'];
  readonly config: Config;
  readonly out: NodeJS.WritableStream;
}

const commands: Readonly<Record<string, (call: ProofCall) => Promise<number>>> = {
  head,
  verify,
  export: exportTo,
  'new-key': newKey,
};

/** Whether a command is about what proves the log; those have options of their own. */
export function isProofCommand(name: string | undefined): boolean {
  return name !== undefined && Object.hasOwn(commands, name);
}

/** Runs one. Gives the exit code. Throws `COMMAND_INVALID` and the store's errors. */
export async function proofCommand(args: string[], config: Config, out: NodeJS.WritableStream): Promise<number> {
  const { values, positionals } = parse(args);
  const [name = '', ...words] = positionals;
  const run = commands[name];
  const wanted = { head: [0, 0], verify: [0, 1], export: [1, 1], 'new-key': [1, 1] }[name];
  if (!run || !wanted || words.length < (wanted[0] ?? 0) || words.length > (wanted[1] ?? 0))
    throw new BridgeError(
      'COMMAND_INVALID',
      `audit ${positionals.join(' ')} is not known; audit --help tells what is.`,
    );
  return run({ words, values, config, out });
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

async function head({ config, out }: ProofCall): Promise<number> {
  return fromLog(config, out, async (log) => {
    out.write((await log.head()).note);
    return 0;
  });
}

async function verify(call: ProofCall): Promise<number> {
  const { words, config, out } = call;
  const [file] = words;
  if (file === undefined) return fromLog(config, out, async (log) => verifySource(await logSource(log), call));
  const source = await fileSource(file).catch((cause: NodeJS.ErrnoException) => {
    throw new BridgeError('COMMAND_INVALID', `${file} cannot be read: ${cause.code}.`, { cause });
  });
  if (source) return verifySource(source, call);
  out.write(`${file} has no last line that proves it: it is cut, or no export.\n`);
  return 1;
}

async function verifySource(source: LogSource, { words, values, config, out }: ProofCall): Promise<number> {
  const origin = source.head?.origin ?? originOf(config.bridge.hsaId);
  const testimonies = values.witnessed ? await askWitnesses(config, origin) : [];
  const seen = testimonies.flatMap((one) => ('head' in one ? [one.head] : []));
  const earlier = [...(await Promise.all(values.head.map(readHeadFile))), ...seen];
  const given = values.key.map((file) => readPublicKey(file, origin));
  const own = given.length > 0 || words.length > 0 ? [] : await ownKeys(config);
  const bar = progressBar('verified');
  const found = await verifyLog(source, { earlier, keys: [...given, ...own] }, bar.show).finally(bar.end);
  out.write(resultText(found));
  if (found.fault) return 1;
  for (const testimony of testimonies) out.write(testimonyText(testimony));
  if (values.witnessed && testimonies.length === 0) out.write('Not witnessed: audit.witnesses names nobody.\n');
  if (values.witnessed && (seen.length === 0 || seen.length < testimonies.length)) return 1;
  if (given.length === 0) out.write(missingKeyText(own));
  if (earlier.length === 0) out.write(missingHeadText);
  return 0;
}

function resultText({ fault, head: newest, entries, hashesOnly }: Verification): string {
  if (fault) return `${faultText(fault)}\n`;
  const others = hashesOnly > 0 ? `; of ${hashesOnly} more only the hash is here` : '';
  return `Whole: ${entries} entries${others}, signed at ${newest?.at} with key ${newest?.keyId}.\n`;
}

function testimonyText(testimony: Testimony): string {
  if ('missing' in testimony) return `Not witnessed by ${testimony.witness}: ${testimony.missing}.\n`;
  const { witness, head: seen, cosignedAt } = testimony;
  return `Witnessed by ${witness}: the first ${seen.size} entries, co-signed at ${cosignedAt}.\n`;
}

function missingKeyText(own: readonly VerifierKey[]): string {
  const by = own.length > 0 ? 'this installation’s own key' : 'the keys that it names itself';
  return `Not checked: who signed. It was verified with ${by}; give --key a public key that was kept elsewhere.\n`;
}

const missingHeadText =
  'Not checked: whether entries were cut off its end, or an older copy put back. Give --head a head from before.\n';

async function readHeadFile(file: string): Promise<SignedHead> {
  const note = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new BridgeError('COMMAND_INVALID', `--head ${file} cannot be read: ${cause.code}.`, { cause });
  });
  const read = readHead(note);
  if (!read) throw new BridgeError('COMMAND_INVALID', `--head ${file} holds no signed head.`);
  return read;
}

/** The keys of this installation, when this machine has them. */
async function ownKeys(config: Config): Promise<VerifierKey[]> {
  const present = await presentKey(config);
  return present ? [present, ...config.audit.formerKeys.map((file) => readPublicKey(file, present.name))] : [];
}

async function presentKey(config: Config) {
  return loadLogKey(config, originOf(config.bridge.hsaId), false).catch((thrown: unknown) => {
    if (thrown instanceof BridgeError && config.logKeyFile === undefined) return undefined;
    throw thrown;
  });
}

async function exportTo({ words, values, config, out }: ProofCall): Promise<number> {
  const [file = ''] = words;
  const officer = officerFrom(values);
  const { controller } = officer;
  const part = controller === undefined ? { filter: {} } : partOf(controller, config.audit.strangersTo);
  const code = await withLogTools(config, async (tools, log) => {
    await tools.note({ officer, action: 'log:export', details: { csv: values.csv } });
    const lines = values.csv ? exportCsv(log, part) : exportLines(log, part);
    await pipeline(lines, createWriteStream(file, { mode: 0o600, flags: 'wx' })).catch(
      (cause: NodeJS.ErrnoException) => {
        throw cause.code === undefined
          ? cause
          : new BridgeError('COMMAND_INVALID', `${file} cannot be written: ${cause.code}.`, { cause });
      },
    );
    out.write(`${file} holds personal numbers: it is to be kept as the log is.\n`);
    return 0;
  });
  return code ?? noLog(out);
}

async function newKey({ words, config, out }: ProofCall): Promise<number> {
  const [file = ''] = words;
  const made = await makeNextKey(file, await presentKey(config), originOf(config.bridge.hsaId));
  out.write(`${made.key} signs the log when it stands in the place of the present key, which needs no restart: first
${made.key}.endorsement, then the key, in all processes within ten seconds.\n`);
  out.write(`${made.publicKey} is for whoever verifies: hand it over now, on another way than the log takes.\n`);
  if (made.former)
    out.write(`Name ${made.former} under audit.formerKeys first, or the bridge will not start another time.\n`);
  return 0;
}

async function fromLog(
  config: Config,
  out: NodeJS.WritableStream,
  use: (log: AccessLogReader) => Promise<number>,
): Promise<number> {
  return (await withLogToRead(config, use)) ?? noLog(out);
}

function noLog(out: NodeJS.WritableStream): number {
  out.write('There is no log here yet.\n');
  return 1;
}
