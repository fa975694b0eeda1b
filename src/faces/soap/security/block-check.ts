import type { InformationEntity, ReaderPlace } from '../../../access/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { checkBlocks4 } from '../../../contracts/security/blocking-4.ts';
import type { checkBlocks3 } from '../../../contracts/security/blocking-older.ts';
import { instantIn } from './actions.ts';
import { placeOf, type SecurityCall } from './call.ts';
import { camelCased } from './camel.ts';
import { logCheck, type SecurityParts } from './parts.ts';
import { patientIn } from './patients.ts';
import { answered, ok, olderResultBlock, type Result, resultBlock, told, Unanswerable } from './result.ts';

type Request = ValueOf<typeof checkBlocks4.request>;
type Row = Request['informationEntities'][number];

interface Question {
  readonly reader: ReaderPlace;
  readonly patient: PatientId;
  readonly rows: readonly Row[];
}

interface RowResult {
  readonly status: 'OK' | 'BLOCKED' | 'VALIDATIONERROR';
  readonly rowNumber: number;
}

interface Checked {
  readonly result: Result;
  readonly rows: readonly RowResult[];
}

/** Rows of one call; all are judged at once. */
const mostRows = 5_000;

/** CheckBlocks of both versions. */
export function createBlockCheck(parts: SecurityParts) {
  async function check(call: SecurityCall, { reader, patient, rows }: Question): Promise<Checked> {
    if (rows.length > mostRows) throw new Unanswerable('VALIDATION', `At most ${mostRows} rows a call.`);
    const entities = rows.map(entityOf);
    const { patients, complete } = await parts.findIdentities(patient, call);
    const statuses = await judge(reader, patients, entities);
    const checked = rows.map(({ rowNumber }, index) => ({ status: statuses[index] ?? 'VALIDATIONERROR', rowNumber }));
    await logCheck(parts, call, 'block:check', reader, patients, {
      rows: rows.length,
      blocked: checked.filter(({ status }) => status === 'BLOCKED').length,
    });
    return { result: summaryOf(checked, complete), rows: checked };
  }

  /** Undefined: the row could not be interpreted, or is of a care provider whose blocks are kept elsewhere. */
  async function judge(
    reader: ReaderPlace,
    patients: readonly PatientId[],
    entities: readonly (InformationEntity | undefined)[],
  ): Promise<(RowResult['status'] | undefined)[]> {
    const mine = entities.map((entity) => (entity && parts.keeps('blocks', entity.careProvider) ? entity : undefined));
    const judged = mine.filter((entity) => entity !== undefined);
    const states = judged.length > 0 ? await parts.facts.blocks(reader, patients, judged, new Date()) : [];
    const rest = states.values();
    return mine.map((entity) => {
      const state = entity && rest.next().value;
      if (!state) return undefined;
      if (!state.known) throw new Unanswerable('ERROR', 'The blocks cannot be checked now.');
      return ['none', 'inner-lifted', 'outer-lifted'].includes(state.value) ? 'OK' : 'BLOCKED';
    });
  }

  return {
    async current(call: SecurityCall, request: Request): Promise<ValueOf<typeof checkBlocks4.response>> {
      const { result, rows } = await answered(
        async () => check(call, questionIn(request, request.patientId)),
        (result): Checked => ({ result, rows: [] }),
      );
      return { checkBlocksResult: { result: resultBlock(result, 'VALIDATIONERROR'), checkResults: rows } };
    },
    async older(
      call: SecurityCall,
      request: ValueOf<typeof checkBlocks3.request>,
    ): Promise<ValueOf<typeof checkBlocks3.response>> {
      const { result, rows } = await answered(
        async () => check(call, questionIn(camelCased(request), request.PatientId)),
        (result): Checked => ({ result, rows: [] }),
      );
      return {
        CheckBlocksResultType: {
          Result: olderResultBlock(result, 'VALIDATIONERROR'),
          CheckResults: rows.map(({ status, rowNumber }) => ({ Status: status, RowNumber: rowNumber })),
        },
      };
    },
  };
}

function questionIn(
  { accessingActor, informationEntities }: Pick<Request, 'accessingActor' | 'informationEntities'>,
  patient: Parameters<typeof patientIn>[0],
): Question {
  return { reader: placeOf(accessingActor), patient: patientIn(patient), rows: informationEntities };
}

/** Undefined when the row cannot be interpreted; the others are answered all the same. */
function entityOf(row: Row): InformationEntity | undefined {
  const careProvider = row.informationCareProviderId.trim();
  const careUnit = row.informationCareUnitId.trim();
  if (!careProvider || !careUnit) return undefined;
  try {
    const [start, end] = [instantIn(row.informationStartDate), instantIn(row.informationEndDate)];
    if (start > end) return undefined;
    return { careProvider, careUnit, start, end, type: row.informationType?.trim() || undefined };
  } catch (thrown) {
    if (thrown instanceof Unanswerable) return undefined;
    throw thrown;
  }
}

function summaryOf(rows: readonly RowResult[], complete: boolean): Result {
  const remarks = [
    ...(rows.some(({ status }) => status === 'VALIDATIONERROR')
      ? ['Some rows cannot be interpreted, or are of care providers whose blocks are not kept here.']
      : []),
    ...(complete ? [] : ['The person register does not answer: blocks of other identities may be missing.']),
  ];
  return remarks.length === 0 ? ok : told('INFO', remarks.join(' '));
}
