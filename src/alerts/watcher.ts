import { settlesWithin } from '../bus/settles-within.ts';
import { every } from '../deliveries/every.ts';
import { placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Alert, AlertKind, Condition } from './alert.ts';
import { traitsOf } from './kinds.ts';
import type { AlertLedger } from './ledger.ts';
import type { Look } from './looks/look.ts';

interface WatcherParts {
  readonly looks: readonly Look[];
  readonly ledger: Pick<AlertLedger, 'observe'>;
  readonly events: Events;
  readonly everyMs: number;
  /** Nothing that was not seen ends before this process has watched for so long. */
  readonly goneMs: number;
  /** What is worked on as announced, by HSA-id: no alert about it starts meanwhile. */
  readonly workedOn: (now: Date) => Promise<readonly string[]>;
}

/** Longer than readiness waits for each of its parts, so that one that hangs is told of. */
const PATIENCE_MILLISECONDS = 6_000;

/**
 * Looks for what is wrong every few seconds, and tells when an alert starts (`alert:condition:started`) and ends
 * (`alert:condition:ended`), each once in the installation.
 */
export function startWatcher(parts: WatcherParts): { close(): Promise<void> } {
  const { looks, ledger, events, everyMs, goneMs, workedOn } = parts;
  const since = Date.now();

  async function round(): Promise<void> {
    const blind = new Set<AlertKind>();
    const found = await Promise.all(looks.map((look) => lookOut(look, blind)));
    const now = new Date();
    const mayEnd = now.getTime() - since >= goneMs;
    const expected = await workedOn(now);
    const { started, ended } = await ledger.observe({ seen: found.flat(), blind, mayEnd, expected }, now);
    for (const alert of started) tell('alert:condition:started', alert);
    for (const alert of ended) tell('alert:condition:ended', alert);
  }

  async function lookOut({ kinds, look }: Look, blind: Set<AlertKind>): Promise<readonly Condition[]> {
    try {
      const looking = (async () => look())();
      if (await settlesWithin(looking, PATIENCE_MILLISECONDS)) return await looking;
    } catch {
      // What does not answer is mostly an alert of its own; what rests on it stays as it was.
    }
    for (const kind of kinds) blind.add(kind);
    return [];
  }

  function tell(name: 'alert:condition:started' | 'alert:condition:ended', alert: Alert): void {
    const { id, kind, subject, startedAt } = alert;
    events.emit(name, { alert: id, kind, subject, severity: traitsOf[kind].severity, startedAt });
  }

  const rounds = every(everyMs, () =>
    round().catch((thrown: unknown) => void events.emit('alert:watch:failed', { place: placeOf(thrown) })),
  );
  return {
    async close() {
      await rounds.stop();
      for (const { close } of looks) close?.();
    },
  };
}
