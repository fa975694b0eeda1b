import {
  type AlertInformation,
  type BridgeRecord,
  type CareContact3,
  type Contract,
  type Diagnosis,
  getAlertInformation2,
  getCareContacts3,
  getDiagnosis2,
  toRecord,
  validate,
} from '../../../src/contracts/index.ts';
import { createIdentities } from '../../../src/faces/fhir/identities.ts';
import type { MappingContext } from '../../../src/faces/fhir/mapping/context.ts';
import { generationOf } from '../../../src/faces/fhir/mapping/generation.ts';

/** Hand-made records of an invented patient, and the context to map them in. */
export const tolvan = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
export const vas = 'SE2321000230-DEMOVAS';
export const fhirSystem = 'SE2321000206-DEMOFHIR';
export const bridgeHsaId = 'SE2321000230-DEMOBRIDGE';
export const identityKey = Buffer.alloc(32, 7);
export const identities = createIdentities(identityKey);

const professional = {
  authorTime: '20240301091500',
  healthcareProfessionalHSAId: 'SE2321000230-DEMOLAK1',
  healthcareProfessionalName: 'Maja Testlund',
  healthcareProfessionalRoleCode: { code: '201010', codeSystem: '1.2.752.129.2.2.1.4', displayName: 'Distriktsläkare' },
  healthcareProfessionalOrgUnit: {
    orgUnitHSAId: 'SE2321000230-DEMOHC1',
    orgUnitName: 'Demo hälsocentral',
    orgUnitTelecom: '+46920000000',
    orgUnitEmail: 'hc@demo.example',
    orgUnitAddress: 'Demogatan 1, 971 00 Luleå',
    orgUnitLocation: 'Luleå',
  },
  healthcareProfessionalCareUnitHSAId: 'SE2321000230-DEMOHC1',
  healthcareProfessionalCareGiverHSAId: 'SE2321000230-DEMOREGION',
};

export const header = {
  documentId: 'dok-1',
  sourceSystemHSAId: vas,
  patientId: tolvan,
  accountableHealthcareProfessional: professional,
  legalAuthenticator: {
    signatureTime: '20240301100000',
    legalAuthenticatorHSAId: 'SE2321000230-DEMOLAK2',
    legalAuthenticatorName: 'Nils Provberg',
  },
  approvedForPatient: true,
  careContactId: 'kontakt-1',
};

type Header = Diagnosis['diagnosisHeader'];
type DiagnosisBody = Diagnosis['diagnosisBody'];
type AlertBody = AlertInformation['alertInformationBody'];
type ContactBody = CareContact3['careContactBody'];

export function diagnosis(body: Partial<DiagnosisBody> = {}, change: Partial<Header> = {}): BridgeRecord<Diagnosis> {
  const item: Diagnosis = {
    diagnosisHeader: { ...header, ...change },
    diagnosisBody: {
      typeOfDiagnosis: 'Huvuddiagnos',
      diagnosisTime: '20240229083000',
      diagnosisCode: { code: 'J45.9', codeSystem: '1.2.752.116.1.1.1.1.3', displayName: 'Astma, ospecificerad' },
      ...body,
    },
  };
  return recordOf(getDiagnosis2, item);
}

export function alert(body: Partial<AlertBody>, change: Partial<Header> = {}): BridgeRecord<AlertInformation> {
  const item: AlertInformation = {
    alertInformationHeader: { ...header, ...change },
    alertInformationBody: {
      typeOfAlertInformation: { code: 'upp-uas', displayName: 'Allvarlig sjukdom' },
      validityTimePeriod: { start: '20240101000000' },
      ...body,
    },
  };
  return recordOf(getAlertInformation2, item);
}

export function careContact(
  body: Partial<ContactBody> = {},
  change: Partial<CareContact3['careContactHeader']> = {},
): BridgeRecord<CareContact3> {
  const { legalAuthenticator: _, careContactId: __, ...shared } = header;
  const item: CareContact3 = {
    careContactHeader: { ...shared, documentId: 'kontakt-1', ...change },
    careContactBody: {
      careContactCode: { code: '1', codeSystem: '1.2.752.129.2.2.2.25' },
      careContactReason: 'Hosta',
      careContactOrgUnit: { orgUnitHSAId: 'SE2321000230-DEMOHC1', orgUnitName: 'Demo hälsocentral' },
      careContactTimePeriod: { start: '20240301090000', end: '20240301093000' },
      careContactStatus: { code: '53671000052101', codeSystem: '1.2.752.116.2.1.1' },
      ...body,
    },
  };
  return recordOf(getCareContacts3, item);
}

/** The samples are valid by their contract: a golden over something no source may send would prove nothing. */
export function recordOf<Item extends object>(contract: unknown, item: Item): BridgeRecord<Item> {
  const { item: type } = contract as Contract;
  const violations = validate(type, item, 'sample');
  if (violations.length > 0) throw new Error(`sample breaks its contract: ${JSON.stringify(violations)}`);
  return toRecord(contract as Contract, item) as BridgeRecord<Item>;
}

export function contextFor(change: Partial<MappingContext> = {}): MappingContext {
  return {
    generation: generationOf('october-2026'),
    patient: {
      reference: 'Patient/opaque',
      identifier: { system: 'http://electronichealth.se/identifier/personnummer', value: tolvan.id },
    },
    idOf: (resourceType, { sourceSystem, documentId }, part) =>
      [resourceType, sourceSystem, documentId, ...(part === undefined ? [] : [part])]
        .join('.')
        .replace(/[^A-Za-z0-9.-]/g, '.')
        .slice(-64),
    bridgeHsaId,
    now: new Date('2026-11-23T12:00:00Z'),
    forPatient: false,
    ...change,
  };
}

/** A resource as it leaves: what is undefined is not there. */
export function asJson<T>(resource: T): T {
  return JSON.parse(JSON.stringify(resource));
}
