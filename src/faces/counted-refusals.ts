import { createHasteLog, others } from './haste-log.ts';
import { quota } from './quota.ts';
import type { LogRefusal, RefusedCall } from './refusal-log.ts';

/** Of all strangers together, with a line each: enough to see who comes with what, too few to fill a disk. */
const strangersPerMinute = 600;

/**
 * Nothing leaves when the access log cannot be written, so nobody may have it filled who has no accepted certificate, or
 * comes oftener than she may. What they repeat is counted: one line a minute for each caller and reason, or certificate at an
 * address, with how many there were (`attempts`). Whatever else a known caller is refused has a line of its own.
 */
export function createCountedRefusals(logRefusal: LogRefusal): {
  readonly logRefusal: LogRefusal;
  /** Writes what has been counted until now. */
  readonly flush: () => Promise<void>;
} {
  const mayLog = quota(strangersPerMinute);
  const repeated = createHasteLog<RefusedCall>(({ who, attempts, first }) => {
    // Of many nobody is the one who did it.
    const call = who === others ? { ...first, identified: undefined } : first;
    return logRefusal({ ...call, details: { ...first.details, attempts, ...(who === others && { address: others }) } });
  });
  return {
    async logRefusal(call) {
      const isCounted = call.error.kind === 'throttled' || (isStranger(call) && !mayLog());
      if (isCounted) repeated.count(whoIn(call), call);
      else await logRefusal(call);
    },
    flush: repeated.flush,
  };
}

function isStranger({ identified }: RefusedCall): boolean {
  return identified?.caller === undefined;
}

/** And why: what is counted together is one thing. */
function whoIn({ identified, error }: RefusedCall): string {
  const { caller, certificate, address } = identified ?? {};
  return `${error.code}: ${caller?.hsaId ?? `${certificate?.fingerprint} at ${address}`}`;
}
