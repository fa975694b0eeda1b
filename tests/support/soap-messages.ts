import type { Contract } from '../../src/contracts/index.ts';
import {
  contractPath,
  getAlertInformation2,
  getCareContacts2,
  getCareContacts3,
  getDiagnosis2,
} from '../../src/contracts/index.ts';

const typesNamespaces = new Map<Contract['id'], string>([
  [getDiagnosis2.id, 'urn:riv:clinicalprocess:healthcond:description:2'],
  [getAlertInformation2.id, 'urn:riv:clinicalprocess:healthcond:description:2'],
  [getCareContacts2.id, 'urn:riv:clinicalprocess:logistics:logistics:2'],
  [getCareContacts3.id, 'urn:riv:clinicalprocess:logistics:logistics:3'],
]);

export const soapHeaders = { 'content-type': 'text/xml; charset=UTF-8' };
export const allContracts = [getDiagnosis2, getAlertInformation2, getCareContacts2] as unknown as readonly Contract[];
export const diagnosisPath = contractPath(getDiagnosis2 as unknown as Contract);

interface Parts {
  readonly contract?: Contract;
  readonly address?: string;
  readonly id?: string;
  readonly type?: string;
  /** Further request elements after patientId. */
  readonly more?: string;
  readonly header?: string;
}

/** A request written by hand, not by the code under test. */
export function soapRequest({
  contract = getDiagnosis2 as unknown as Contract,
  address = 'SE2321000230-DEMOBRIDGE',
  id = '191212121212',
  type = '1.2.752.129.2.1.3.1',
  more = '',
  header,
}: Parts = {}): string {
  const types = typesNamespaces.get(contract.id);
  const addressed = header ?? `<r:LogicalAddress>${address}</r:LogicalAddress>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:r="urn:riv:itintegration:registry:1"
    xmlns:s="${contract.namespace}" xmlns:t="${types}">
  <soapenv:Header>${addressed}</soapenv:Header>
  <soapenv:Body><s:${contract.name}><s:patientId><t:id>${id}</t:id><t:type>${type}</t:type></s:patientId>${more}</s:${contract.name}></soapenv:Body>
</soapenv:Envelope>`;
}
