import type { BlockState, Circumstances, Consent, Fact, Owner, Reader, Relation } from '../../src/access/index.ts';

export const provider = 'SE2321000222-DEMOVG';
export const unit = 'SE2321000222-DEMOVE';
export const at = '2026-05-01T12:00:00.000Z';

export function known<Value>(value: Value): Fact<Value> {
  return { known: true, value, asOf: at, from: 'bridge' };
}

export const unknown: Fact<never> = { known: false, from: 'national', reason: 'timed out' };

export const relation = (state: Relation['state']) => known<Relation>({ state, id: undefined, until: undefined });

export const consent = (state: Consent['state'], opened = false) =>
  known<Consent>({ state, assertionId: undefined, until: undefined, opened });

export const physician: Reader = {
  gate: 'bridge',
  employee: 'SE2321000222-DEMOLAK',
  careProvider: provider,
  careUnit: unit,
  commission: 'SE2321000222-DEMOUPP',
  purpose: 'Vård och behandling',
  rights: [
    { activity: 'Läsa', informationClass: 'alla', scope: 'SJF' },
    { activity: 'Läsa', informationClass: 'alla', scope: 'VG' },
  ],
  assurance: 3,
  socialCare: false,
};

export const system: Reader = { ...physician, gate: 'consumer', employee: undefined, rights: undefined };
export const citizen: Reader = { ...system, gate: 'patient' };

/** A physician with relation and consent who has made the active choice: everything is in order. */
export const inOrder: Circumstances = {
  reader: physician,
  ruleSet: 'svod-2023',
  connected: true,
  assurance: 3,
  assignment: known(true),
  patientIdValid: true,
  patientProtected: false,
  relation: relation('current'),
  consent: consent('given'),
  emergencyStated: false,
  contract: 'GetDiagnosis:2',
  forCertificate: false,
  statedNeed: undefined,
  ownDataWithoutRelation: false,
  choice: true,
  at,
};

export const byCaller: Circumstances = {
  ...inOrder,
  reader: system,
  assignment: undefined,
  relation: undefined,
  consent: undefined,
};

const owned = (careProvider: string, careUnit: string): Owner => ({ careProvider, careUnit, approvedForPatient: true });
export const ownUnit = owned(provider, unit);
export const ownProvider = owned(provider, 'SE2321000222-DEMOVE2');
export const elsewhere = owned('SE2321000230-DEMOVG', 'SE2321000230-DEMOVE');

export const blockStates: readonly BlockState[] = ['none', 'inner', 'outer', 'blocked', 'inner-lifted', 'outer-lifted'];
