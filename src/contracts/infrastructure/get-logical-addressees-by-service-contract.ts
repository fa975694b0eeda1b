import * as registry1 from '../domains/registry-1.ts';
import * as registry2 from '../domains/registry-2.ts';
import { anyURI, many, one, schema, string } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const name = 'GetLogicalAddresseesByServiceContract';
const [domain1, domain2] = ['itintegration:registry', 'infrastructure:itintegration:registry'];
const responder1 = schema(responderNamespace(domain1, name, 1), `${name}Responder_1.0.xsd`);
const responder2 = schema(responderNamespace(domain2, name, 2), `${name}Responder_2.0.xsd`);

const FilterType = responder2.open('FilterType', { serviceDomain: one(anyURI), categorization: many(string) });
const LogicalAddresseeRecordType = responder2.open('LogicalAddresseeRecordType', {
  logicalAddress: one(registry2.LogicalAddressType),
  filter: many(FilterType),
});

/** GetLogicalAddresseesByServiceContract 1.0: at which logical addresses a consumer may call a contract. */
export const getLogicalAddresseesByServiceContract1 = defineService({
  name,
  major: 1,
  minor: 0,
  domain: domain1,
  schema: responder1,
  request: responder1.open(`${name}Type`, {
    serviceConsumerHsaId: one(registry1.HsaIdType),
    serviceContractNameSpace: one(registry1.ServiceContractNamespaceType),
  }),
  response: responder1.open(`${name}ResponseType`, { logicalAddress: many(registry1.LogicalAddressType) }),
});

/** GetLogicalAddresseesByServiceContract 2.0: the same, with the subscription filters of each address. */
export const getLogicalAddresseesByServiceContract2 = defineService({
  name,
  major: 2,
  minor: 0,
  domain: domain2,
  schema: responder2,
  request: responder2.open(`${name}Type`, {
    serviceConsumerHsaId: one(registry2.HsaIdType),
    serviceContractNameSpace: one(registry2.ServiceContractNamespaceType),
  }),
  response: responder2.open(`${name}ResponseType`, { logicalAddressRecord: many(LogicalAddresseeRecordType) }),
});
