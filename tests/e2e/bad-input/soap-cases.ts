import { type Contract, contractById, prefixesFor, writeRoot } from '../../../src/contracts/index.ts';
import { addresses } from '../../support/running-bridge.ts';
import { soapRequest } from '../../support/soap-messages.ts';

export interface Bad {
  readonly what: string;
  readonly code: string;
  readonly faultcode: 'Client' | 'Server';
  readonly body: string | Buffer;
  /** Code of the error catalogue that the access log has. */
  readonly logged: string;
  readonly who?: string | undefined;
  readonly headers?: Record<string, string>;
}

export const good = soapRequest();
const deep = `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`;
const ofDiagnosis: readonly Bad[] = [
  {
    what: 'malformed XML',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('</soapenv:Body>', ''),
    logged: 'MESSAGE_UNREADABLE',
  },
  { what: 'no XML at all', code: 'VP015', faultcode: 'Client', body: 'hello', logged: 'MESSAGE_UNREADABLE' },
  { what: 'an empty body', code: 'VP015', faultcode: 'Client', body: '', logged: 'MESSAGE_UNREADABLE' },
  {
    what: 'a DTD',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'),
    logged: 'MESSAGE_FORBIDDEN_XML',
  },
  {
    what: 'an undefined entity',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('191212121212', '&id;'),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: '10,000 levels',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('<s:patientId>', `${deep}<s:patientId>`),
    logged: 'MESSAGE_OVER_LIMIT',
  },
  {
    what: '30,000 elements',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('</s:GetDiagnosis>', `${'<x/>'.repeat(30_000)}</s:GetDiagnosis>`),
    logged: 'MESSAGE_OVER_LIMIT',
  },
  {
    what: 'a JSON body',
    code: 'VP015',
    faultcode: 'Client',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'bytes that are not UTF-8',
    code: 'VP015',
    faultcode: 'Client',
    body: Buffer.from(good.replace('</s:', 'å</s:'), 'latin1'),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'SOAP 1.2',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'no LogicalAddress',
    code: 'VP003',
    faultcode: 'Client',
    body: soapRequest({ header: '' }),
    logged: 'ADDRESS_MISSING',
  },
  {
    what: 'an empty LogicalAddress',
    code: 'VP003',
    faultcode: 'Client',
    body: soapRequest({ address: ' ' }),
    logged: 'ADDRESS_MISSING',
  },
  {
    what: 'a LogicalAddress of another namespace',
    code: 'VP001',
    faultcode: 'Client',
    body: soapRequest({ header: `<LogicalAddress xmlns="urn:x">${addresses.bridge}</LogicalAddress>` }),
    logged: 'PROFILE_UNSUPPORTED',
  },
  {
    what: 'two addresses',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({
      header: `<r:LogicalAddress>${addresses.bridge}</r:LogicalAddress><r:LogicalAddress>${addresses.norrbotten}</r:LogicalAddress>`,
    }),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'an unknown address',
    code: 'VP004',
    faultcode: 'Client',
    body: soapRequest({ address: 'SE2321000230-DEMONOWHERE' }),
    logged: 'ADDRESS_UNKNOWN',
  },
  {
    what: 'an address with white space',
    code: 'VP004',
    faultcode: 'Client',
    body: soapRequest({ address: `${addresses.norrbotten} ` }),
    logged: 'ADDRESS_UNKNOWN',
  },
  {
    what: 'an unknown contract',
    code: 'VP004',
    faultcode: 'Client',
    body: good.replaceAll('GetDiagnosisResponder:2', 'GetSecretsResponder:2'),
    logged: 'ADDRESS_UNKNOWN',
  },
  {
    what: 'a wrong element in the right namespace',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replaceAll('s:GetDiagnosis>', 's:GetDiagnoses>'),
    logged: 'MESSAGE_INVALID',
  },
  {
    what: 'no patient',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace(/<s:patientId>.*<\/s:patientId>/, ''),
    logged: 'MESSAGE_INVALID',
  },
  {
    what: 'a period against its pattern',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({ more: '<s:timePeriod><t:start>2024-01-01</t:start><t:end>20241231</t:end></s:timePeriod>' }),
    logged: 'MESSAGE_INVALID',
  },
  {
    what: 'a wrong check digit',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({ id: '191212121213' }),
    logged: 'PATIENT_ID_INVALID',
  },
  {
    what: 'an identity under the wrong root',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({ type: '1.2.752.129.2.1.3.3' }),
    logged: 'PATIENT_ID_INVALID',
  },
  {
    what: 'a caller without any permission',
    code: 'VP007',
    faultcode: 'Server',
    body: good,
    who: 'ehr-vasternorrland',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a caller without any permission at an unknown address',
    code: 'VP007',
    faultcode: 'Server',
    body: soapRequest({ address: 'SE2321000230-DEMONOWHERE' }),
    who: 'ehr-vasternorrland',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a caller without any permission for an unknown contract',
    code: 'VP007',
    faultcode: 'Server',
    body: good.replaceAll('GetDiagnosisResponder:2', 'GetSecretsResponder:2'),
    who: 'ehr-vasternorrland',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a caller with permission elsewhere',
    code: 'VP007',
    faultcode: 'Server',
    body: good,
    who: 'ehr-vasterbotten',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a recognised system that is no caller here',
    code: 'VP007',
    faultcode: 'Server',
    body: good,
    who: 'council-norrbotten',
    logged: 'CALLER_NOT_PERMITTED',
  },
  { what: 'no certificate', code: 'VP002', faultcode: 'Client', body: good, who: undefined, logged: 'CERT_MISSING' },
  {
    what: 'a person’s certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'demo-lakare',
    logged: 'CERT_PERSON_ON_SYSTEM_PORT',
  },
  {
    what: 'an unknown issuer',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/unknown-issuer',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'a self-signed certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/self-signed',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'an expired certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/expired',
    logged: 'CERT_EXPIRED',
  },
  {
    what: 'a certificate not yet valid',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/not-yet-valid',
    logged: 'CERT_NOT_YET_VALID',
  },
  {
    what: 'a signature certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/signature-usage',
    logged: 'CERT_WRONG_USAGE',
  },
  {
    what: 'a server-only certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/server-auth-only',
    logged: 'CERT_WRONG_USAGE',
  },
  {
    what: 'a certificate without HSA-id',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/no-hsa-id',
    logged: 'CERT_NO_HSA_ID',
  },
  {
    what: 'a malformed HSA-id',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/bad-hsa-id',
    logged: 'CERT_BAD_HSA_ID',
  },
  {
    what: 'a personal number for HSA-id',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/personnummer',
    logged: 'CERT_PERSONAL_NUMBER',
  },
  {
    what: 'a revoked certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/revoked',
    logged: 'CERT_REVOKED',
  },
  {
    what: 'a rogue root of the same name',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/rogue-root',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'another environment’s root',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/test-root',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'a certificate in a header',
    code: 'VP011',
    faultcode: 'Client',
    body: good,
    headers: { 'x-vp-auth-cert': 'MIIB' },
    logged: 'PROXY_HEADER_REFUSED',
  },
  {
    what: 'a routing loop',
    code: 'VP014',
    faultcode: 'Server',
    body: good,
    headers: { 'x-rivta-routing-history': `X#${addresses.bridge}` },
    logged: 'ROUTING_LOOP',
  },
];

