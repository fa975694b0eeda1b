import { checkBlocks4, registerBlock4 } from '../../../src/contracts/security/blocking-4.ts';
import { checkBlocks3 } from '../../../src/contracts/security/blocking-older.ts';
import { assertCareEngagement1 } from '../../../src/contracts/security/care-engagement-1.ts';
import { checkConsent1 } from '../../../src/contracts/security/consent-1.ts';
import { registerExtendedConsent2 } from '../../../src/contracts/security/consent-2.ts';
import { storeLog2 } from '../../../src/contracts/security/log-2.ts';
import { addresses } from '../../support/running-bridge.ts';
import { securityMessage } from '../../support/security-calls.ts';
import type { Bad } from './soap-cases.ts';

const number = '191212121212';
const patientId = { root: '1.2.752.129.2.1.3.1', extension: number };
const accessingActor = {
  employeeId: 'SE2321000230-DEMOLAK',
  careProviderId: 'SE2321000230-DEMOVG',
  careUnitId: 'SE2321000230-DEMOVE1',
};
const time = '2026-03-01T08:30:00';
const by = { employeeId: 'SE2321000230-DEMOLAK' };

const checkBlocks = securityMessage(
  checkBlocks4,
  {
    accessingActor,
    patientId,
    informationEntities: [
      {
        informationStartDate: time,
        informationEndDate: time,
        informationCareUnitId: 'SE2321000230-DEMOVE1',
        informationCareProviderId: 'SE2321000230-DEMOVG',
        informationType: 'dia',
        rowNumber: 1,
      },
    ],
  },
  addresses.bridge,
);
const olderActor = { EmployeeId: 'SE1-DEMO1', CareProviderId: 'SE1-DEMO2', CareUnitId: 'SE1-DEMO3' };
const olderBlocks = securityMessage(
  checkBlocks3,
  {
    AccessingActor: olderActor,
    PatientId: number,
    InformationEntities: [
      {
        InformationStartDate: time,
        InformationEndDate: time,
        InformationCareUnitId: 'SE1-DEMO3',
        InformationCareProviderId: 'SE1-DEMO2',
        RowNumber: 1,
      },
    ],
  },
  addresses.bridge,
);
const olderConsent = securityMessage(
  checkConsent1,
  { AccessingActor: olderActor, PatientId: number },
  addresses.bridge,
);
const consent = securityMessage(
  registerExtendedConsent2,
  {
    assertionId: 'f3c8a9de-4a5d-4c39-8d4e-0d4cbd7a6a11',
    assertionType: 'Consent',
    scope: 'NationalLevel',
    patientId,
    careProviderId: 'SE2321000230-DEMOVG',
    careUnitId: 'SE2321000230-DEMOVE1',
    startDate: time,
    registrationAction: {
      requestDate: time,
      requestedBy: by,
      registrationDate: time,
      registeredBy: by,
      reasonText: 'Skäl',
    },
  },
  addresses.bridge,
);
const block = securityMessage(
  registerBlock4,
  {
    blockId: 'f3c8a9de-4a5d-4c39-8d4e-0d4cbd7a6a11',
    blockType: 'Outer',
    patientId,
    informationCareProviderId: 'SE2321000230-DEMOVG',
  },
  addresses.bridge,
);
const engagement = securityMessage(
  assertCareEngagement1,
  {
    performer: 'SE2321000230-DEMOLAK',
    subjectOfCareId: number,
    careUnitHsaIdentity: 'SE2321000230-DEMOVE1',
    careGiverHsaIdentity: 'SE2321000230-DEMOVG',
  },
  addresses.bridge,
);
const log = securityMessage(
  storeLog2,
  {
    log: [
      {
        logId: 'f3c8a9de-4a5d-4c39-8d4e-0d4cbd7a6a12',
        system: { systemId: 'SE2321000230-DEMOEHR' },
        activity: { activityType: 'Läsa', activityArgs: 'arg', startDate: time, purpose: 'Vård och behandling' },
        user: {
          userId: 'SE2321000230-DEMOLAK',
          careProvider: { careProviderId: 'SE2321000230-DEMOVG' },
          careUnit: { careUnitId: 'SE2321000230-DEMOVE1' },
        },
        resources: {
          resource: [
            {
              resourceType: 'Diagnoser',
              patient: { patientId },
              careProvider: { careProviderId: 'SE2321000230-DEMOVG' },
            },
          ],
        },
      },
    ],
  },
  addresses.bridge,
);

