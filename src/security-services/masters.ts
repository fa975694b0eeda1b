import type { AccessFacts, BlockState, Fact, InformationEntity } from '../access/facts.ts';
import type { ForeignMaster, MasterOf } from '../access/foreign-master.ts';
import { type LocalFacts, thisBridge } from '../access/local-facts.ts';
import { type Mastery, masterName } from '../config/master-names.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { createForeignFacts, type ForeignFacts } from './foreign-facts.ts';
import { createForeignMaster } from './foreign-registrations.ts';
import { createSecurityService } from './service.ts';

export type MastersConfig = Pick<Config, 'access' | 'bridge' | 'outgoing' | 'successions'>;

/** Whom to ask about what, and who must take what is registered. */
export interface Masters {
  readonly facts: AccessFacts;
  readonly masterOf: MasterOf;
  close(): Promise<void>;
}

interface Foreign {
  readonly facts: ForeignFacts;
  readonly master: ForeignMaster;
}

/**
 * Each question goes to the master that the configuration names: about blocks that of the care provider whose
 * information it is, about relation and consent that of the one that reads. Where nobody is named nothing is known.
 */
export function createMasters(config: MastersConfig, local: LocalFacts, events: Events): Masters {
  const { outgoing, bridge } = config;
  const parts = { outgoing, bridgeHsaId: bridge.hsaId, events };
  const services = new Map(
    config.access.services.map((service) => [service.name, createSecurityService(service, parts)]),
  );
  const foreign = new Map(
    [...services].map(([name, service]): [string, Foreign] => {
      const facts = createForeignFacts(service);
      return [name, { facts, master: createForeignMaster(service, facts.forget) }];
    }),
  );

  /** `bridge`, a service, or nobody. */
  function masterFor(what: Mastery, careProvider: string): typeof thisBridge | Foreign | undefined {
    const name = masterName(config, what, careProvider);
    return name === undefined || name === thisBridge ? name : foreign.get(name);
  }

  const facts: AccessFacts = {
    async relation(reader, patients, at) {
      const master = masterFor('relations', reader.careProvider);
      if (master === thisBridge) return local.relation(reader, patients, at);
      if (!master) return nobody('relations');
      const answer = await master.facts.relation(reader, patients, at);
      if (!answer.known || answer.value.state === 'current') return answer;
      // A service tells no relation that has ended; what was registered here may.
      const before = await local.relation(reader, patients, at);
      return before.known && before.value.state === 'ended' ? { ...answer, value: before.value } : answer;
    },
    async consent(reader, patients, at) {
      const master = masterFor('consents', reader.careProvider);
      if (master === thisBridge) return local.consent(reader, patients, at);
      if (!master) return nobody('consents');
      return local.consentBeside(await master.facts.consent(reader, patients, at), reader, patients, at);
    },
    async blocks(reader, patients, entities, at, reading) {
      const groups = Map.groupBy(entities, ({ careProvider }) => masterFor('blocks', careProvider));
      const answers = new Map<InformationEntity, Fact<BlockState>>();
      const ask = async (master: ReturnType<typeof masterFor>, theirs: InformationEntity[]): Promise<void> => {
        const from = master === thisBridge ? local : master?.facts;
        const states = await from?.blocks(reader, patients, theirs, at, reading);
        for (const [index, entity] of theirs.entries()) answers.set(entity, states?.[index] ?? nobody('blocks'));
      };
      await Promise.all([...groups].map(([master, theirs]) => ask(master, theirs)));
      return entities.map((entity) => answers.get(entity) ?? nobody('blocks'));
    },
  };

  return {
    facts,
    masterOf: (what, careProvider) => {
      const master = masterFor(what, careProvider);
      if (!master) throw new BridgeError('SECURITY_SERVICE_UNAVAILABLE', noMaster(what));
      return master === thisBridge ? undefined : master.master;
    },
    close: async () => {
      await Promise.all([...services.values()].map((service) => service.close()));
    },
  };
}

function nobody(what: Mastery): Fact<never> {
  return { known: false, from: 'nobody', reason: noMaster(what) };
}

function noMaster(what: Mastery): string {
  return `No master of ${what} is configured for the care provider.`;
}
