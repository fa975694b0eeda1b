import type { ContractId } from '../../contracts/index.ts';
import { escapeAttribute } from '../../xml/index.ts';
import type { SourceQuery } from '../query.ts';
import { namespace } from './node.ts';

const informationTypes = '1.2.752.129.2.2.2.1';

/** The information type (KV Informationstyp) that a contract's records are in NPÖ 1.0. */
const meanings: Readonly<Record<ContractId, string>> = {
  'GetDiagnosis:2': 'dia',
  'GetAlertInformation:2': 'upp',
  'GetCareContacts:2': 'vko',
};

export const extractAction = `${namespace}:RIV13606REQUEST_EHR_EXTRACT`;
export const continuationAction = `${namespace}:RIV13606REQUEST_EHR_EXTRACT_CONTINUATION`;

/** RIV13606REQUEST_EHR_EXTRACT_request, elements in schema order; undefined for a contract the dialect lacks. */
export function extractRequest(query: SourceQuery): string | undefined {
  const meaning = meanings[query.contract];
  if (!meaning) return undefined;
  const { patient, period, logicalAddress, id } = query;
  return (
    `<RIV13606REQUEST_EHR_EXTRACT_request xmlns="${namespace}">` +
    empty('subject_of_care_id', { root: patient.type, extension: patient.id }) +
    (period ? timePeriod(period.start, period.end) : '') +
    empty('meanings', { code: meaning, codeSystem: informationTypes }) +
    parameter('hsa_id', logicalAddress) +
    parameter('transaction_id', id) +
    parameter('version', '1.1') +
    '</RIV13606REQUEST_EHR_EXTRACT_request>'
  );
}

export function continuationRequest(token: string): string {
  return (
    `<RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request xmlns="${namespace}">` +
    empty('continuation_token', { value: token }) +
    '</RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request>'
  );
}

function timePeriod(low: string, high: string): string {
  const ends = empty('low', { value: low }) + empty('high', { value: high });
  return `<time_period lowClosed="true" highClosed="true">${ends}</time_period>`;
}

function parameter(name: string, value: string): string {
  return `<parameters>${empty('name', { value: name })}${empty('value', { value })}</parameters>`;
}

function empty(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  return `<${name}${written.join('')}/>`;
}
