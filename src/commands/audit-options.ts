import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { fromSwedishTime, type Officer } from '../audit/index.ts';
import { BridgeError } from '../errors.ts';

/** Every option of `npm run audit`; which of them a command takes is in its help. */
const options = {
  patient: { type: 'string' },
  person: { type: 'string' },
  caller: { type: 'string' },
  certificate: { type: 'string' },
  source: { type: 'string' },
  unit: { type: 'string' },
  controller: { type: 'string' },
  contract: { type: 'string' },
  action: { type: 'string' },
  purpose: { type: 'string' },
  emergency: { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  outcome: { type: 'string' },
  refused: { type: 'boolean' },
  correlation: { type: 'string' },
  limit: { type: 'string', default: '50' },
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
  as: { type: 'string' },
  'known-at': { type: 'string' },
  size: { type: 'string', default: '20' },
  seed: { type: 'string' },
  for: { type: 'string', default: 'officer' },
  language: { type: 'string', default: 'en' },
  closed: { type: 'boolean', default: false },
  before: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Throws COMMAND_INVALID. */
export function parseAudit(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

export type AuditValues = ReturnType<typeof parseAudit>['values'];

/** From `--from` and `--to`: ISO 8601. A date alone as `--to` means to the end of it. */
export function periodFrom(values: Pick<AuditValues, 'from' | 'to'>): { readonly from?: string; readonly to?: string } {
  return {
    ...(values.from && { from: instantFrom('--from', values.from).toISOString() }),
    ...(values.to && { to: endFrom(values.to).toISOString() }),
  };
}

export function wholeNumber(option: string, text: string, [least, most]: readonly [number, number]): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new BridgeError('COMMAND_INVALID', `${option} must be a number from ${least} to ${most}, not ${text}.`);
}

export function required<T>(option: string, value: T | undefined): T {
  if (value === undefined)
    throw new BridgeError('COMMAND_INVALID', `${option} is needed; audit --help tells what for.`);
  return value;
}

/** Whoever has the server, by account and the name she gives, for all of the log or for one care provider’s part. */
export function officerFrom({ as, controller }: Pick<AuditValues, 'as' | 'controller'>): Officer {
  return {
    correlationId: randomUUID(),
    face: 'cli',
    caller: undefined,
    certificate: undefined,
    actor: as === undefined ? undefined : { hsaId: as.toUpperCase(), name: undefined, commission: undefined },
    controller: controller?.toUpperCase(),
    account: accountName(),
  };
}

/** By its number where it has no name, as in some containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}

export function instantFrom(option: string, text: string): Date {
  const instant = fromSwedishTime(text);
  if (instant) return instant;
  throw new BridgeError(
    'COMMAND_INVALID',
    `${option} must be a date or a date and a time, e.g. "2026-05-01 14:30", not ${text}.`,
  );
}

/** The start of the day after, which is 23 to 25 hours away. */
function endFrom(text: string): Date {
  const instant = instantFrom('--to', text);
  if (text.length > 10) return instant;
  const nextDay = new Date(`${text}T12:00Z`);
  nextDay.setUTCDate(nextDay.getUTCDate() + 1);
  return instantFrom('--to', nextDay.toISOString().slice(0, 10));
}

/** Where to write: `--out`, or a new folder here, named by what it holds and when it was made. */
export function outFolder(values: AuditValues, holds: 'extract' | 'incident'): string {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return values.out ?? `${holds}-${stamp}`;
}
