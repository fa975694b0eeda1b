import { escapeAttribute, type SoapProfile, soapNamespaces } from '../xml/index.ts';
import { directoryContracts } from './directory/registry.ts';
import { addressHeader, registry1 } from './domains/registry-1.ts';
import { getUpdates1 } from './engagement-index/get-updates-1.ts';
import { engagementContracts } from './engagement-index/registry.ts';
import { getPersonsForProfile5 } from './get-persons-for-profile-5.ts';
import { headersSchema, ProcessingStatusType } from './headers.ts';
import { infrastructureContracts } from './infrastructure/registry.ts';
import { referralContracts } from './referrals/registry.ts';
import { contracts } from './registry.ts';
import type { Schema } from './schema.ts';
import { securityContracts } from './security/registry.ts';
import { partsOfNamespace, type ServiceContract } from './service-contract.ts';
import { type GlobalElement, reachableSchemas, writeXsd } from './xsd.ts';

/**
 * The files of a RIV-TA service contract (RIV-TA Basic Profile 2.1), generated from our own definitions: one WSDL a contract,
 * one XSD a namespace. On disk the schema files lie beside each other; served over HTTP each is at `?xsd=<file>`.
 */
/** Every contract that is served, whatever it is about. */
export const servedContracts: readonly ServiceContract[] = [
  ...contracts,
  ...infrastructureContracts,
  ...securityContracts,
  ...engagementContracts,
  ...referralContracts,
  ...directoryContracts,
];

type Location = (file: string) => string;
const beside: Location = (file) => file;

export function wsdlFileName(contract: ServiceContract): string {
  return `${contract.name}Interaction_${contract.major}.${contract.minor}_RIVTABP21.wsdl`;
}

/** Served or called. */
const written: readonly ServiceContract[] = [...servedContracts, getPersonsForProfile5, getUpdates1];

/** `/vp/<domain with slashes>/<Contract>/<major>/<profile>`, where the bridge serves a contract. */
export function contractPath(
  contract: Pick<ServiceContract, 'domain' | 'name' | 'major'>,
  profile: SoapProfile = 'rivtabp21',
): string {
  return `/vp/${contract.domain.replaceAll(':', '/')}/${contract.name}/${contract.major}/${profile}`;
}

/** The same for a contract of which only the namespace is known; empty when even that is not of the usual form. */
export function servicePath(namespace: string, profile: SoapProfile): string {
  const parts = partsOfNamespace(namespace);
  return parts ? contractPath(parts, profile) : '';
}

export function writeWsdl(contract: ServiceContract, address: string, location: Location = beside): string {
  const { name, major, domain, namespace, soapAction, requestElement } = contract;
  const target = `urn:riv:${domain}:${name}:${major}:rivtabp21`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="${name}Interaction" targetNamespace="${target}"
    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:itr="${soapNamespaces.registry}"
    xmlns:tjsr="${namespace}" xmlns:tns="${target}">
  <wsdl:types>
    <xs:schema>
      <xs:import namespace="${soapNamespaces.registry}" schemaLocation="${escapeAttribute(location(registry1.file))}"/>
      <xs:import namespace="${namespace}" schemaLocation="${escapeAttribute(location(contract.schema.file))}"/>
    </xs:schema>
  </wsdl:types>
  <wsdl:message name="${name}Request">
    <wsdl:part name="LogicalAddress" element="itr:LogicalAddress"/>
    <wsdl:part name="parameters" element="tjsr:${requestElement}"/>
  </wsdl:message>
  <wsdl:message name="${name}Response">
    <wsdl:part name="parameters" element="tjsr:${name}Response"/>
  </wsdl:message>
  <wsdl:portType name="${name}ResponderInterface">
    <wsdl:operation name="${name}">
      <wsdl:input message="tns:${name}Request"/>
      <wsdl:output message="tns:${name}Response"/>
    </wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="${name}ResponderBinding" type="tns:${name}ResponderInterface">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="${name}">
      <soap:operation soapAction="${soapAction}" style="document"/>
      <wsdl:input>
        <soap:header message="tns:${name}Request" part="LogicalAddress" use="literal"/>
        <soap:body parts="parameters" use="literal"/>
      </wsdl:input>
      <wsdl:output>
        <soap:body parts="parameters" use="literal"/>
      </wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="${name}ResponderService">
    <wsdl:port name="${name}ResponderPort" binding="tns:${name}ResponderBinding">
      <soap:address location="${escapeAttribute(address)}"/>
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}

/** One schema file, with its imports resolved by `location`; undefined = no contract has a file of that name. */
export function schemaFile(file: string, location: Location): string | undefined {
  for (const [schema, elements] of globalElements())
    if (schema.file === file) return writeXsd(schema as Schema, elements, location);
  return undefined;
}

function schemaFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [schema, elements] of globalElements())
    files.set(schema.file, writeXsd(schema as Schema, elements, beside));
  return files;
}

function globalElements() {
  const globals = reachableSchemas(written.flatMap((contract) => [contract.request, contract.response]));
  for (const [schema, sharing] of Map.groupBy(written, (contract) => contract.schema))
    globals.set(schema, sharing.flatMap(rootElements));
  globals.set(headersSchema, [{ name: 'ProcessingStatus', type: ProcessingStatusType }]);
  globals.set(registry1, [addressHeader]);
  return globals;
}

function rootElements(contract: ServiceContract): GlobalElement[] {
  return [
    { name: contract.requestElement, type: contract.request },
    { name: `${contract.name}Response`, type: contract.response },
  ];
}

/** Everything that stands in wsdl/, by file name. The address is a placeholder, as in the published files. */
export function wsdlFolder(): Map<string, string> {
  const files = schemaFiles();
  for (const contract of written)
    files.set(wsdlFileName(contract), writeWsdl(contract, `https://localhost:8443${contractPath(contract)}`));
  return files;
}
