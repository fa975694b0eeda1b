import { narrowedTo } from '../../../audit/controller.ts';
import { entriesOf } from '../../../audit/entries.ts';
import { type Access, accessesOf } from '../../../audit/extract/accesses.ts';
import { kindsIn } from '../../../audit/extract/kinds-of-information.ts';
import type { Names } from '../../../audit/extract/names.ts';
import type { AccessLog, StoredEntry } from '../../../audit/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { getAccessLogsForPatient1 } from '../../../contracts/security/log-1.ts';
import { instantIn } from './actions.ts';
import { ownNames, type SecurityCall } from './call.ts';
import { logAnswer, type SecurityParts } from './parts.ts';
import { patientIn, resultOver } from './patients.ts';
import { answered, olderResultBlock, Unanswerable } from './result.ts';

export interface AccessLogsParts extends Pick<SecurityParts, 'installation' | 'findIdentities'> {
  readonly accessLog: Pick<AccessLog, 'append' | 'list'>;
  /** Names as they may be told to a patient; each is looked up once. */
  readonly names: () => Names;
}

type Request = ValueOf<typeof getAccessLogsForPatient1.request>;
type Told = ValueOf<typeof getAccessLogsForPatient1.response>['AccessLogsResultType'];
type Row = NonNullable<NonNullable<Told['AccesssLogs']>['AccessLog']>[number];

/** By rule of the contract. */
const mostEntries = 10_000;
/** Longest texts of the contract. */
const [longestKind, longestName] = [50, 256];

/** GetAccessLogsForPatient: from the log of the caller's own care provider, what a patient may be told. */
export function createAccessLogs(parts: AccessLogsParts) {
  async function told(call: SecurityCall, request: Request): Promise<Told> {
    // Answers are made at once: no report is ever waited for.
    if (request.QueuedReportId !== undefined)
      return { Result: { ResultCode: 'REPORT_NOT_FOUND', ResultText: 'Rapporten finns inte. (No such report.)' } };
    const patient = patientIn(request.PatientId);
    const [from, to] = [instantIn(request.FromDate), instantIn(request.ToDate)];
    if (from > to) throw new Unanswerable('VALIDATION', 'ToDate is before FromDate.');
    const identities = await parts.findIdentities(patient, call);
    const { patients } = identities;
    const entries = await ownEntries(call, patients, from, through(to));
    await logAnswer(parts, call, 'extract:make', {
      patient,
      linked: patients.slice(1),
      reader: { careProvider: call.careProvider, careUnit: undefined },
      actor: call.actor,
      purpose: 'Administration',
      details: { from, to },
    });
    if (!entries) {
      const ResultText = `Fler än ${mostEntries} poster; välj en kortare tid. (Too many entries; choose a shorter time.)`;
      return { Result: { ResultCode: 'MAX_QUERY_RESULT_EXCEEDED', ResultText } };
    }
    const names = parts.names();
    const rows = await Promise.all(accessesOf(entries).map((access) => rowsOf(access, names)));
    return {
      Result: olderResultBlock(resultOver(identities), 'VALIDATION_ERROR'),
      AccesssLogs: { AccessLog: rows.flat() },
    };
  }

  /** What the caller's care provider is controller of, each in its own part; undefined when they are too many. */
  async function ownEntries(
    call: SecurityCall,
    patients: readonly PatientId[],
    from: string,
    to: string,
  ): Promise<readonly StoredEntry[] | undefined> {
    const controller = ownNames(call);
    const found = new Map<string, StoredEntry>();
    for (const { id: patient } of patients)
      for await (const entry of entriesOf(parts.accessLog, { patient, from, to, controller })) {
        const own = narrowedTo(entry, controller);
        if (own) found.set(own.id, own);
        if (found.size > mostEntries) return undefined;
      }
    return [...found.values()];
  }

  return async (call: SecurityCall, request: Request) => ({
    AccessLogsResultType: await answered(
      () => told(call, request),
      (result) => ({ Result: olderResultBlock(result, 'VALIDATION_ERROR') }),
    ),
  });
}

/** Before which instant: the times of the contract are whole seconds, and the last one is asked for too. */
function through(last: string): string {
  const next = new Date(Date.parse(last) + 1_000).toISOString();
  // Whoever asks to the end of time: not every store reads years of five digits.
  return next < last ? last : next;
}

/** One for each kind of information. */
async function rowsOf(access: Access, names: Names): Promise<Row[]> {
  const { careProvider = '', careUnit = careProvider, person, system = '' } = access;
  const [providerName, unitName] = await Promise.all([names.place(careProvider), names.place(careUnit)]);
  const staff = person === undefined ? undefined : await names.staff(person);
  const userName = staff ? (staff.kind === 'named' ? staff.name : undefined) : await names.place(system);
  const row = {
    CareProviderId: careProvider,
    ...optional('CareProviderName', providerName),
    CareUnitId: careUnit,
    ...optional('CareUnitName', unitName),
    AccessDate: access.at,
    // Whoever has a protected identity is not told of by name, nor by what leads to it.
    UserId: staff?.kind === 'protected' ? careUnit : (person ?? system),
    ...optional('UserName', userName),
    ...optional('UserTitle', staff?.kind === 'named' ? staff.title : undefined),
    Purpose: access.purpose ?? 'Inte angivet',
  };
  return kindsOf(access).map((kind) => ({ ...row, ResourceType: kind.slice(0, longestKind) }));
}

function optional<Name extends string>(name: Name, text: string | undefined) {
  return (text === undefined ? {} : { [name]: text.slice(0, longestName) }) as { readonly [Key in Name]?: string };
}

function kindsOf({ entries, action }: Access): readonly string[] {
  const kinds = [...new Set(entries.flatMap(kindsIn))];
  return kinds.length > 0 ? kinds : [action];
}
