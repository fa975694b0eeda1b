import type { CodeableConcept, Coding } from 'fhir/r4';
import type { AuditEntry } from '../../../audit/index.ts';
import { systems } from '../mapping/systems.ts';

const dicom = (code: string, display: string): Coding => ({ system: systems.dicom, code, display });

export const rest: Coding = { system: systems.auditEventType, code: 'rest', display: 'Restful Operation' };

/** What kind of event an act is, by the noun of its action (`consent:register`). */
const typesOfActs: Readonly<Record<string, Coding>> = {
  log: dicom('110101', 'Audit Log Used'),
  review: dicom('110101', 'Audit Log Used'),
  incident: dicom('110101', 'Audit Log Used'),
  emergency: dicom('110110', 'Patient Record'),
  consent: dicom('110110', 'Patient Record'),
  relation: dicom('110110', 'Patient Record'),
  block: dicom('110110', 'Patient Record'),
  extract: dicom('110106', 'Export'),
  'sign-in': dicom('110114', 'User Authentication'),
  session: dicom('110114', 'User Authentication'),
  assignment: dicom('110114', 'User Authentication'),
};

export function typeOfAct(action: string): Coding {
  // Whether somebody may read was asked for, and answered.
  if (action.endsWith(':check')) return dicom('110113', 'Security Alert');
  const [noun = ''] = action.split(':');
  return (Object.hasOwn(typesOfActs, noun) && typesOfActs[noun]) || dicom('110100', 'Application Activity');
}

/** AuditEvent.action of an act, by the national word for it; E (execute) for what has none. */
export function actionOfAct(activity: AuditEntry['activity']): 'C' | 'R' | 'U' | 'D' | 'E' {
  switch (activity) {
    case 'Läsa':
    case 'Utskrift':
      return 'R';
    case 'Skriva':
      return 'C';
    case 'Signera':
    case 'Vidimera':
      return 'U';
    case 'Radera':
      return 'D';
    default:
      return 'E';
  }
}

/** v3-ActReason, for the purposes that assignments and the law name. */
const reasons: Readonly<Record<string, string>> = {
  'vård och behandling': 'TREAT',
  'enskilds direktåtkomst': 'PATRQT',
  administration: 'HSYSADMIN',
  kvalitetssäkring: 'HQUALIMP',
  forskning: 'HRESCH',
};

/** Undefined where nobody said why. What has no code is told in its own words. */
export function purposeOf({
  purpose,
  emergency,
}: Pick<AuditEntry, 'purpose' | 'emergency'>): CodeableConcept[] | undefined {
  const code = emergency ? 'ETREAT' : reasons[purpose?.toLowerCase() ?? ''];
  if (code === undefined && purpose === undefined) return undefined;
  return [{ coding: code ? [{ system: systems.actReason, code }] : undefined, text: purpose?.trim() || undefined }];
}

/** Types of agents: who reads; the two ends of the call, by which way the data goes; who gave of its data. */
export const agentTypes = {
  user: concept({ system: systems.participationType, code: 'IRCP' }),
  custodian: concept({ system: systems.participationType, code: 'CST' }),
  source: concept(dicom('110153', 'Source Role ID')),
  destination: concept(dicom('110152', 'Destination Role ID')),
} as const;

function concept(coding: Coding): CodeableConcept {
  return { coding: [coding] };
}
