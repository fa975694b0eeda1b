import type { Events } from '../events.ts';
import type { Trust } from '../siths/index.ts';
import type { Store } from '../store/index.ts';
import { createSharedAnswers, nothingShared } from './answers.ts';
import { keepFetchedLists } from './keep-lists.ts';
import { createLearn } from './learn.ts';
import { createListMemory } from './list-memory.ts';
import type { Learn, ServerTrust } from './server-trust.ts';
import { createServerTrust } from './servers.ts';
import { createListStore } from './store.ts';
import { takeRevoked } from './take-revoked.ts';
import { watchTrust } from './watch-trust.ts';

interface Parts {
  readonly trust: Trust;
  /** Undefined: what this process fetches, no other knows of. */
  readonly store: Store | undefined;
  readonly events: Pick<Events, 'emit'>;
}

export interface Revocation {
  readonly learn: Learn;
  readonly servers: ServerTrust;
  close(): Promise<void>;
}

/** Keeps what one process knows of revocations fresh: files, lists that are fetched, responders. */
export function keepRevocation({ trust, store, events }: Parts): Revocation {
  const unwatch = watchTrust(trust, events);
  const lists = keepFetchedLists({ trust, store: store ? createListStore(store) : createListMemory(), events });
  const shared = store ? createSharedAnswers(store) : nothingShared;
  const revoked = takeRevoked(trust, shared, events);
  const { learn, close } = createLearn(trust, events, shared);
  return {
    learn,
    servers: createServerTrust(trust, learn),
    async close() {
      unwatch();
      await Promise.all([close(), revoked.stop(), lists.close()]);
    },
  };
}
