import type { AccessLog, AuditEntry } from '../audit/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { type CallTools, createCallTools } from './call-tools.ts';
import { createLiveEvents, type LiveEvents } from './live-events.ts';
import { createSourceTools, type SourceTools } from './source-tools.ts';
import { createSourceWatch } from './source-watch.ts';

interface OperationsParts {
  readonly config: Pick<Config, 'bridge' | 'sources' | 'outgoing'>;
  readonly store: Store;
  readonly bus: Pick<Bus, 'ask' | 'status'>;
  readonly events: Events;
  readonly accessLog: Pick<AccessLog, 'append' | 'list'>;
}

/** Everything that engineers do here. */
export interface Operations {
  readonly calls: CallTools;
  readonly sources: SourceTools;
  readonly live: LiveEvents;
  close(): Promise<void>;
}

export function createOperations({ config, store, bus, events, accessLog }: OperationsParts): Operations {
  const append = (entry: AuditEntry): Promise<void> => accessLog.append(entry);
  const watch = createSourceWatch(events);
  const live = createLiveEvents(events);
  return {
    calls: createCallTools({ store, log: accessLog, desk: undefined }),
    sources: createSourceTools({ config, store, bus, watch, append }),
    live,
    async close() {
      live.close();
      watch.close();
    },
  };
}
