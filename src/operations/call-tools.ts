import type { AccessLogReader } from '../audit/index.ts';
import type { DeliveryDesk } from '../deliveries/desk.ts';
import { type ProcessLine, readProcesses } from '../processes/index.ts';
import type { Store } from '../store/index.ts';
import { findTrace } from '../tracing/index.ts';

interface CallToolsParts {
  readonly store: Pick<Store, 'db'>;
  readonly log: Pick<AccessLogReader, 'list'>;
  readonly desk: Pick<DeliveryDesk, 'list'> | undefined;
}

/** What engineers see of calls, and of the processes that answer them. No patient data. */
export function createCallTools({ store, log, desk }: CallToolsParts) {
  return {
    /** All that is known of one call. Nothing found is empty. */
    trace: ({ id }: { id: string }) => findTrace(id.slice(0, 200), { db: store.db, log, deliveries: desk }),
    processes: (_: Record<string, never>): Promise<readonly ProcessLine[]> => readProcesses(store),
  };
}

export type CallTools = ReturnType<typeof createCallTools>;
