import type { PatientId } from '../contracts/record.ts';
import { placeOf } from '../errors.ts';
import { noSuccessions, type Successions } from '../hsa/succession/successions.ts';
import { type EffectiveBlock, evaluateBlocks } from './blocks/evaluate.ts';
import { decidedOn, type NewBlock, type NewRevoke, type RegisteredBlock } from './blocks/registered-block.ts';
import type { NewAssertion } from './consents/assertion.ts';
import { consentBeside, consentOf, isUnableToDecide } from './consents/state.ts';
import type { AccessFacts, BlockFact, BlockState, Consent, Fact, InformationEntity, ReaderPlace } from './facts.ts';
import { placedAt } from './merged.ts';
import { assertionOf, blocksOf, relationOf } from './registry/read-back.ts';
import type { Registry } from './registry/store.ts';
import type { NewRelation } from './relations/patient-relation.ts';
import { relationStateOf } from './relations/state.ts';

/** How facts of this bridge's own say where they come from. */
export const thisBridge = 'bridge';

export interface LocalFacts extends AccessFacts {
  /** What the master of consents said, with what is kept here beside it. */
  consentBeside(foreign: Fact<Consent>, ...question: Parameters<AccessFacts['consent']>): Promise<Fact<Consent>>;
}

/** What this bridge's own registry says; one query for each question. What it cannot say is not known. */
export function createLocalFacts(registry: Registry, successions: Successions = noSuccessions): LocalFacts {
  const assertionsOf = async (reader: ReaderPlace, patients: readonly PatientId[]) =>
    (await registry.ofPatient<NewAssertion>(['assertion'], { patients, careProviders: ownProviders(reader) })).map(
      assertionOf,
    );
  const placed = (reader: ReaderPlace, at: Date) => placedAt(reader, successions, at);

  const ofReadings = new WeakMap<object, Promise<Fact<EffectiveBlock[]>>>();
  const blocksOfReading = (reading: object, patients: readonly PatientId[], at: Date) => {
    const found = ofReadings.get(reading) ?? fact(at, () => standingBlocks(registry, { patients }));
    ofReadings.set(reading, found);
    return found;
  };

  return {
    relation: (given, patients, at) =>
      fact(at, async () => {
        const reader = placed(given, at);
        const careProviders = ownProviders(reader);
        const rows = await registry.ofPatient<NewRelation>(['relation'], { patients, careProviders });
        return relationStateOf(rows.map(relationOf), reader, at);
      }),
    consent: (given, patients, at) =>
      fact(at, async () => {
        const reader = placed(given, at);
        return consentOf(await assertionsOf(reader, patients), reader, at);
      }),
    async consentBeside(foreign, given, patients, at) {
      const reader = placed(given, at);
      const assertions = await fact(at, () => assertionsOf(reader, patients));
      if (!assertions.known) return assertions;
      if (foreign.known) return { ...foreign, value: consentBeside(foreign.value, assertions.value, reader, at) };
      // A no that is known here stands, whether or not the master answers.
      const here = consentOf(assertions.value, reader, at);
      return here.state === 'refused' ? { ...assertions, value: here } : foreign;
    },
    async blocks(reader, patients, entities, at, reading) {
      const blocks = reading
        ? await blocksOfReading(reading, patients, at)
        : await fact(at, () => blocksAround(entities, patients, at));
      if (!blocks.known) return entities.map(() => blocks);
      const none: Fact<BlockState> = { ...blocks, value: 'none' };
      // As a rule the patient has blocked nothing.
      if (blocks.value.length === 0) return entities.map(() => none);
      return entities.map((entity): BlockFact => {
        const { state, lifts } = evaluateBlocks(reader, entity, blocks.value, at, successions);
        return { ...blocks, value: state, ...(lifts.length > 0 && { lifts }) };
      });
    },
  };

  async function blocksAround(entities: readonly InformationEntity[], patients: readonly PatientId[], at: Date) {
    const careProviders = [...new Set(entities.flatMap(({ careProvider }) => everNamed(careProvider, at)))];
    return careProviders.length > 0 ? standingBlocks(registry, { patients, careProviders }) : [];
  }

  /** Under which names blocks may stand that concern information of the care provider. */
  function everNamed(careProvider: string, at: Date): readonly string[] {
    const now = successions.providerAt(careProvider, at);
    return [careProvider, now, ...successions.takenOver(now, at)].map((one) => one.toUpperCase());
  }
}

function ownProviders({ careProvider, merged }: ReaderPlace): readonly string[] {
  return [careProvider, ...(merged?.careProviders ?? [])].map((one) => one.toUpperCase());
}

/** Of whichever care provider: what has been made available on that ground is not the patient's to read (SVOD 4:2). */
export function createUnableToDecide(registry: Registry) {
  return (patients: readonly PatientId[], at: Date): Promise<Fact<boolean>> =>
    fact(at, async () => {
      const rows = await registry.ofPatient<NewAssertion>(['assertion'], { patients });
      return isUnableToDecide(rows.map(assertionOf), at);
    });
}

async function standingBlocks(
  registry: Registry,
  question: Parameters<Registry['ofPatient']>[1],
): Promise<EffectiveBlock[]> {
  const rows = await registry.ofPatient<NewBlock | NewRevoke>(['block', 'revoke'], question);
  return blocksOf(rows)
    .filter(stands)
    .map((block) => ({ ...block, madeAt: decidedOn(block), revokes: block.revokes.filter(stands) }));
}

function stands({ cancelled }: Pick<RegisteredBlock, 'cancelled'>): boolean {
  return cancelled === undefined;
}

async function fact<Value>(at: Date, find: () => Promise<Value>): Promise<Fact<Value>> {
  try {
    return { known: true, value: await find(), asOf: at.toISOString(), from: thisBridge };
  } catch (thrown) {
    // The reason goes on the log, and whoever asked is refused.
    return { known: false, from: thisBridge, reason: placeOf(thrown) };
  }
}
