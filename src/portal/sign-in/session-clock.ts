/** Warned so long before the session runs out; when it is a short one, half of it. */
const warningMs = 120_000;

export type SessionPhase = 'lasting' | 'ending' | 'over';

/** When a session that has just been used ends if nothing more is asked. Milliseconds of this machine's own clock. */
export interface SessionClock {
  readonly warnAt: number;
  readonly endsAt: number;
}

export function sessionClock(secondsLeft: number, now: number): SessionClock {
  const left = secondsLeft * 1000;
  return { warnAt: now + left - Math.min(warningMs, left / 2), endsAt: now + left };
}

export function phaseOf({ warnAt, endsAt }: SessionClock, now: number): SessionPhase {
  if (now >= endsAt) return 'over';
  return now >= warnAt ? 'ending' : 'lasting';
}
