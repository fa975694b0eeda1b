import { type AuditFilter, auditOutcomes } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { incident } from './audit-incident.ts';
import { type AuditValues, officerFrom, parseAudit, periodFrom, wholeNumber } from './audit-options.ts';
import { isProofCommand, proofCommand, proofHelp } from './audit-proof.ts';
import { entryPage, entryTable } from './audit-text.ts';
import { certificates, dispose, emergencies, extract, review, type ToolCall, why } from './audit-tools.ts';
import { withLogTools } from './log-access.ts';

const help = `The access log: who was shown what about whom, and who was refused.

  npm run audit -- list [options]           newest first
  npm run audit -- show ENTRY               one entry whole; ENTRY is a number of the list or an id
  npm run audit -- certificates             each certificate: first, last, how often, why refused, until when it holds
  npm run audit -- extract PATIENT [--out FOLDER]
                                            the patient's own extract, as PDF and CSV
  npm run audit -- incident --certificate HEX | --person HSA-ID | --source HSA-ID [--known-at TIME] [--out FOLDER]
                                            who and what it reached, a file for each controller, and the clocks
  npm run audit -- review new --as HSA-ID [--size N] [--seed HEX]
  npm run audit -- review list | show REVIEW
  npm run audit -- review verdict REVIEW ENTRY FINDING REASON --as HSA-ID
                                            FINDING: justified, not-justified, needs-inquiry
  npm run audit -- emergencies [--closed]   those that wait for a verdict
  npm run audit -- emergencies verdict EMERGENCY FINDING REASON --as HSA-ID
  npm run audit -- why ENTRY [--for clinician|engineer|officer] [--language sv|en]
                                            by which rule of which day, on what, and what would have made it a yes
${proofHelp}  npm run audit -- dispose --dry-run | --out FOLDER --as HSA-ID [--before DAY]
                                            archives and erases what has been kept long enough (docs/archive.md)

What to list; every condition given must hold:
  --patient ID          about this patient (twelve characters), by whichever of the patient's identities
  --person HSA-ID       read by this human being
  --caller HSA-ID       by this system or person
  --certificate HEX     with this certificate: serial number or SHA-256 fingerprint
  --unit HSA-ID         this care unit read, or its information was shown
  --controller HSA-ID   this care provider read, or its information was shown; each entry in its own part.
                        For every command: as that care provider's officer sees the log
  --contract NAME       e.g. GetDiagnosis:2
  --action ACTION       e.g. read, emergency:open, consent:register
  --purpose PURPOSE     e.g. "Vård och behandling"
  --emergency           on the ground of danger to life or health
  --from TIME           from then on, e.g. 2026-05-01 or "2026-05-01 14:30", Swedish time unless a zone is given
  --to TIME             before then; a date alone includes that day
  --outcome OUTCOME     ${auditOutcomes.join(', ')}
  --refused             short for --outcome refused
  --correlation ID      of this call
  --limit N             at most N entries (50; at most 1000)
  --json                one line of JSON an entry

Whoever reads the log with this is on it, under the name of the account; what proves the log tells of nobody, and is not.
The log holds personal numbers: what is printed or written here is to be kept as the log is.
`;

/**
 * `npm run audit -- …`. Reads PostgreSQL where that is the store; else asks the process that has the data folder, and
 * opens the store itself only when there is none. Gives the exit code. Throws `COMMAND_INVALID` and the store's errors.
 */
export async function audit(args: string[], config: Config, out: NodeJS.WritableStream): Promise<number> {
  if (isProofCommand(args[0])) return proofCommand(args, config, out);
  const { values, positionals } = parseAudit(args);
  const [command, ...words] = positionals;
  if (values.help || command === undefined) {
    out.write(help);
    return values.help ? 0 : 2;
  }
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw unknownCommand(positionals);
  const code = await withLogTools(config, (tools, log) => run({ words, values, tools, log, out }));
  if (code !== undefined) return code;
  out.write(command === 'list' ? 'No entries.\n' : 'There is no log here yet.\n');
  return command === 'list' ? 0 : 1;
}

const commands: Readonly<Record<string, (call: ToolCall) => Promise<number>>> = {
  list,
  show,
  certificates,
  extract,
  incident,
  review,
  emergencies,
  why,
  dispose,
};

function unknownCommand(words: readonly string[]): BridgeError {
  return new BridgeError('COMMAND_INVALID', `audit ${words.join(' ')} is not known; audit --help tells what is.`);
}

async function list({ words, values, tools, out }: ToolCall): Promise<number> {
  if (words.length > 0) throw unknownCommand(['list', ...words]);
  const limit = wholeNumber('--limit', values.limit, [1, 1_000]);
  const filter = filterFrom(values);
  const { entries, next } = await tools.search({ officer: officerFrom(values), filter, page: { limit } });
  if (values.json) {
    for (const entry of entries) out.write(`${JSON.stringify(entry)}\n`);
    return 0;
  }
  out.write(entries.length === 0 ? 'No entries.\n' : entryTable(entries));
  if (next) out.write(`There are older entries: raise --limit, or narrow with --to.\n`);
  return 0;
}

async function show({ words: [key, ...more], values, tools, out }: ToolCall): Promise<number> {
  if (key === undefined || more.length > 0) throw unknownCommand(['show', ...(key ? [key] : []), ...more]);
  const entry = await tools.entry({ officer: officerFrom(values), key }).catch((thrown: unknown) => {
    if (thrown instanceof BridgeError && thrown.code === 'NOT_FOUND') return undefined;
    throw thrown;
  });
  if (!entry) {
    out.write(`There is no entry ${key}.\n`);
    return 1;
  }
  out.write(values.json ? `${JSON.stringify(entry)}\n` : entryPage(entry));
  return 0;
}

function filterFrom(values: AuditValues): AuditFilter {
  const { patient, correlation, emergency } = values;
  const plain = ['person', 'caller', 'certificate', 'unit', 'contract', 'action', 'purpose'] as const;
  return {
    ...Object.fromEntries(plain.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]))),
    ...(patient && { patient: patient.replace(/[- ]/g, '') }),
    ...(emergency && { emergency }),
    ...(correlation && { correlationId: correlation }),
    ...outcomeFrom(values),
    ...periodFrom(values),
  };
}

function outcomeFrom({ refused, outcome: given }: AuditValues): Pick<AuditFilter, 'outcome'> {
  if (refused && given && given !== 'refused')
    throw new BridgeError('COMMAND_INVALID', '--refused and --outcome ask for different things.');
  const outcome = refused ? 'refused' : given;
  if (outcome === undefined) return {};
  const known = auditOutcomes.find((one) => one === outcome);
  if (known) return { outcome: known };
  throw new BridgeError('COMMAND_INVALID', `--outcome must be one of ${auditOutcomes.join(', ')}, not ${outcome}.`);
}
