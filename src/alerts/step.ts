/** What is remembered of one thing that is, or was lately, wrong. */
export interface Standing {
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** Undefined while nobody has been told. */
  readonly startedAt: Date | undefined;
}

export interface Damping {
  /** It must have been seen over so long a time before it starts. */
  readonly holdMs: number;
  /** Nobody must have seen it for so long before it ends. What comes and goes faster is one alert. */
  readonly goneMs: number;
}

export interface Step {
  /** Undefined: nothing is wrong, and nothing is remembered. */
  readonly standing: Standing | undefined;
  readonly turn: 'started' | 'ended' | undefined;
}

/** One look at one thing: whether somebody saw at `now` that it is wrong. */
export function step(known: Standing | undefined, isSeen: boolean, now: Date, { holdMs, goneMs }: Damping): Step {
  const isGone = known !== undefined && now.getTime() - known.lastSeen.getTime() >= goneMs;
  // What nobody was told of and nobody has seen for long begins anew.
  if (isSeen) return seen(isGone && !known.startedAt ? undefined : known, now, holdMs);
  if (!known || !isGone) return { standing: known, turn: undefined };
  return { standing: undefined, turn: known.startedAt && 'ended' };
}

function seen(known: Standing | undefined, now: Date, holdMs: number): Step {
  const firstSeen = known?.firstSeen ?? now;
  // Processes' clocks differ a little; it was not seen earlier than it was seen.
  const lastSeen = known && known.lastSeen > now ? known.lastSeen : now;
  const starts = !known?.startedAt && lastSeen.getTime() - firstSeen.getTime() >= holdMs;
  return {
    standing: { firstSeen, lastSeen, startedAt: starts ? now : known?.startedAt },
    turn: starts ? 'started' : undefined,
  };
}
