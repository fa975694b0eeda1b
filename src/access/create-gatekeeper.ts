import type { Config } from '../config.ts';
import type { BridgeRecord, PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { successionsOf } from '../hsa/succession/successions.ts';
import { parsePatientId, sameHsaId } from '../identities/index.ts';
import { decideAdmission } from './decide-admission.ts';
import { decidingOnce } from './decide-once.ts';
import { decideRecord } from './decide-record.ts';
import type { Decision } from './decision.ts';
import type { AccessFacts, BlockFact, BlockState, Consent, Fact, ReaderPlace, Relation, UsedLift } from './facts.ts';
import type { Admission, AdmissionQuestion, BlockMaster, Circumstances, Gatekeeper, Judgements } from './gatekeeper.ts';
import { entityOf } from './information-entity.ts';
import { type KnownReader, knownReader, type ReaderParts, statesEmergency } from './known-reader.ts';
import { isRefusedStill } from './refused-before.ts';
import { ruleSetAt } from './rules/rule-sets.ts';

export interface GatekeeperParts extends ReaderParts {
  readonly config: Pick<Config, 'access' | 'callers' | 'sources' | 'successions'>;
  readonly facts: AccessFacts;
  /** Whether anybody has registered the patient as not merely temporarily unable to decide (SVOD 2:6). */
  readonly unableToDecide: (patients: readonly PatientId[], at: Date) => Promise<Fact<boolean>>;
}

/** What is found out once for all the contracts of one reading. */
interface Known extends KnownReader {
  readonly relation: Fact<Relation> | undefined;
  readonly consent: Fact<Consent> | undefined;
}

/** The gate: finds out who reads and what the patient has decided, and lets the pure decision say what may be shown. */
export function createGatekeeper(parts: GatekeeperParts): Gatekeeper {
  const { config, facts } = parts;
  const successions = successionsOf(config);
  const shared = new WeakMap<object, Promise<Known>>();

  function known(question: AdmissionQuestion): Promise<Known> {
    const { reading } = question;
    if (!reading) return findOut(question);
    const found = shared.get(reading) ?? findOut(question);
    shared.set(reading, found);
    return found;
  }

  async function findOut(question: AdmissionQuestion): Promise<Known> {
    const { patients, at } = question;
    const found = await knownReader(parts, question, at);
    const { gate } = found.reader;
    if (gate === 'patient')
      return { ...found, relation: undefined, consent: asConsent(await parts.unableToDecide(patients, at)) };
    // Who holds no assignment is refused for that: nothing is asked about the patient.
    if (gate === 'consumer' || !found.assignment?.known || !found.assignment.value)
      return { ...found, relation: undefined, consent: undefined };
    const place = placeOf(found);
    const [relation, consent] = await Promise.all([
      facts.relation(place, patients, at),
      facts.consent(place, patients, at),
    ]);
    return { ...found, relation, consent };
  }

  async function admit(question: AdmissionQuestion): Promise<Admission> {
    const { contract, patients, patientProtected, statedNeed, forCertificate = false, choice, actor, at } = question;
    const found = await known(question);
    const { reader } = found;
    const reading = question.reading ?? {};
    const policy = config.access.providers.find(({ careProvider }) => sameHsaId(careProvider, reader.careProvider));
    const circumstances: Circumstances = {
      ...found,
      ruleSet: ruleSetAt(at, config.access).id,
      assurance: config.access.assurance,
      patientIdValid: patients.every(isWellFormed),
      patientProtected,
      emergencyStated: statesEmergency(actor),
      contract,
      forCertificate,
      statedNeed,
      ownDataWithoutRelation: policy?.ownDataWithoutRelation ?? false,
      choice,
      at: at.toISOString(),
    };
    return {
      decision: decideAdmission(circumstances),
      circumstances,
      judge: (records) => judge(circumstances, records, { ...question, reading }),
    };
  }

  async function judge(
    circumstances: Circumstances,
    records: readonly BridgeRecord[],
    { patients, at, reading }: AdmissionQuestion,
  ): Promise<Judgements> {
    const isPatients = circumstances.reader.gate === 'patient';
    const blocks = isPatients
      ? records.map(() => noBlocks(at))
      : await blocksOf(records, placeOf(circumstances), patients, at, reading);
    const decide = decidingOnce((owner, block) =>
      decideRecord(circumstances, owner, block, isRefusedStill(successions, circumstances, owner)),
    );
    const judgements = records.map(({ header }, index) => decide(header, blocks[index] ?? unasked));
    return { judgements, blocks: isPatients ? [] : mastersIn(blocks), lifts: liftsIn(blocks, judgements) };
  }

  /** What names no care provider can be asked of nobody, and is refused for that. */
  async function blocksOf(
    records: readonly BridgeRecord[],
    place: ReaderPlace,
    patients: readonly PatientId[],
    at: Date,
    reading: object | undefined,
  ): Promise<readonly BlockFact[]> {
    const entities = records.map(entityOf);
    const asked = entities.filter((entity) => entity !== undefined);
    if (asked.length === 0) return records.map(() => unasked);
    const answers = await facts.blocks(place, patients, asked, at, reading);
    let next = 0;
    return entities.map((entity) => (entity && answers[next++]) ?? unasked);
  }

  return { admit };
}

const unasked: Fact<BlockState> = { known: false, from: 'bridge', reason: 'Nobody could be asked about blocks.' };

function noBlocks(at: Date): Fact<BlockState> {
  return { known: true, value: 'none', asOf: at.toISOString(), from: 'bridge' };
}

function placeOf({ reader: { employee, careProvider, careUnit, merged } }: Pick<Circumstances, 'reader'>): ReaderPlace {
  return { employee, careProvider, careUnit, ...(merged && { merged }) };
}

function asConsent(unable: Fact<boolean>): Fact<Consent> {
  if (!unable.known) return unable;
  const state = unable.value ? 'incapable' : 'none';
  return { ...unable, value: { state, assertionId: undefined, until: undefined, opened: false } };
}

function isWellFormed(patient: PatientId): boolean {
  try {
    parsePatientId(patient);
    return true;
  } catch (thrown) {
    if (thrown instanceof BridgeError) return false;
    throw thrown;
  }
}

/** Of what is shown, each once. */
function liftsIn(blocks: readonly BlockFact[], judgements: readonly Decision[]): UsedLift[] {
  const byId = new Map<string, UsedLift>();
  for (const [index, { lifts = [] }] of blocks.entries())
    if (judgements[index]?.shown === 'content') for (const lift of lifts) byId.set(lift.id, lift);
  return [...byId.values()];
}

function mastersIn(blocks: readonly Fact<BlockState>[]): BlockMaster[] {
  const byName = new Map<string, Fact<BlockState>>();
  for (const block of blocks) byName.set(block.from, block);
  return [...byName.values()].map((block) => ({ from: block.from, asOf: block.known ? block.asOf : undefined }));
}
