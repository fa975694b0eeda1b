import { createRegistrations } from '../access/create-registrations.ts';
import type { AccessFacts } from '../access/facts.ts';
import { createLocalFacts, createUnableToDecide } from '../access/local-facts.ts';
import type { Registrations } from '../access/registrations.ts';
import { createRegistry } from '../access/registry/store.ts';
import type { AccessLog } from '../audit/access-log.ts';
import type { Events } from '../events.ts';
import { successionsOf } from '../hsa/succession/successions.ts';
import type { Store } from '../store/index.ts';
import { createMasters, type MastersConfig } from './masters.ts';

/** What patients have decided and where they are in care: asked and registered, whoever is master of it. */
export interface Access {
  readonly facts: AccessFacts;
  /** As registered here: no other master knows it. */
  readonly unableToDecide: ReturnType<typeof createUnableToDecide>;
  readonly registrations: Registrations;
  close(): Promise<void>;
}

export function openAccess(parts: {
  readonly config: MastersConfig;
  readonly store: Store;
  readonly accessLog: Pick<AccessLog, 'append'>;
  readonly events: Events;
}): Access {
  const { config, store, accessLog, events } = parts;
  const registry = createRegistry(store);
  const masters = createMasters(config, createLocalFacts(registry, successionsOf(config)), events);
  return {
    facts: masters.facts,
    unableToDecide: createUnableToDecide(registry),
    registrations: createRegistrations({
      registry,
      log: accessLog,
      masterOf: masters.masterOf,
      installation: { name: config.bridge.name, kind: config.bridge.kind },
      emergencyHours: config.access.emergencyHours,
      now: () => new Date(),
      successions: successionsOf(config),
    }),
    close: masters.close,
  };
}
