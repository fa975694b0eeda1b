import type { SessionLeft } from '../api/client.ts';

/** Warned so long before the session runs out; when it is a short one, half of it. */
const warningMs = 120_000;

/** `ending`: unless it is used; `ending-for-good`: whatever is done. */
export type SessionPhase = 'lasting' | 'ending' | 'ending-for-good' | 'over';

/** When a session that has just been used ends if nothing more is asked. Milliseconds of this machine's own clock. */
export interface SessionClock {
  readonly warnAt: number;
  readonly endsAt: number;
  /** No use of it makes it last longer. */
  readonly isLast: boolean;
}

export function sessionClock({ left, atMost }: SessionLeft, now: number): SessionClock {
  const [leftMs, isLast] = [left * 1000, left >= atMost];
  // What nobody can help is not said anew at each use.
  const warning = isLast ? warningMs : Math.min(warningMs, leftMs / 2);
  return { warnAt: now + leftMs - warning, endsAt: now + leftMs, isLast };
}

export function phaseOf({ warnAt, endsAt, isLast }: SessionClock, now: number): SessionPhase {
  if (now >= endsAt) return 'over';
  if (now < warnAt) return 'lasting';
  return isLast ? 'ending-for-good' : 'ending';
}
