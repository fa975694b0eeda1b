import { parseArgs } from 'node:util';
import {
  type AccessLogReader,
  type AuditFilter,
  type AuditHandlers,
  auditOutcomes,
  createAccessLog,
  fromSwedishTime,
  type LogConfig,
  remoteAccessLog,
} from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { connectAdmin, hasEmbeddedStore, openStore } from '../store/index.ts';
import { entryPage, entryTable } from './audit-text.ts';

const help = `The access log: who was shown what about whom, and who was refused.

  npm run audit -- list [options]    newest first
  npm run audit -- show ENTRY        one entry whole; ENTRY is a number of the list or an id

  --patient ID          about this patient (twelve characters)
  --caller HSA-ID       by this system or person
  --certificate HEX     with this certificate: serial number or SHA-256 fingerprint
  --from TIME           from then on, e.g. 2026-05-01 or "2026-05-01 14:30", Swedish time unless a zone is given
  --to TIME             before then; a date alone includes that day
  --outcome OUTCOME     ${auditOutcomes.join(', ')}
  --refused             short for --outcome refused
  --correlation ID      of this call
  --limit N             at most N entries (50; at most 1000)
  --json                one line of JSON an entry

The log holds personal numbers: what is printed here is to be kept as the log is.
`;

const options = {
  patient: { type: 'string' },
  caller: { type: 'string' },
  certificate: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  outcome: { type: 'string' },
  refused: { type: 'boolean' },
  correlation: { type: 'string' },
  limit: { type: 'string', default: '50' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type StoreConfig = LogConfig & Pick<Config, 'databaseUrl'>;

/**
 * `npm run audit -- …`. Reads PostgreSQL where that is the store; else asks the process that has the data folder, and
 * opens the store itself only when there is none. Gives the exit code. Throws `COMMAND_INVALID` and the store's errors.
 */
export async function audit(args: string[], config: StoreConfig, out: NodeJS.WritableStream): Promise<number> {
  const { values, positionals } = parse(args);
  const [command, key, ...rest] = positionals;
  if (values.help || command === undefined) {
    out.write(help);
    return values.help ? 0 : 2;
  }
  if (command === 'list' && key === undefined) return list(values, config, out);
  if (command === 'show' && key !== undefined && rest.length === 0) return show(key, values.json, config, out);
  throw new BridgeError('COMMAND_INVALID', `audit ${positionals.join(' ')} is not known; audit --help tells what is.`);
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

async function list(values: Values, config: StoreConfig, out: NodeJS.WritableStream): Promise<number> {
  const filter = filterFrom(values);
  const limit = limitFrom(values.limit);
  const found = await withLog(config, (log) => log.list(filter, { limit }));
  const { entries, next } = found ?? { entries: [], next: undefined };
  if (values.json) {
    for (const entry of entries) out.write(`${JSON.stringify(entry)}\n`);
    return 0;
  }
  out.write(entries.length === 0 ? 'No entries.\n' : entryTable(entries));
  if (next) out.write(`There are older entries: raise --limit, or narrow with --to.\n`);
  return 0;
}

async function show(key: string, json: boolean, config: StoreConfig, out: NodeJS.WritableStream): Promise<number> {
  const entry = await withLog(config, (log) => log.find(key));
  if (!entry) {
    out.write(`There is no entry ${key}.\n`);
    return 1;
  }
  out.write(json ? `${JSON.stringify(entry)}\n` : entryPage(entry));
  return 0;
}

/** Undefined when there is no log yet. */
async function withLog<T>(config: StoreConfig, use: (log: AccessLogReader) => Promise<T>): Promise<T | undefined> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === undefined) {
    if (!hasEmbeddedStore(dataDir)) return undefined;
    const client = await connectAdmin<AuditHandlers>(dataDir);
    if (client) return use(remoteAccessLog(client)).finally(() => client.close());
  }
  const store = await openStore({ databaseUrl, dataDir });
  try {
    const log = await createAccessLog({ store, config });
    return await use(log).finally(() => log.close());
  } finally {
    await store.close();
  }
}

function filterFrom(values: Values): AuditFilter {
  const { patient, caller, certificate, correlation, refused } = values;
  const outcome = refused ? 'refused' : values.outcome;
  if (refused && values.outcome && values.outcome !== 'refused') {
    throw new BridgeError('COMMAND_INVALID', '--refused and --outcome ask for different things.');
  }
  const known = auditOutcomes.find((one) => one === outcome);
  if (outcome !== undefined && known === undefined) {
    throw new BridgeError('COMMAND_INVALID', `--outcome must be one of ${auditOutcomes.join(', ')}, not ${outcome}.`);
  }
  return {
    ...(patient && { patient: patient.replace(/[- ]/g, '') }),
    ...(caller && { caller }),
    ...(certificate && { certificate }),
    ...(values.from && { from: instantFrom('--from', values.from).toISOString() }),
    ...(values.to && { to: endFrom(values.to).toISOString() }),
    ...(known && { outcome: known }),
    ...(correlation && { correlationId: correlation }),
  };
}

function limitFrom(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new BridgeError('COMMAND_INVALID', `--limit must be a number from 1 to 1000, not ${text}.`);
}

function instantFrom(option: string, text: string): Date {
  const instant = fromSwedishTime(text);
  if (instant) return instant;
  throw new BridgeError(
    'COMMAND_INVALID',
    `${option} must be a date or a date and a time, e.g. "2026-05-01 14:30", not ${text}.`,
  );
}

/** A date alone means to the end of it: the start of the day after, which is 23 to 25 hours away. */
function endFrom(text: string): Date {
  const instant = instantFrom('--to', text);
  if (text.length > 10) return instant;
  const nextDay = new Date(`${text}T12:00Z`);
  nextDay.setUTCDate(nextDay.getUTCDate() + 1);
  return instantFrom('--to', nextDay.toISOString().slice(0, 10));
}
