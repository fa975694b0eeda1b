import type { BreakerState } from '../breaker/index.ts';
import type { Hands } from '../bus/index.ts';
import type { Events } from '../events.ts';

/** What only the process itself knows. No patients. */
export interface ProcessKnowledge {
  /** Its hands on the queues of record systems. */
  readonly hands: readonly Hands[];
  /** Its circuit breakers that have ever changed, as they are now. */
  readonly breakers: Readonly<Record<string, BreakerState>>;
  /** Why it is not ready: full sentences, each after the name of its part. Empty when it is. */
  readonly troubles: readonly string[];
}

interface KnowledgeParts {
  readonly events: Events;
  readonly hands: () => readonly Hands[];
  readonly troubles: () => Promise<readonly string[]>;
}

/** Listens, and gives what is known at the moment. */
export function keepKnowledge({ events, hands, troubles }: KnowledgeParts): () => Promise<ProcessKnowledge> {
  const breakers: Record<string, BreakerState> = {};
  events.on('breaker:state:changed', ({ target, state }) => {
    breakers[target] = state;
  });
  return async () => ({ hands: hands(), breakers: { ...breakers }, troubles: await troubles() });
}
