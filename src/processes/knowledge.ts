import type { BreakerState } from '../breaker/index.ts';
import type { Hands } from '../bus/index.ts';
import type { Events } from '../events.ts';
import { type SourceCounts, watchSources } from './watch-sources.ts';

/** What only the process itself knows. No patients. */
export interface ProcessKnowledge {
  /** Its hands on the queues of record systems. */
  readonly hands: readonly Hands[];
  /** Its circuit breakers that have ever changed, as they are now. */
  readonly breakers: Readonly<Record<string, BreakerState>>;
  /** Since when those of them have not been closed; ISO 8601. */
  readonly brokenSince: Readonly<Record<string, string>>;
  /** How record systems have answered what it asked. */
  readonly sources: Readonly<Record<string, SourceCounts>>;
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
  const brokenSince: Record<string, string> = {};
  const watch = watchSources(events);
  events.on('breaker:state:changed', ({ target, state }) => {
    breakers[target] = state;
    if (state === 'closed') delete brokenSince[target];
    else brokenSince[target] ??= new Date().toISOString();
  });
  return async () => ({
    hands: hands(),
    breakers: { ...breakers },
    brokenSince: { ...brokenSince },
    sources: watch.counts(),
    troubles: await troubles(),
  });
}
