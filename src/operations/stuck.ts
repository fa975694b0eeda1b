import type { DestinationStatus } from '../deliveries/desk.ts';

/** Why messages to a destination do not move, and since when. */
export interface Stuck {
  readonly destination: string;
  readonly kind: 'paused' | 'breaker' | 'failing' | 'slow' | 'dead';
  readonly why: string;
  /** ISO 8601; undefined where nothing waits. */
  readonly since: string | undefined;
  readonly messages: number;
}

/** Longer than a message waits anywhere that works. */
const slowMs = 120_000;

/** What does not move at a destination: what waits, and what was set aside. */
export function stuckAt(status: DestinationStatus, now: Date): readonly Stuck[] {
  const { destination, dead } = status;
  const waiting = waitingAt(status, now);
  if (dead === 0) return waiting;
  const why = 'set aside for people to judge: their reasons stand with each';
  return [...waiting, { destination, kind: 'dead', why, since: undefined, messages: dead }];
}

function waitingAt({ destination, waiting, sending, oldestAt, ...status }: DestinationStatus, now: Date): Stuck[] {
  const { paused, breaker, trouble } = status;
  const messages = waiting + sending;
  const stuck = (kind: Stuck['kind'], why: string, since = oldestAt): Stuck[] => [
    { destination, kind, why, since, messages },
  ];
  if (paused) return stuck('paused', `paused by ${paused.by}: ${paused.reason}`, paused.at);
  if (messages === 0) return [];
  const because = trouble ? `: ${trouble}` : '';
  if (breaker === 'open' || breaker === 'half-open') return stuck('breaker', `the breaker is ${breaker}${because}`);
  if (trouble) return stuck('failing', `the last attempt failed: ${trouble}`);
  const waited = oldestAt === undefined ? 0 : now.getTime() - Date.parse(oldestAt);
  return waited > slowMs ? stuck('slow', 'nothing has failed, but nothing takes it: is a worker running?') : [];
}
