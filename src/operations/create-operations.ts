import type { AccessLog } from '../audit/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import type { Events } from '../events.ts';
import { createLiveEvents, type LiveEvents } from './live-events.ts';
import { createSourceTools, type SourceTools } from './source-tools.ts';

interface OperationsParts {
  readonly config: Pick<Config, 'bridge' | 'sources' | 'outgoing'>;
  readonly bus: Pick<Bus, 'ask' | 'status'>;
  readonly events: Events;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

/** Everything that engineers do here. */
export interface Operations {
  readonly sources: SourceTools;
  readonly live: LiveEvents;
  close(): Promise<void>;
}

export function createOperations({ config, bus, events, accessLog }: OperationsParts): Operations {
  const sources = createSourceTools({ config, bus, events, append: (entry) => accessLog.append(entry) });
  const live = createLiveEvents(events);
  return {
    sources,
    live,
    async close() {
      live.close();
      sources.close();
    },
  };
}
