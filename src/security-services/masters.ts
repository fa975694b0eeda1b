import { madeAtPlace } from '../access/blocks/evaluate.ts';
import type { AccessFacts, BlockState, Fact, InformationEntity, ReaderPlace } from '../access/facts.ts';
import type { ForeignMaster, MasterOf } from '../access/foreign-master.ts';
import { type LocalFacts, thisBridge } from '../access/local-facts.ts';
import { type Mastery, masterName } from '../config/master-names.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { successionsOf } from '../hsa/succession/successions.ts';
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
  const successions = successionsOf(config);
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
      const named = asNamed(reader);
      const master = masterFor('relations', named.careProvider);
      if (master === thisBridge) return local.relation(reader, patients, at);
      if (!master) return nobody('relations');
      const answer = await master.facts.relation(named, patients, at);
      if (!answer.known || answer.value.state === 'current') return answer;
      // A service tells no relation that has ended; what was registered here may.
      const before = await local.relation(reader, patients, at);
      return before.known && before.value.state === 'ended' ? { ...answer, value: before.value } : answer;
    },
    async consent(reader, patients, at) {
      const named = asNamed(reader);
      const master = masterFor('consents', named.careProvider);
      if (master === thisBridge) return local.consent(reader, patients, at);
      if (!master) return nobody('consents');
      return local.consentBeside(await master.facts.consent(named, patients, at), reader, patients, at);
    },
    async blocks(reader, patients, entities, at, reading) {
      if (isForThisBridge(entities)) return local.blocks(reader, patients, entities, at, reading);
      const questions = entities.flatMap((entity) => questionsOf(entity, asNamed(reader), at));
      const answers = new Map<InformationEntity, Fact<BlockState>[]>();
      const ask = async (theirs: readonly Question[]): Promise<void> => {
        const [{ master, by }] = theirs as readonly [Question, ...Question[]];
        const asked = theirs.map(({ asked: entity }) => entity);
        const states =
          master === thisBridge
            ? await local.blocks(reader, patients, asked, at, reading)
            : await master?.facts.blocks(by, patients, asked, at, reading);
        for (const [index, { entity }] of theirs.entries())
          answers.set(entity, [...(answers.get(entity) ?? []), states?.[index] ?? nobody('blocks')]);
      };
      await Promise.all(
        [...Map.groupBy(questions, ({ master }) => master).values()]
          .flatMap((ofOne) => [...Map.groupBy(ofOne, ({ by }) => by.careProvider).values()])
          .map(ask),
      );
      return entities.map((entity) => strictest(answers.get(entity) ?? []));
    },
  };

  /** As a rule nothing has merged, and this bridge is the master: then there is nothing to share out. */
  function isForThisBridge(entities: readonly InformationEntity[]): boolean {
    if (successions.entries.length > 0) return false;
    const careProviders = new Set<string>();
    for (const { careProvider } of entities) careProviders.add(careProvider);
    return [...careProviders].every((careProvider) => masterFor('blocks', careProvider) === thisBridge);
  }

  interface Question {
    readonly entity: InformationEntity;
    readonly asked: InformationEntity;
    readonly master: ReturnType<typeof masterFor>;
    /** The reader, as the master knows it. */
    readonly by: ReaderPlace;
  }

  /**
   * Blocks stay with whoever was master of them for the care provider that had them, under its name: those of all that
   * that may have had the information are asked. This bridge finds them by itself.
   */
  function questionsOf(entity: InformationEntity, reader: ReaderPlace, at: Date): readonly Question[] {
    const all = holdersOf(entity, at).map((careProvider): Question => {
      const master = masterFor('blocks', careProvider);
      if (master === thisBridge) return { entity, asked: entity, master, by: reader };
      return { entity, asked: { ...entity, careProvider }, master, by: readingAs(careProvider, reader, at) };
    });
    return all.filter(
      ({ master }, index) => master !== thisBridge || index === all.findIndex((one) => one.master === thisBridge),
    );
  }

  /** The names of care providers that may have had the information. */
  function holdersOf(entity: InformationEntity, at: Date): readonly string[] {
    // As a rule nothing has merged, and this is asked of each record.
    if (successions.entries.length === 0) return [entity.careProvider];
    const heir = successions.providerAt(entity.careProvider, at);
    const names = new Set([entity.careProvider, heir, ...successions.takenOver(heir, at)]);
    return [...names].filter((name) => hadBefore(name, madeAtPlace(entity), at).includes(name.toUpperCase()));
  }

  /** Who had a place when the named care provider was last its own, in upper case. */
  function hadBefore(name: string, place: Parameters<typeof successions.answeredAt>[0], at: Date): readonly string[] {
    return successions.answeredAt(place, successions.lastOwnInstant(name, at), at);
  }

  /** One who stood with a care provider that is gone is its own to its master, whatever name the directory has by now. */
  function readingAs(name: string, reader: ReaderPlace, at: Date): ReaderPlace {
    if (successions.heirOf(name, at) === undefined) return reader;
    const [had, ...others] = hadBefore(name, reader, at);
    return had === name.toUpperCase() && others.length === 0 ? { ...reader, careProvider: name } : reader;
  }

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

/** As the security services know the reader, who has taken over whom or not. */
function asNamed({ employee, careProvider, careUnit, merged }: ReaderPlace): ReaderPlace {
  return { employee, ...(merged?.named ?? { careProvider, careUnit }) };
}

/** What is not known comes first, then what hits, then what is lifted. */
function strictest(answers: readonly Fact<BlockState>[]): Fact<BlockState> {
  const [first = nobody('blocks'), ...others] = answers;
  return others.reduce((so, one) => (strictness(one) > strictness(so) ? one : so), first);
}

function strictness(answer: Fact<BlockState>): number {
  if (!answer.known) return 3;
  if (answer.value === 'none') return 0;
  return answer.value.endsWith('-lifted') ? 1 : 2;
}

function nobody(what: Mastery): Fact<never> {
  return { known: false, from: 'nobody', reason: noMaster(what) };
}

function noMaster(what: Mastery): string {
  return `No master of ${what} is configured for the care provider.`;
}
