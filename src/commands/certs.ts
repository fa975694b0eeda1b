import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import {
  type ListedCertificate,
  listDevelopmentPki,
  makeDevelopmentPki,
  revocableNames,
  revokeInDevelopmentPki,
} from '../siths/development.ts';
import type { Verdict } from '../siths/index.ts';
import { impact } from './certs-impact.ts';

const help = `npm run certs -- [command] [options]

Makes and keeps the development PKI: authorities, certificates good and bad, revocation lists.
They are made on this machine and trusted by nothing but a demo or a test.

  (no command)    make what is missing; everything is kept while it is complete and lasts
  revoke NAME     put a certificate on its revocation list, e.g. revoke ehr-norrbotten
  list            show every certificate, and what a bridge would say to it now

And asks the bridge that runs (CONFIG, DATA_DIR), in any installation:

  impact WHAT     what would stop: callers, sources, contracts, care units, persons, calls a day.
                  WHAT is the serial number or fingerprint of a certificate that would be revoked, the name of a CA
                  that would be distrusted, or a day (2027-01-31): with all that ends by then
  --json          of impact: for programs

  --dir FOLDER    where the files are (default certs-dev/out)
  --renew         make everything anew
  --help
`;

/** `npm run certs`. Returns the exit code: 0 done, 1 not possible, 2 arguments not understood. */
export async function certs(args: string[], out: NodeJS.WritableStream, loadConfig: () => Config): Promise<number> {
  const parsed = readArguments(args);
  if (!parsed || parsed.help) {
    out.write(help);
    return parsed ? 0 : 2;
  }
  const { command, name, directory, renew, json } = parsed;
  if (command === 'impact') return impact(name, { config: loadConfig(), json, out });
  if (command === 'make') return make(directory, renew, out);
  if (!existsSync(join(directory, 'ca.crt'))) {
    out.write(`There is no development PKI in ${directory}. Make it first: npm run certs\n`);
    return 1;
  }
  return command === 'list' ? list(directory, out) : revoke(directory, name, out);
}

interface Arguments {
  readonly command: 'make' | 'list' | 'revoke' | 'impact';
  readonly name: string;
  readonly directory: string;
  readonly renew: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** Undefined when they make no sense. */
function readArguments(args: string[]): Arguments | undefined {
  const parsed = tryParse(args);
  if (!parsed) return undefined;
  const { dir, renew, json, help: wantsHelp } = parsed.values;
  const [command = 'make', ...words] = parsed.positionals;
  // The name of a CA has several, quoted or not.
  const most = { make: 0, list: 0, revoke: 1, impact: 20 };
  if (!isCommand(command) || words.length > most[command] || most[command] > 0 !== words.length > 0) return undefined;
  return { command, name: words.join(' '), directory: dir, renew, json, help: wantsHelp };
}

const isCommand = (text: string): text is Arguments['command'] =>
  text === 'make' || text === 'list' || text === 'revoke' || text === 'impact';

function tryParse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        dir: { type: 'string', default: 'certs-dev/out' },
        renew: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    // An unknown option: the help that follows says which there are.
    return undefined;
  }
}

async function make(directory: string, renew: boolean, out: NodeJS.WritableStream): Promise<number> {
  const start = performance.now();
  const { made } = await makeDevelopmentPki(directory, { renew });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  out.write(
    made
      ? `Made the development PKI in ${directory} (${seconds} s). Trusted roots: ${join(directory, 'ca.crt')}\n`
      : `The development PKI in ${directory} is complete. Make it anew with --renew.\n`,
  );
  return 0;
}

async function revoke(directory: string, given: string, out: NodeJS.WritableStream): Promise<number> {
  const name = given.replace(/\.crt$/, '');
  if (!revocableNames.includes(name)) {
    out.write(`${name} cannot be revoked. Names: ${revocableNames.join(', ')}\n`);
    return 1;
  }
  const isNew = await revokeInDevelopmentPki(directory, name);
  out.write(isNew ? `${name} is revoked. A running bridge refuses it within a second.\n` : `${name} was revoked.\n`);
  return 0;
}

async function list(directory: string, out: NodeJS.WritableStream): Promise<number> {
  const certificates = await listDevelopmentPki(directory, new Date());
  out.write(table([['FILE', 'HSA-ID', 'ISSUER', 'VALID', 'VERDICT'], ...certificates.map(row)]));
  return 0;
}

const row = ({ file, hsaId, issuer, validFrom, validTo, verdict }: ListedCertificate): string[] => [
  `${file}.crt`,
  hsaId || '–',
  issuer,
  `${day(validFrom)} – ${day(validTo)}`,
  purpose(verdict),
];

const day = (instant: Date): string => instant.toISOString().slice(0, 10);

function purpose(verdict: Verdict): string {
  if ('refusal' in verdict) return `refused: ${verdict.refusal.refused}`;
  const { kind, loa } = verdict.caller;
  return loa === undefined ? kind : `${kind}, level of assurance ${loa}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
  return rows
    .map(
      (cells) =>
        `${cells
          .map((cell, i) => cell.padEnd(width(i)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
