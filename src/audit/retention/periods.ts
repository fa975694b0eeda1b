import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';

/** Until when what has been kept is past its time, by kind. ISO 8601. */
export interface Cutoffs {
  /** Entries of the log from before. */
  readonly log: string;
  /** Registrations that ended before. */
  readonly assertion: string;
  readonly relation: string;
  readonly block: string;
}

/**
 * By the configured years (`audit.retention`), and no later than `before` where that is given.
 * Throws RETENTION_NOT_OVER when entries of the log must be kept longer than that.
 */
export function cutoffsAt(
  { logYears, consentYears, relationYears, blockYears }: Config['audit']['retention'],
  now: Date,
  before: Date | undefined,
): Cutoffs {
  const log = yearsBefore(now, logYears);
  if (before && before > log)
    throw new BridgeError('RETENTION_NOT_OVER', `The log is kept for ${logYears} years: until ${log.toISOString()}.`);
  const until = (limit: Date) => (before && before < limit ? before : limit).toISOString();
  return {
    log: until(log),
    assertion: until(yearsBefore(now, consentYears)),
    relation: until(yearsBefore(now, relationYears)),
    block: until(yearsBefore(now, blockYears)),
  };
}

/** The same day of an earlier year; of a leap day the day before, so that nothing goes too soon. */
function yearsBefore(now: Date, years: number): Date {
  const then = new Date(now);
  then.setUTCFullYear(now.getUTCFullYear() - years);
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then;
}
