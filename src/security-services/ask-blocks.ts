import type { BlockState, InformationEntity, ReaderPlace } from '../access/facts.ts';
import type { PatientId } from '../contracts/record.ts';
import { checkBlocks4 } from '../contracts/security/blocking-4.ts';
import { checkBlocks3 } from '../contracts/security/blocking-older.ts';
import { badData } from '../sources/failures.ts';
import { accessingActor, fitsOlder, iiOf, olderActor } from './reach.ts';
import { demandDone } from './result.ts';
import type { SecurityService } from './service.ts';

/** `InformationTypeIdValue`. A longer one, such as `und-kkm-ure`, would make the row or the whole call invalid. */
const longestType = 6;
/** In one call; more go in several at the same time. */
const largestCall = 1_000;
/** What a service must be told where the information's time is not known: then any block's period touches it. */
const always = { start: '1900-01-01T00:00:00.000Z', end: '2099-12-31T23:59:59.000Z' } as const;

/** Undefined: the service could not judge this row. */
type Verdict = Extract<BlockState, 'none' | 'blocked'> | undefined;

interface Row extends Pick<InformationEntity, 'type'> {
  readonly careProvider: string;
  readonly careUnit: string;
  readonly start: string;
  readonly end: string;
}

/** What a service says of one row. */
interface RowStatus {
  readonly row: number;
  readonly status: 'OK' | 'BLOCKED' | 'VALIDATIONERROR';
}

/**
 * Asks which of these are blocked under any identity of the patient: equal ones once, all in one call for each identity.
 * All are of one care provider. Throws SourceFailure.
 */
export async function askBlocks(
  service: SecurityService,
  careProvider: string,
  reader: ReaderPlace,
  patients: readonly PatientId[],
  entities: readonly InformationEntity[],
): Promise<Verdict[]> {
  const asked = service.config.blocking === 3 ? patients.filter(fitsOlder) : patients;
  if (asked.length === 0) throw badData('The security service cannot be asked for any identity of the patient.');
  const rowsOfAll = entities.map((entity) => rowOf(careProvider, entity));
  const distinct = [...new Map(rowsOfAll.filter((row) => row !== undefined).map((row) => [JSON.stringify(row), row]))];
  const calls: Promise<Verdict[]>[] = [];
  for (let start = 0; start < distinct.length; start += largestCall) {
    const rows = distinct.slice(start, start + largestCall).map(([, row]) => row);
    calls.push(
      Promise.all(asked.map((patient) => askRows(service, careProvider, reader, patient, rows))).then((byIdentity) =>
        rows.map((_, index) => worst(byIdentity.map((verdicts) => verdicts[index]))),
      ),
    );
  }
  const verdicts = (await Promise.all(calls)).flat();
  const byKey = new Map(distinct.map(([key], index) => [key, verdicts[index]]));
  return rowsOfAll.map((row) => row && byKey.get(JSON.stringify(row)));
}

/**
 * Undefined: without unit no service can tell whether an inner block hits it. A type that the contract has no room for is
 * left out, so that every block hits that could.
 */
function rowOf(careProvider: string, { careUnit, start, end, type }: InformationEntity): Row | undefined {
  if (careUnit === undefined) return undefined;
  const named = type !== undefined && type.length <= longestType ? type : undefined;
  return { careProvider, careUnit, start: start ?? always.start, end: end ?? always.end, type: named };
}

async function askRows(
  service: SecurityService,
  careProvider: string,
  reader: ReaderPlace,
  patient: PatientId,
  rows: readonly Row[],
): Promise<Verdict[]> {
  const statuses =
    service.config.blocking === 3
      ? await askOlder(service, careProvider, reader, patient, rows)
      : await askCurrent(service, careProvider, reader, patient, rows);
  return rows.map((_, index) => {
    const told = statuses.filter(({ row }) => row === index).map(({ status }) => status);
    if (told.includes('BLOCKED')) return 'blocked';
    return told.length > 0 && told.every((status) => status === 'OK') ? 'none' : undefined;
  });
}

async function askCurrent(...[service, careProvider, reader, patient, rows]: Parameters<typeof askRows>) {
  const { checkBlocksResult } = await service.call(checkBlocks4, careProvider, {
    accessingActor: accessingActor(reader),
    patientId: iiOf(patient),
    informationEntities: rows.map((row, rowNumber) => ({
      informationStartDate: row.start,
      informationEndDate: row.end,
      informationCareUnitId: row.careUnit,
      informationCareProviderId: row.careProvider,
      ...(row.type !== undefined && { informationType: row.type }),
      rowNumber,
    })),
  });
  demandDone(checkBlocksResult.result.resultCode);
  return (checkBlocksResult.checkResults ?? []).map(({ rowNumber, status }): RowStatus => ({ row: rowNumber, status }));
}

async function askOlder(...[service, careProvider, reader, patient, rows]: Parameters<typeof askRows>) {
  const { CheckBlocksResultType } = await service.call(checkBlocks3, careProvider, {
    AccessingActor: olderActor(reader),
    PatientId: patient.id,
    InformationEntities: rows.map((row, RowNumber) => ({
      InformationStartDate: row.start,
      InformationEndDate: row.end,
      InformationCareUnitId: row.careUnit,
      InformationCareProviderId: row.careProvider,
      ...(row.type !== undefined && { InformationType: row.type }),
      RowNumber,
    })),
  });
  demandDone(CheckBlocksResultType.Result.ResultCode);
  return (CheckBlocksResultType.CheckResults ?? []).map(
    ({ RowNumber, Status }): RowStatus => ({ row: RowNumber, status: Status }),
  );
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('blocked')) return 'blocked';
  return verdicts.includes(undefined) ? undefined : 'none';
}
