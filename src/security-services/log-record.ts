import type { AuditEntry } from '../audit/entry.ts';
import { kindOfInformation } from '../audit/extract/kinds-of-information.ts';
import type { ValueOf } from '../contracts/schema.ts';
import type { storeLog1 } from '../contracts/security/log-1.ts';
import type { storeLog2 } from '../contracts/security/log-2.ts';
import { carePurpose, commissionPurposes } from '../hsa/model.ts';
import { fitsOlder, iiOf } from './reach.ts';

export type LogRecord = ValueOf<typeof storeLog2.request>['log'][number];
export type OlderLogRecord = ValueOf<typeof storeLog1.request>['Log'][number];

/**
 * An entry of the access log as a log service keeps it; undefined for what such a service has no place for: what was
 * refused, how a call ended, and what concerns no patient or nobody's care provider.
 */
export function logRecordOf(entry: AuditEntry, bridgeHsaId: string): LogRecord | undefined {
  const { id, at, kind, activity = 'Läsa', action, patient, reader, actor, caller, installation, outcome } = entry;
  const careProvider = reader?.careProvider;
  const user = actor?.hsaId ?? caller?.hsaId;
  const isDone = outcome === 'released' || outcome === 'partial' || outcome === 'empty';
  if (!patient || !careProvider || !user || !isDone || kind === 'closing' || kind === 'refusal') return undefined;
  return {
    logId: id,
    system: { systemId: bridgeHsaId, systemName: installation.name },
    activity: {
      activityType: activity,
      activityLevel: action,
      activityArgs: entry.correlationId,
      startDate: new Date(at).toISOString(),
      purpose: commissionPurposes.find((purpose) => purpose === entry.purpose) ?? carePurpose,
    },
    user: {
      userId: user,
      ...(actor?.commission && { assignment: actor.commission }),
      careProvider: { careProviderId: careProvider },
      careUnit: { careUnitId: reader.careUnit ?? careProvider },
    },
    resources: { resource: resourcesOf(entry, patient, careProvider) },
  };
}

/** One for each unit whose information was shown; where none was, the reader's own. */
function resourcesOf(
  { contract, action, units, reader }: AuditEntry,
  patient: NonNullable<AuditEntry['patient']>,
  own: string,
) {
  const shown = units.filter(({ careProvider }) => careProvider !== undefined);
  const owners = shown.length > 0 ? shown : [{ careProvider: own, careUnit: reader?.careUnit }];
  return owners.map(({ careProvider = own, careUnit }) => ({
    resourceType: (kindOfInformation(contract) ?? action).slice(0, 50),
    patient: { patientId: iiOf(patient) },
    careProvider: { careProviderId: careProvider },
    ...(careUnit !== undefined && { careUnit: { careUnitId: careUnit } }),
  }));
}

/** The same in version 1, which has shorter texts and bare numbers. */
export function olderLogRecord(record: LogRecord): OlderLogRecord {
  const { logId, system, activity, user, resources } = record;
  return {
    LogId: logId,
    System: { SystemId: system.systemId, SystemName: system.systemName ?? '' },
    Activity: {
      ActivityType: activity.activityType,
      ActivityLevel: (activity.activityLevel ?? '').slice(0, 50),
      ActivityArgs: activity.activityArgs ?? '',
      StartDate: activity.startDate,
      Purpose: activity.purpose,
    },
    User: {
      UserId: user.userId,
      ...(user.name !== undefined && { Name: user.name }),
      ...(user.assignment !== undefined && { Assignment: user.assignment }),
      CareProvider: { CareProviderId: user.careProvider.careProviderId },
      CareUnit: { CareUnitId: user.careUnit.careUnitId },
    },
    Resources: {
      Resource: resources.resource.map(({ resourceType, patient, careProvider, careUnit }) => ({
        ResourceType: resourceType,
        ...(patient &&
          fitsOlder({ id: patient.patientId.extension ?? '', type: '' }) && {
            Patient: { PatientId: patient.patientId.extension ?? '' },
          }),
        CareProvider: { CareProviderId: careProvider.careProviderId },
        ...(careUnit && { CareUnit: { CareUnitId: careUnit.careUnitId } }),
      })),
    },
  };
}
