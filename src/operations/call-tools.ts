import type { AccessLogReader } from '../audit/index.ts';
import type { Config } from '../config.ts';
import type { DeliveryDesk } from '../deliveries/desk.ts';
import { type ProcessLine, readProcesses } from '../processes/index.ts';
import type { Store } from '../store/index.ts';
import { findTrace } from '../tracing/index.ts';
import { missingSources } from './missing-sources.ts';
import type { Language } from './missing-words.ts';

interface CallToolsParts {
  readonly config: Pick<Config, 'sources'>;
  readonly store: Pick<Store, 'db'>;
  readonly log: Pick<AccessLogReader, 'list'>;
  readonly desk: Pick<DeliveryDesk, 'list'> | undefined;
}

/** What engineers see of calls, and of the processes that answer them. No patient data. */
export function createCallTools({ config, store, log, desk }: CallToolsParts) {
  return {
    /** All that is known of one call, and who was missing in its answer. Nothing found is empty. */
    async trace({ id, language }: { id: string; language: Language }) {
      const found = await findTrace(id.slice(0, 200), { db: store.db, log, deliveries: desk, language });
      return { ...found, missing: missingSources(found.steps, config.sources, language) };
    },
    processes: (_: Record<string, never>): Promise<readonly ProcessLine[]> => readProcesses(store),
  };
}

export type CallTools = ReturnType<typeof createCallTools>;
