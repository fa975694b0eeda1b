import type { contactParts } from '../config/operations.ts';
import type { AlertKind } from './alert.ts';

interface KindTraits {
  /** `critical`: somebody is woken. */
  readonly severity: 'critical' | 'warning';
  /** Whose matter it is when no contact is named for its very subject; see `operations.contacts`. */
  readonly part: (typeof contactParts)[number];
  /** It does not come and go by itself, so that nothing is gained by waiting. */
  readonly atOnce?: true;
}

export const traitsOf: Readonly<Record<AlertKind, KindTraits>> = {
  AccessLogFailing: { severity: 'critical', part: 'access-log', atOnce: true },
  BreakerOpen: { severity: 'warning', part: 'deliveries' },
  CertificateEnding: { severity: 'warning', part: 'certificates', atOnce: true },
  CertificateEndingSoon: { severity: 'critical', part: 'certificates', atOnce: true },
  DirectoryCopyHeld: { severity: 'critical', part: 'directory', atOnce: true },
  DirectoryCopyOld: { severity: 'critical', part: 'directory' },
  DirectoryFailing: { severity: 'critical', part: 'directory' },
  KeyFileRefused: { severity: 'warning', part: 'certificates', atOnce: true },
  MessagesDead: { severity: 'critical', part: 'deliveries', atOnce: true },
  MessagesLeftLying: { severity: 'critical', part: 'bridge' },
  MessagesOld: { severity: 'warning', part: 'deliveries', atOnce: true },
  NoWorker: { severity: 'critical', part: 'bridge' },
  NotReady: { severity: 'critical', part: 'bridge' },
  PersonRegisterFailing: { severity: 'warning', part: 'persons' },
  ProcessLost: { severity: 'warning', part: 'bridge' },
  QueueStalled: { severity: 'critical', part: 'bridge' },
  RecordsWithheld: { severity: 'warning', part: 'sources' },
  RevocationListEnding: { severity: 'critical', part: 'certificates', atOnce: true },
  RevocationOld: { severity: 'warning', part: 'certificates' },
  SecurityServiceFailing: { severity: 'critical', part: 'bridge' },
  SourceFailing: { severity: 'critical', part: 'sources' },
  SourceSlow: { severity: 'warning', part: 'sources' },
  TrustFilesRefused: { severity: 'warning', part: 'certificates' },
  WitnessAlarm: { severity: 'critical', part: 'access-log', atOnce: true },
};
