import { createHash } from 'node:crypto';
import { type Activity, type AuditEntry, activities } from '../../../audit/entry.ts';
import type { AccessLog } from '../../../audit/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { storeLog1 } from '../../../contracts/security/log-1.ts';
import type { storeLog2 } from '../../../contracts/security/log-2.ts';
import { commissionPurposes } from '../../../hsa/model.ts';
import { sameIdentity } from '../../../identities/index.ts';
import { instantIn } from './actions.ts';
import { callerFacts, demandOwn, type SecurityCall } from './call.ts';
import { type Camel, camelCased } from './camel.ts';
import type { SecurityParts } from './parts.ts';
import { patientIn } from './patients.ts';
import { answered, ok, olderResultBlock, type Result, resultBlock, Unanswerable } from './result.ts';

type LogRecord =
  | ValueOf<typeof storeLog2.request>['log'][number]
  | Camel<ValueOf<typeof storeLog1.request>>['log'][number];
type Resource = LogRecord['resources']['resource'][number];

/** By rule of the contract. */
const mostRecords = 500;
/** Clocks differ; what has not happened cannot be logged. */
const aheadMs = 5 * 60_000;
/** What the access log keeps of one text; longer ones are kept in parts. */
const textPart = 4_000;

export interface StoredLogParts extends Pick<SecurityParts, 'installation'> {
  readonly accessLog: Pick<AccessLog, 'append' | 'find'>;
}

/**
 * Other systems' records of who did what (StoreLog), each an entry of the access log for every patient it is about. All
 * are stored or none. An id that the log has already is refused; of two calls with one id at the same instant in
 * different processes both may hear OK, and the log has one of them.
 */
export function createStoredLogs({ installation, accessLog }: StoredLogParts) {
  let latest: Promise<unknown> = Promise.resolve();

  /** One call at a time, so that two with the same id cannot both find it free. */
  function inTurn(work: () => Promise<Result>): Promise<Result> {
    const turn = latest.then(work, work);
    latest = turn.catch(() => undefined);
    return turn;
  }

  async function store(call: SecurityCall, records: readonly LogRecord[]): Promise<Result> {
    if (records.length > mostRecords) throw new Unanswerable('VALIDATION', `At most ${mostRecords} records a call.`);
    const ids = records.map(({ logId }) => uuidIn(logId));
    const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
    if (repeated) throw new Unanswerable('VALIDATION', `The id ${repeated} stands twice.`);
    const entries = records.flatMap((record) => entriesOf(call, record, installation));
    const known = await Promise.all(ids.map((id) => accessLog.find(id)));
    const taken = ids.find((_, index) => known[index]);
    if (taken) throw new Unanswerable('VALIDATION', `The id ${taken} is stored already.`);
    await accessLog.append(entries);
    return ok;
  }

  const answer = (call: SecurityCall, records: readonly LogRecord[]) =>
    answered(
      () => inTurn(() => store(call, records)),
      (result) => result,
    );

  return {
    current: async (call: SecurityCall, { log }: ValueOf<typeof storeLog2.request>) => ({
      result: resultBlock(await answer(call, log), 'VALIDATION_ERROR'),
    }),
    older: async (call: SecurityCall, request: ValueOf<typeof storeLog1.request>) => ({
      ResultType: olderResultBlock(await answer(call, camelCased(request).log), 'VALIDATION_ERROR'),
    }),
  };
}

/** One entry for each patient; what names none is an entry too. */
function entriesOf(call: SecurityCall, record: LogRecord, installation: AuditEntry['installation']): AuditEntry[] {
  const { user, activity, system } = record;
  demandOwn(call, user.careProvider.careProviderId);
  const reader = { careProvider: user.careProvider.careProviderId.trim(), careUnit: user.careUnit.careUnitId.trim() };
  const base = {
    ...callerFacts(call),
    at: timeIn(activity.startDate),
    installation,
    kind: 'access',
    activity: activityIn(activity.activityType),
    action: 'store-log',
    reader,
    actor: {
      hsaId: user.userId.trim(),
      name: user.name,
      commission: user.assignment,
      ...reader,
      issuer: call.caller.hsaId,
    },
    purpose: purposeIn(activity.purpose),
    emergency: activity.activityType === 'Nödöppning',
    sourcesAsked: [],
    outcome: 'released',
    code: undefined,
    reason: undefined,
    milliseconds: 0,
  } as const;
  return byPatient(record.resources.resource).map(({ patient, resources }, nr) => ({
    ...base,
    id: nr === 0 ? uuidIn(record.logId) : derivedUuid(uuidIn(record.logId), nr),
    patient,
    details: {
      logId: record.logId,
      receivedAt: new Date().toISOString(),
      system,
      title: user.title,
      personId: typeof user.personId === 'string' ? user.personId : user.personId?.extension,
      activityLevel: activity.activityLevel,
      activityArgs: activity.activityArgs && inParts(activity.activityArgs),
      resourceTypes: [...new Set(resources.map(({ resourceType }) => resourceType))],
    },
    units: resources.map(({ careProvider, careUnit }) => ({
      careProvider: careProvider.careProviderId.trim(),
      careUnit: careUnit?.careUnitId.trim(),
      source: system.systemId.trim(),
      records: 1,
    })),
    records: resources.length,
  }));
}

interface OfPatient {
  readonly patient: PatientId | undefined;
  readonly resources: Resource[];
}

function byPatient(resources: readonly Resource[]): OfPatient[] {
  const found: OfPatient[] = [];
  for (const resource of resources) {
    const patient = resource.patient && patientIn(resource.patient.patientId);
    const same = found.find((one) =>
      patient && one.patient ? sameIdentity(one.patient, patient) : one.patient === patient,
    );
    if (same) same.resources.push(resource);
    else found.push({ patient, resources: [resource] });
  }
  return found;
}

function activityIn(given: string): Activity {
  const found = activities.find((one) => one === given);
  if (!found) throw new Unanswerable('VALIDATION', `The activity must be one of ${activities.join(', ')}.`);
  return found;
}

function purposeIn(given: string): string {
  const found = commissionPurposes.find((one) => one === given);
  if (!found) throw new Unanswerable('VALIDATION', `The purpose must be one of ${commissionPurposes.join(', ')}.`);
  return found;
}

function timeIn(given: string): string {
  const instant = instantIn(given);
  if (Date.parse(instant) > Date.now() + aheadMs)
    throw new Unanswerable('VALIDATION', 'What is logged must have happened.');
  return instant;
}

function uuidIn(given: string): string {
  const id = given.trim().toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new Unanswerable('VALIDATION', 'An id of a log record is no UUID.');
  return id;
}

/** The same each time, so that a repeated call cannot store it twice. A UUID of version 8 (RFC 9562). */
function derivedUuid(id: string, nr: number): string {
  const hex = createHash('sha256').update(`${id}/${nr}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function inParts(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / textPart) }, (_, nr) =>
    text.slice(nr * textPart, (nr + 1) * textPart),
  );
}
