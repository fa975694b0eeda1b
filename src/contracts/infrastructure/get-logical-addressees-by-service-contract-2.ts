import { HsaIdType, LogicalAddressType, ServiceContractNamespaceType } from '../domains/registry-2.ts';
import { anyURI, many, one, schema, string } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const name = 'GetLogicalAddresseesByServiceContract';
const domain = 'infrastructure:itintegration:registry';
const responder = schema(responderNamespace(domain, name, 2), `${name}Responder_2.0.xsd`);

const FilterType = responder.open('FilterType', { serviceDomain: one(anyURI), categorization: many(string) });
const LogicalAddresseeRecordType = responder.open('LogicalAddresseeRecordType', {
  logicalAddress: one(LogicalAddressType),
  filter: many(FilterType),
});

/** GetLogicalAddresseesByServiceContract 2.0: at which logical addresses a consumer may call a contract. */
export const getLogicalAddresseesByServiceContract2 = defineService({
  name,
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  request: responder.open(`${name}Type`, {
    serviceConsumerHsaId: one(HsaIdType),
    serviceContractNameSpace: one(ServiceContractNamespaceType),
  }),
  response: responder.open(`${name}ResponseType`, { logicalAddressRecord: many(LogicalAddresseeRecordType) }),
});
