import type { AccessLog, AuditEntry } from '../audit/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import type { DeliveryDesk } from '../deliveries/index.ts';
import type { Events } from '../events.ts';
import type { DirectoryCopy } from '../hsa/copy/directory-copy.ts';
import type { Store } from '../store/index.ts';
import { type CallTools, createCallTools } from './call-tools.ts';
import { createDirectoryTools, type DirectoryTools } from './directory-tools.ts';
import { createJobs } from './jobs.ts';
import { createLiveEvents, type LiveEvents } from './live-events.ts';
import { createMessageTools, type MessageTools } from './message-tools.ts';
import { createSourceTools, type SourceTools } from './source-tools.ts';
import { createTrySource, type TrySource } from './try-source.ts';
import type { UnmaskingRoom } from './unmasking/open-unmasking.ts';
import { createUnmaskingTools, type UnmaskingTools } from './unmasking/unmasking.ts';

/** What engineers mend, and what they may come to see. */
export interface Mending {
  readonly desk: DeliveryDesk;
  readonly unmasking: UnmaskingRoom;
}

interface OperationsParts extends Mending {
  readonly config: Pick<Config, 'bridge' | 'sources' | 'outgoing'>;
  readonly store: Store;
  readonly bus: Pick<Bus, 'ask' | 'status'>;
  /** Of the care directory, where there is one. */
  readonly copy?: DirectoryCopy | undefined;
  readonly events: Events;
  readonly accessLog: Pick<AccessLog, 'append' | 'list'>;
}

/** Everything that engineers do here. */
export interface Operations {
  readonly calls: CallTools;
  readonly messages: MessageTools;
  readonly sources: SourceTools;
  readonly trySource: TrySource;
  readonly unmasking: UnmaskingTools;
  readonly directoryCopy: DirectoryTools | undefined;
  readonly live: LiveEvents;
  close(): Promise<void>;
}

export function createOperations(parts: OperationsParts): Operations {
  const { config, store, bus, desk, unmasking, copy, events, accessLog } = parts;
  const append = (entries: AuditEntry | readonly AuditEntry[]): Promise<void> => accessLog.append(entries);
  const trySource = createTrySource({ config, bus, append });
  const live = createLiveEvents(events);
  const jobs = createJobs(store, desk);
  const opened = (): Promise<void> => unmasking.captures.refresh();
  return {
    calls: createCallTools({ config, store, log: accessLog, desk }),
    messages: createMessageTools({ config, store, desk, jobs, append }),
    sources: createSourceTools({ config, store, bus, trySource }),
    trySource,
    unmasking: createUnmaskingTools({ config, store: unmasking.store, desk, append, opened }),
    directoryCopy: copy && createDirectoryTools({ config, copy, append }),
    live,
    async close() {
      live.close();
      await jobs.close();
    },
  };
}
