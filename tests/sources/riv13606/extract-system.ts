import type { SourceQuery } from '../../../src/sources/index.ts';
import { type Answer, askOnce, patient, reply, soap } from '../record-system.ts';

/** The RIV 13606 record system of these tests, and answers it may give. */
export const namespace = 'urn:riv13606:v1.1';
export const system = { source: 'SE2321000222-DEMONCS', logicalAddress: 'SE2321000222-DEMONCS' };

export const xml =
  (body: string): Answer =>
  (response) =>
    reply(response, 200, 'text/xml;charset=utf-8', body);

export const response = (content: string) =>
  soap(
    `<r:RIV13606REQUEST_EHR_EXTRACT_response xmlns:r="${namespace}" xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</r:RIV13606REQUEST_EHR_EXTRACT_response>`,
  );

export const extract = (compositions: string) =>
  `<ehr_extract><ehr_system extension="SE2321000222-DEMONCS"/><subject_of_care root="${patient.type}" extension="${patient.id}"/>${compositions}</ehr_extract>`;

export const element = (code: string, value: string, name = 'items') =>
  `<${name} xsi:type="ELEMENT"><meaning code="${code}"/><value ${value}/></${name}>`;

export const cluster = (code: string, ...parts: string[]) =>
  `<items xsi:type="CLUSTER"><meaning code="${code}"/>${parts.join('')}</items>`;

export interface Parts {
  readonly kind: string;
  readonly entry?: string;
  readonly items?: string;
  readonly links?: string;
  readonly owner?: string;
  readonly more?: string;
  readonly id?: string;
}

export function composition({
  kind,
  entry,
  items = '',
  links = '',
  owner = iag('DEMOVE1'),
  more = '',
  id = 'ID-1',
}: Parts) {
  const content = entry ? `<content xsi:type="ENTRY"><meaning code="${entry}"/>${links}${items}</content>` : '';
  return (
    `<all_compositions><meaning code="${kind}"/><rc_id extension="${id}"/>${more}${owner}` +
    `<committal><time_committed value="20240101120000"/></committal>${content}</all_compositions>`
  );
}

const iag = (unit: string) =>
  `<other_participations><function code="iag"/><healthcare_facility extension="SE2321000222-DEMOVG"/><performer extension="SE2321000222-${unit}"/></other_participations>`;

export const ask = (contract: SourceQuery['contract'], body: string, change: Partial<SourceQuery> = {}) =>
  askOnce('riv13606', xml(body), { ...system, contract, ...change });
