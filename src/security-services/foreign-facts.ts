import type {
  AccessFacts,
  BlockState,
  Consent,
  Fact,
  InformationEntity,
  ReaderPlace,
  Relation,
} from '../access/facts.ts';
import type { PatientId } from '../contracts/record.ts';
import { assertCareEngagement1 } from '../contracts/security/care-engagement-1.ts';
import { checkConsent1 } from '../contracts/security/consent-1.ts';
import { checkConsent2 } from '../contracts/security/consent-2.ts';
import { checkPatientRelation1 } from '../contracts/security/relation-1.ts';
import { badData } from '../sources/failures.ts';
import { SourceFailure } from '../sources/query.ts';
import { askBlocks } from './ask-blocks.ts';
import { createMemory } from './memory.ts';
import { accessingActor, fitsEngagement, fitsOlder, iiOf, olderActor } from './reach.ts';
import { demandDone } from './result.ts';
import type { SecurityService } from './service.ts';

type ConsentKind = 'Consent' | 'Emergency' | undefined;

export interface ForeignFacts extends AccessFacts {
  /** After something was registered: what was known before may no longer hold. */
  forget(): void;
}

const noRelation: Relation = { state: 'none', id: undefined, until: undefined };
const noConsent: Consent = { state: 'none', assertionId: undefined, until: undefined, opened: false };

/** What a security service says. Whatever keeps it from answering as its contracts say makes the fact unknown. */
export function createForeignFacts(service: SecurityService): ForeignFacts {
  const { name, cacheMs, consent: consentMajor, relation: relationContract } = service.config;
  const memory = createMemory(cacheMs);

  async function fact<Value>(question: unknown, permits: (value: Value) => boolean, find: () => Promise<Value>) {
    const asOf = new Date().toISOString();
    const key = JSON.stringify(question);
    const remembered = memory.recall<Fact<Value>>(key);
    if (remembered) return remembered;
    try {
      const known: Fact<Value> = { known: true, value: await find(), asOf, from: name };
      // Only what permits is kept: a consent just given, or a block just lifted, counts at once.
      if (permits(known.value)) memory.keep(key, known);
      return known;
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown;
      return { known: false, from: name, reason: thrown.reason } satisfies Fact<Value>;
    }
  }

  async function isRelated(reader: ReaderPlace, patient: PatientId): Promise<boolean> {
    const { employeeId, careProviderId, careUnitId } = accessingActor(reader);
    if (relationContract === 'AssertCareEngagement') {
      const { HasCareEngagement } = await service.call(assertCareEngagement1, reader.careProvider, {
        performer: employeeId,
        subjectOfCareId: patient.id,
        careUnitHsaIdentity: careUnitId,
        careGiverHsaIdentity: careProviderId,
      });
      return HasCareEngagement;
    }
    const { CheckResultType } = await service.call(checkPatientRelation1, reader.careProvider, {
      AccessingActor: olderActor(reader),
      PatientId: patient.id,
    });
    demandDone(CheckResultType.Result.ResultCode);
    return CheckResultType.HasPatientrelation;
  }

  async function consentKind(reader: ReaderPlace, patient: PatientId): Promise<ConsentKind> {
    if (consentMajor === 1) {
      const { CheckResultType } = await service.call(checkConsent1, reader.careProvider, {
        AccessingActor: olderActor(reader),
        PatientId: patient.id,
      });
      demandDone(CheckResultType.Result.ResultCode);
      return CheckResultType.HasConsent ? (CheckResultType.AssertionType ?? 'Consent') : undefined;
    }
    const { checkResult } = await service.call(checkConsent2, reader.careProvider, {
      accessingActor: accessingActor(reader),
      patientId: iiOf(patient),
    });
    demandDone(checkResult.result.resultCode);
    return checkResult.hasConsent ? (checkResult.assertionType ?? 'Consent') : undefined;
  }

  return {
    relation: (reader, patients) =>
      fact<Relation>(
        ['relation', reader, patients],
        ({ state }) => state === 'current',
        async () => {
          const fits = relationContract === 'AssertCareEngagement' ? fitsEngagement : fitsOlder;
          const answers = await forEach(patients.filter(fits), (patient) => isRelated(reader, patient));
          return answers.includes(true) ? { ...noRelation, state: 'current' } : noRelation;
        },
      ),
    consent: (reader, patients) =>
      fact<Consent>(
        ['consent', reader, patients],
        ({ state }) => state === 'given',
        async () => {
          const asked = consentMajor === 1 ? patients.filter(fitsOlder) : patients;
          const kinds = await forEach(asked, (patient) => consentKind(reader, patient));
          if (kinds.includes('Consent')) return { ...noConsent, state: 'given' };
          return kinds.includes('Emergency') ? { ...noConsent, state: 'emergency', opened: true } : noConsent;
        },
      ),
    async blocks(reader, patients, entities) {
      const byProvider = Map.groupBy(entities, ({ careProvider }) => careProvider.toUpperCase());
      const answers = new Map<InformationEntity, Fact<BlockState>>();
      const ask = async (careProvider: string, theirs: readonly InformationEntity[]): Promise<void> => {
        const all = await fact(
          ['blocks', reader, patients, theirs],
          (verdicts) => verdicts.every((verdict) => verdict === 'none'),
          () => askBlocks(service, careProvider, reader, patients, theirs),
        );
        for (const [index, entity] of theirs.entries()) answers.set(entity, one(all, index));
      };
      await Promise.all([...byProvider].map(([careProvider, theirs]) => ask(careProvider, theirs)));
      return entities.map((entity) => answers.get(entity) as Fact<BlockState>);
    },
    forget: () => memory.clear(),
  };
}

function one(all: Fact<readonly (BlockState | undefined)[]>, index: number): Fact<BlockState> {
  if (!all.known) return all;
  const value = all.value[index];
  return value === undefined
    ? { known: false, from: all.from, reason: 'The security service could not judge this row.' }
    : { ...all, value };
}

/** Every identity is asked for at the same time; one that cannot be answered leaves the whole unanswered. */
function forEach<Value>(patients: readonly PatientId[], ask: (patient: PatientId) => Promise<Value>): Promise<Value[]> {
  if (patients.length === 0) throw badData('The security service cannot be asked for any identity of the patient.');
  return Promise.all(patients.map(ask));
}
