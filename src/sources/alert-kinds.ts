import { systemOids } from '../codes/index.ts';

/** The six alternatives of an alert's body in GetAlertInformation 2. */
export type AlertBody =
  | 'hypersensitivity'
  | 'seriousDisease'
  | 'treatment'
  | 'communicableDisease'
  | 'restrictionOfCare'
  | 'unstructuredAlertInformation';

interface AlertKind {
  readonly body: AlertBody;
  /** Main code in KV Informationstyp; finer codes begin with it. */
  readonly code: string;
  /** The name in KV Uppmärksamhetstyp. */
  readonly name: string;
}

export const alertKinds: readonly AlertKind[] = [
  { body: 'hypersensitivity', code: 'upp-okh', name: 'Överkänslighet' },
  { body: 'seriousDisease', code: 'upp-uas', name: 'Allvarlig sjukdom' },
  { body: 'treatment', code: 'upp-ube', name: 'Allvarlig behandling' },
  { body: 'communicableDisease', code: 'upp-arb', name: 'Smittsam sjukdom' },
  { body: 'restrictionOfCare', code: 'upp-vbe', name: 'Vårdbegränsning' },
  { body: 'unstructuredAlertInformation', code: 'upp-est', name: 'Historisk varningsinformation' },
];

/** By code of KV Informationstyp or by the name that KV Uppmärksamhetstyp gives it. */
export function alertKindOf(code: string | undefined, name?: string): AlertKind | undefined {
  const named = name?.trim().toLowerCase();
  return alertKinds.find(
    (kind) => code === kind.code || code?.startsWith(`${kind.code}-`) || named === kind.name.toLowerCase(),
  );
}

/** How the kind is written when the source has not said it in a code of its own. */
export function typeOfAlertInformation(body: AlertBody) {
  const kind = alertKinds.find((candidate) => candidate.body === body);
  return { code: kind?.code, codeSystem: systemOids.informationType, displayName: kind?.name };
}