const without = (name: string) => (xml: string) => xml.replace(new RegExp(`<(ns\\d+:${name})>.*?</\\1>`, 's'), '');
const valued = (name: string, value: string) => (xml: string) =>
  xml.replace(new RegExp(`(<ns\\d+:${name}>).*?(</ns\\d+:${name}>)`, 's'), `$1${value}$2`);
const renamed = (name: string, other: string) => (xml: string) =>
  xml.replaceAll(new RegExp(`(</?ns\\d+:)${name}\\b`, 'g'), `$1${other}`);

const bent = (what: string, message: string, bend: (xml: string) => string, logged = 'MESSAGE_INVALID'): Bad => {
  const body = bend(message);
  if (body === message) throw new Error(`${what}: nothing was bent.`);
  return { what, code: 'VP015', faultcode: 'Client', body, logged };
};

/** What is not of the contract's form is a fault; what has its form and cannot be meant stands in the contract's result. */
export const securityCases: readonly Bad[] = [
  bent('CheckBlocks:4 without patient', checkBlocks, without('patientId')),
  bent('CheckBlocks:4 without rows', checkBlocks, without('informationEntities')),
  bent('CheckBlocks:4 with a row number that is none', checkBlocks, valued('rowNumber', 'ett')),
  bent('CheckBlocks:4 with a row number beyond an int', checkBlocks, valued('rowNumber', '2147483648')),
  bent('CheckBlocks:4 with a day for a time', checkBlocks, valued('informationStartDate', '2026-03-01')),
  bent('CheckBlocks:4 with an HSA-id of 33 characters', checkBlocks, valued('careUnitId', 'S'.repeat(33))),
  bent('CheckBlocks:4 with a type of seven characters', checkBlocks, valued('informationType', 'diagnos')),
  bent('CheckBlocks:4 named as the older version names it', checkBlocks, renamed('CheckBlocks', 'CheckBlocksRequest')),
  bent('CheckBlocks:4 with the older version’s names', checkBlocks, renamed('accessingActor', 'AccessingActor')),
  bent(
    'CheckBlocks:4 of 100,000 elements',
    checkBlocks,
    (xml) => xml.replace('</ns0:CheckBlocks>', `${'<x xmlns="urn:x"/>'.repeat(100_000)}</ns0:CheckBlocks>`),
    'MESSAGE_OVER_LIMIT',
  ),
  bent('CheckBlocks:3 without “Request”', olderBlocks, renamed('CheckBlocksRequest', 'CheckBlocks')),
  bent('CheckBlocks:3 with a patient of thirteen characters', olderBlocks, valued('PatientId', '19121212-1212')),
  bent('CheckBlocks:3 in lower case', olderBlocks, renamed('PatientId', 'patientId')),
  bent('CheckConsent:1 without actor', olderConsent, without('AccessingActor')),
  bent('CheckConsent:1 with the patient twice', olderConsent, (xml) =>
    xml.replace(/(<ns\d+:PatientId>.*?<\/ns\d+:PatientId>)/, '$1$1'),
  ),
  bent('RegisterExtendedConsent:2 with an unknown kind', consent, valued('assertionType', 'Samtycke')),
  bent('RegisterExtendedConsent:2 with an unknown scope', consent, valued('scope', 'RegionalLevel')),
  bent('RegisterExtendedConsent:2 without who registered', consent, without('registeredBy')),
  bent('RegisterExtendedConsent:2 with a reason of 1,025 characters', consent, valued('reasonText', 'x'.repeat(1_025))),
  bent('RegisterExtendedConsent:2 with an id of 37 characters', consent, valued('assertionId', 'a'.repeat(37))),
  bent('RegisterExtendedConsent:2 with an empty start', consent, valued('startDate', '')),
  bent('RegisterBlock:4 with an unknown kind', block, valued('blockType', 'inner')),
  bent('RegisterBlock:4 without care provider', block, without('informationCareProviderId')),
  bent('AssertCareEngagement:1 with a number of eleven digits', engagement, valued('subjectOfCareId', '19121212121')),
  bent('AssertCareEngagement:1 with an HSA-id of 65 characters', engagement, valued('performer', 'S'.repeat(65))),
  bent('AssertCareEngagement:1 with a blank in an HSA-id', engagement, valued('performer', 'SE1 DEMO')),
  bent('StoreLog:2 without records', log, without('log')),
  bent('StoreLog:2 without resources', log, without('resources')),
  bent('StoreLog:2 with 8,193 characters of arguments', log, valued('activityArgs', 'x'.repeat(8_193))),
  bent('StoreLog:2 without the user’s care unit', log, without('careUnit')),
];
