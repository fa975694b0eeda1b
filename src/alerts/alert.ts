/** What an alert is about. The names are those of deploy/prometheus-alerts.yaml where they mean the same. */
export const alertKinds = [
  'AccessLogFailing',
  'BreakerOpen',
  'CertificateEnding',
  'CertificateEndingSoon',
  'DirectoryCopyHeld',
  'DirectoryCopyOld',
  'DirectoryFailing',
  'KeyFileRefused',
  'MessagesDead',
  'MessagesLeftLying',
  'MessagesOld',
  'NoWorker',
  'NotReady',
  'PersonRegisterFailing',
  'ProcessLost',
  'QueueStalled',
  'RecordsWithheld',
  'RevocationListEnding',
  'RevocationOld',
  'SecurityServiceFailing',
  'SourceFailing',
  'SourceSlow',
  'TrustFilesRefused',
  'WitnessAlarm',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Something that is wrong now, as one process sees it. No patient data. */
export interface Condition {
  readonly kind: AlertKind;
  /** HSA-id of a record system, name of a destination, part or certificate: with the kind it says which alert it is. */
  readonly subject: string;
  /** What the sentences about it say: counts, instants (ISO 8601), the bridge's own words. */
  readonly facts: Facts;
}

export type Facts = Readonly<Record<string, string | number>>;

/** Something that has been wrong for so long that people were told. It starts once and ends once. */
export interface Alert extends Condition {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  /** When some process last saw that it is so. */
  readonly seenAt: string;
  readonly acknowledged: Acknowledgement | undefined;
}

/** Who has it in hand. */
export interface Acknowledgement {
  readonly by: string;
  readonly note: string;
  /** ISO 8601. */
  readonly at: string;
}
