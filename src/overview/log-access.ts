import { isOwnProvider } from '../access/merged.ts';
import {
  type AccessLog,
  type AuditEntry,
  type AuditOutcome,
  loggedCaller,
  newEntryId,
  type ReleasedUnit,
} from '../audit/index.ts';
import type { Config } from '../config.ts';
import type { BridgeRecord } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { carePurpose } from '../hsa/model.ts';
import { successionsOf } from '../hsa/succession/successions.ts';
import type { Permissions } from '../routing/index.ts';
import type { Coverage } from './coverage.ts';
import { inEmergency } from './emergency.ts';
import { loggedDecision } from './logged-decision.ts';
import type { AccessReport, LoggedAccess, OverviewAnswer, OverviewParts } from './overview.ts';

/**
 * Turns what the broker did into entries of the access log: one before anything leaves, one when the answer has left or
 * broken off; one of a refusal.
 */
export function createAccessLogging(
  config: Config,
  permissions: Permissions,
  accessLog: Pick<AccessLog, 'append'>,
): OverviewParts['log'] {
  return async (report) => {
    const entry = accessEntry(report, config, permissions);
    await accessLog.append([entry, ...indicatorEntry(entry, report)]);
    let latest = entry;
    let released = entry.records;
    const continued: LoggedAccess['continued'] = async (more) => {
      latest = { ...accessEntry(more, config, permissions), kind: 'continuation' };
      released += latest.records;
      await accessLog.append([latest, ...indicatorEntry(latest, more)]);
      return latest.id;
    };
    const delivered: LoggedAccess['delivered'] = async (outcome, part) => {
      const ending: AuditEntry = {
        ...latest,
        id: newEntryId(),
        at: new Date().toISOString(),
        kind: 'closing',
        records: released,
        decision: undefined,
        units: [],
        outcome: outcome === 'sent' ? latest.outcome : 'failed',
        reason: endings[outcome],
        ...(part && { details: { part: { records: part.length, units: releasedUnits(part, config) } } }),
      };
      await accessLog.append(ending);
    };
    return { entry: entry.id, continued, delivered };
  };
}

/** What was told beside the records, or in their stead, is an act of its own. */
function indicatorEntry(access: AuditEntry, { judged }: AccessReport): AuditEntry[] {
  if (!judged || judged.told.indicators.length === 0) return [];
  const { indicators, holders, blockers } = judged.told;
  const details = { access: access.id, indicators, holders, blockers };
  return [{ ...access, id: newEntryId(), action: 'indicator', units: [], records: 0, outcome: 'released', details }];
}

const endings: Readonly<Record<Parameters<OverviewAnswer['delivered']>[0], string>> = {
  sent: 'The answer was sent.',
  'broken-off': 'The connection broke before the whole answer was sent.',
  failed: 'An error was sent instead of the answer.',
};

function accessEntry(report: AccessReport, config: Config, permissions: Permissions): AuditEntry {
  const { request, records, admission } = report;
  const { caller, actor } = request;
  const [patient, ...linked] = report.patients ?? ('filter' in request ? [request.filter.patient] : []);
  const reader = admission?.circumstances.reader;
  const isRefusal = admission?.decision.outcome === 'deny';
  const emergency = opensInEmergency(report);
  const agreed = permissions.callerOf(caller.hsaId);
  return {
    id: newEntryId(),
    at: new Date().toISOString(),
    installation: { name: config.bridge.name, kind: config.bridge.kind },
    correlationId: request.correlationId,
    kind: isRefusal ? 'refusal' : 'access',
    activity: emergency ? 'Nödöppning' : 'Läsa',
    face: request.face,
    action: actionOf(request),
    contract: request.contract,
    logicalAddress: request.logicalAddress,
    ...loggedCaller(caller),
    originalConsumer: request.originalConsumer,
    onBehalfOf: request.trail?.onBehalfOf,
    reader: {
      careProvider: reader?.careProvider ?? agreed?.careProvider,
      careUnit: reader ? reader.careUnit : agreed?.careUnit,
    },
    actor,
    purpose: reader?.purpose ?? actor?.purpose ?? carePurpose,
    // A message that is passed on unread names nobody here.
    patient,
    ...(linked.length > 0 && { linked }),
    ...(admission && { decision: loggedDecision(admission, report.judged) }),
    ...(emergency && { emergency }),
    sourcesAsked: report.sourcesAsked,
    units: releasedUnits(records, config),
    outcome: report.outcome ?? outcomeOf(report.released ?? records.length, report.coverage),
    code: admission?.decision.code,
    reason: isRefusal ? refusalText(report) : reasonOf(report),
    records: records.length,
    milliseconds: report.milliseconds,
  };
}

function actionOf(request: AccessReport['request']): string {
  if (!('filter' in request)) return 'pass';
  return request.original === undefined ? 'read' : 'read:original';
}

/** Whether others' data, or that it exists, was reached on that ground. */
function opensInEmergency({ admission, records, judged, isPart }: AccessReport): boolean {
  if (!admission || !inEmergency(admission)) return false;
  // One reading is one access: no part of it is left out of what the others were.
  if (isPart) return true;
  const { reader } = admission.circumstances;
  const isOthers = ({ header }: BridgeRecord) => !isOwnProvider(reader, header.careProvider ?? '');
  const { holders = [], blockers = [] } = judged?.told ?? {};
  return holders.length > 0 || blockers.length > 0 || records.some(isOthers);
}

function refusalText({ admission }: AccessReport): string | undefined {
  const { code, detail } = admission?.decision ?? {};
  return code && new BridgeError(code, detail).message;
}

/** Under the care provider that answers for them now, whichever the record names. */
function releasedUnits(records: readonly BridgeRecord[], config: Pick<Config, 'successions'>): ReleasedUnit[] {
  const { providerAt } = successionsOf(config);
  const now = new Date();
  const released: Counted[] = [];
  const byUnit = new Map<string | undefined, Counted[]>();
  for (const { header } of records) {
    const { careUnit, sourceSystem: source } = header;
    const careProvider = header.careProvider && providerAt(header.careProvider, now);
    const ofUnit = byUnit.get(careUnit) ?? [];
    const known = ofUnit.find((one) => one.careProvider === careProvider && one.source === source);
    if (known) known.records += 1;
    else {
      const first = { careProvider, careUnit, source, records: 1 };
      released.push(first);
      byUnit.set(careUnit, [...ofUnit, first]);
    }
  }
  return released;
}

type Counted = { -readonly [Part in keyof ReleasedUnit]: ReleasedUnit[Part] };

function outcomeOf(records: number, coverage: Coverage): AuditOutcome {
  const asked = coverage.filter((source) => source.outcome !== 'not-asked');
  const failed = asked.filter((source) => source.outcome === 'failed');
  if (failed.length === 0) return records > 0 ? 'released' : 'empty';
  return failed.length === asked.length && records === 0 ? 'failed' : 'partial';
}

/** Sources that gave nothing, with what they said, records that were withheld, and whether the patient's other identities are known. */
function reasonOf({ failures, withheld, notes = [] }: AccessReport): string | undefined {
  const told = failures.map(({ source, failure }) => `${source} ${failure.reason}: ${failure.message}`);
  const withholdings = [...withheld].map(([reason, count]) => `${count} withheld (${reason})`);
  return [...told, ...withholdings, ...notes].join('; ') || undefined;
}