/** A request of another contract, bent. */
function requestOf(id: Contract['id'], bend: (xml: string) => string, address: string = addresses.bridge): string {
  const contract = contractById(id) as Contract;
  const request = contract.requestFor({
    patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
    period: { start: '20240101', end: '20241231' },
    careUnits: [],
    sourceSystem: undefined,
    careContacts: [],
  });
  const prefixes = prefixesFor(contract.namespace, contract.request);
  const body = bend(writeRoot(contract.namespace, contract.name, contract.request, request, prefixes));
  return soapRequest({ address }).replace(/<soapenv:Body>.*<\/soapenv:Body>/s, `<soapenv:Body>${body}</soapenv:Body>`);
}

const bent = (what: string, id: Contract['id'], bend: (xml: string) => string, logged = 'MESSAGE_INVALID'): Bad => ({
  what: `${id}: ${what}`,
  code: 'VP015',
  faultcode: 'Client',
  body: requestOf(id, bend),
  logged,
});

const withoutPatient = (xml: string) => xml.replace(/<(ns\d+:(?:patientId|subjectOfCareId))>.*?<\/\1>/s, '');
const otherNumber = (xml: string) => xml.replace('191212121212', '191212121213');

const everyContract: readonly Contract['id'][] = [
  'GetCareDocumentation:2',
  'GetCareDocumentation:3',
  'GetMedicationHistory:2',
  'GetVaccinationHistory:2',
  'GetLaboratoryOrderOutcome:3',
  'GetLaboratoryOrderOutcome:4',
  'GetImagingOutcome:1',
  'GetReferralOutcome:3',
  'GetECGOutcome:1',
  'GetMaternityMedicalHistory:2',
  'GetCareContacts:3',
  'GetFunctionalStatus:2',
  'GetCarePlans:2',
  'GetObservations:1',
  'GetActivities:1',
  'GetRequestActivities:1',
];

export const soapCases: readonly Bad[] = [
  ...ofDiagnosis,
  ...everyContract.map((id) => bent('no patient', id, withoutPatient)),
  ...everyContract.map((id) => bent('a wrong check digit', id, otherNumber, 'PATIENT_ID_INVALID')),
  ...everyContract.map((id) =>
    bent('an element of another contract', id, (xml) => xml.replace(/<\/(ns\d+):(Get\w+)>$/, '<$1:doom/></$1:$2>')),
  ),
];
