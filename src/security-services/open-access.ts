import { createRegistrations } from '../access/create-registrations.ts';
import type { AccessFacts } from '../access/facts.ts';
import { createLocalFacts } from '../access/local-facts.ts';
import type { Registrations } from '../access/registrations.ts';
import { createRegistry } from '../access/registry/store.ts';
import type { AccessLog } from '../audit/access-log.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/index.ts';

/** What patients have decided and where they are in care: asked and registered, whoever is master of it. */
export interface Access {
  readonly facts: AccessFacts;
  readonly registrations: Registrations;
  close(): Promise<void>;
}

export function openAccess(parts: {
  readonly config: Pick<Config, 'access' | 'bridge'>;
  readonly store: Store;
  readonly accessLog: Pick<AccessLog, 'append'>;
}): Access {
  const { config, store, accessLog } = parts;
  const registry = createRegistry(store);
  return {
    facts: createLocalFacts(registry),
    registrations: createRegistrations({
      registry,
      log: accessLog,
      masterOf: () => undefined,
      installation: { name: config.bridge.name, kind: config.bridge.kind },
      emergencyHours: config.access.emergencyHours,
      now: () => new Date(),
    }),
    close: async () => undefined,
  };
}
