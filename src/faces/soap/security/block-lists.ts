import type { RegisteredBlock, RegisteredRevoke } from '../../../access/blocks/registered-block.ts';
import type { PatientId } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { getBlocks4 } from '../../../contracts/security/blocking-4.ts';
import type { getBlocksForPatient2 } from '../../../contracts/security/blocking-older.ts';
import { optionalInstantIn } from './actions.ts';
import { demandOwn, type SecurityCall } from './call.ts';
import { nextTime } from './next-time.ts';
import { demandKept, logAnswer, type SecurityParts } from './parts.ts';
import { identifierOf, patientIn, resultOver } from './patients.ts';
import { answered, olderResultBlock, type Result, resultBlock, Unanswerable } from './result.ts';

interface Listed {
  readonly result: Result;
  readonly blocks: readonly RegisteredBlock[];
  /** From when on to ask next time, so that nothing is missed. */
  readonly next: string;
  /** When the latest of all the patient's blocks, or of their lifts, was taken back; the beginning of time when none was. */
  readonly latestCancellation: string;
}

const never = new Date(0).toISOString();
const nothing = (result: Result): Listed => ({ result, blocks: [], next: never, latestCancellation: never });

const infoTypes = { lak: 'Läkemedel - Ordination/förskrivning', upp: 'Uppmärksamhetsinformation' } as const;

/** The blocks in force of one patient at the caller's own care provider. */
export function createBlockLists(parts: SecurityParts) {
  async function list(
    call: SecurityCall,
    given: PatientId,
    careProvider: string,
    createdOnOrAfter: string | undefined,
  ): Promise<Listed> {
    demandOwn(call, careProvider);
    demandKept(parts, 'blocks', careProvider);
    const since = optionalInstantIn(createdOnOrAfter) ?? never;
    const next = nextTime();
    const identities = await parts.findIdentities(given, call);
    const { patients } = identities;
    const all = await parts.registrations.blocks({ patients, careProvider });
    await logAnswer(parts, call, 'block:list', {
      patient: given,
      linked: patients.slice(1),
      reader: { careProvider, careUnit: undefined },
      actor: call.actor,
    });
    const cancellations = all
      .flatMap((block) => [block, ...block.revokes])
      .flatMap(({ cancelled }) => cancelled?.recordedAt ?? []);
    return {
      result: resultOver(identities),
      blocks: all.filter((block) => !block.cancelled && block.recordedAt >= since),
      next,
      latestCancellation: cancellations.toSorted().at(-1) ?? never,
    };
  }

  return {
    async current(call: SecurityCall, request: ValueOf<typeof getBlocks4.request>) {
      const { patientId, careProviderIds = [], createdOnOrAfter } = request;
      const { result, blocks, next, latestCancellation } = await answered(async () => {
        if (!patientId) throw new Unanswerable('VALIDATION', 'Blocks are given for one patient at a time.');
        for (const careProvider of careProviderIds) demandOwn(call, careProvider);
        return list(call, patientIn(patientId), call.careProvider, createdOnOrAfter);
      }, nothing);
      const blockHeader: ValueOf<typeof getBlocks4.response>['blockHeader'] = {
        result: resultBlock(result, 'VALIDATIONERROR'),
        blocks: blocks.map(blockOf),
        nextCreatedOnOrAfter: next,
        latestCancellation,
      };
      return { blockHeader };
    },
    async older(call: SecurityCall, request: ValueOf<typeof getBlocksForPatient2.request>) {
      const { PatientId, CareProviderId, CreatedOnOrAfter } = request;
      const { result, blocks, next, latestCancellation } = await answered(
        async () => list(call, patientIn(PatientId), CareProviderId, CreatedOnOrAfter),
        nothing,
      );
      const BlockHeaderType: ValueOf<typeof getBlocksForPatient2.response>['BlockHeaderType'] = {
        Result: olderResultBlock(result, 'VALIDATIONERROR'),
        Blocks: blocks.map(olderBlockOf),
        NextCreatedOnOrAfter: next,
        LatestCancellation: latestCancellation,
      };
      return { BlockHeaderType };
    },
  };
}

function blockOf(block: RegisteredBlock) {
  const { id, kind, patient, careProvider, careUnit, start, end, excludedTypes } = block;
  return {
    blockId: id,
    blockType: kind === 'inner' ? 'Inner' : 'Outer',
    ...(start !== undefined && { informationStartDate: start }),
    ...(end !== undefined && { informationEndDate: end }),
    ...(careUnit !== undefined && { informationCareUnitId: careUnit }),
    informationCareProviderId: careProvider,
    patientId: identifierOf(patient),
    excludedInformationTypes: excludedTypes.map((type) => ({
      infoTypeId: type,
      infoTypeDescription: infoTypes[type],
    })),
    temporaryRevokes: revokesInForce(block).map(({ id, end, careUnit, employee }) => ({
      temporaryRevokeId: id,
      endDate: end,
      revokedForCareUnitId: careUnit,
      ...(employee !== undefined && { revokedForEmployeeId: employee }),
    })),
  } as const;
}

function olderBlockOf(block: RegisteredBlock) {
  const { id, kind, patient, careProvider, careUnit, start, end, excludedTypes } = block;
  return {
    BlockId: id,
    BlockType: kind === 'inner' ? 'Inner' : 'Outer',
    PatientId: patient.id,
    ...(start !== undefined && { InformationStartDate: start }),
    ...(end !== undefined && { InformationEndDate: end }),
    ...(careUnit !== undefined && { InformationCareUnitId: careUnit }),
    InformationCareProviderId: careProvider,
    ExcludedInformationTypes: excludedTypes.map((type) => ({
      InfoTypeId: type,
      InfoTypeDescription: infoTypes[type],
    })),
    TemporaryRevokes: revokesInForce(block).map(({ id, end, careUnit, employee }) => ({
      TemporaryRevokeId: id,
      EndDate: end,
      RevokedForCareUnitId: careUnit,
      ...(employee !== undefined && { RevokedForEmployeeId: employee }),
    })),
  } as const;
}

function revokesInForce({ revokes }: RegisteredBlock): RegisteredRevoke[] {
  const now = new Date().toISOString();
  return revokes.filter(({ cancelled, end }) => !cancelled && end > now);
}
