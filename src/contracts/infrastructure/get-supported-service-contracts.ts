import * as registry1 from '../domains/registry-1.ts';
import * as registry2 from '../domains/registry-2.ts';
import { many, one, optional, schema } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const name = 'GetSupportedServiceContracts';
const [domain1, domain2] = ['itintegration:registry', 'infrastructure:itintegration:registry'];
const responder1 = schema(responderNamespace(domain1, name, 1), `${name}Responder_1.0.xsd`);
const responder2 = schema(responderNamespace(domain2, name, 2), `${name}Responder_2.0.xsd`);

/** GetSupportedServiceContracts 1.0: which contracts a consumer may call at a logical address (spelled with one d). */
export const getSupportedServiceContracts1 = defineService({
  name,
  major: 1,
  minor: 0,
  domain: domain1,
  schema: responder1,
  request: responder1.open(`${name}Type`, {
    serviceConsumerHsaId: one(registry1.HsaIdType),
    logicalAdress: one(registry1.LogicalAddressType),
  }),
  response: responder1.open(`${name}ResponseType`, {
    serviceContractNamespace: many(registry1.ServiceContractNamespaceType),
  }),
});

/** GetSupportedServiceContracts 2.0: the consumer need not be named. */
export const getSupportedServiceContracts2 = defineService({
  name,
  major: 2,
  minor: 0,
  domain: domain2,
  schema: responder2,
  request: responder2.open(`${name}Type`, {
    serviceConsumerHsaId: optional(registry2.HsaIdType),
    logicalAdress: one(registry2.LogicalAddressType),
  }),
  response: responder2.open(`${name}ResponseType`, {
    serviceContractNamespace: many(registry2.ServiceContractNamespaceType),
  }),
});
