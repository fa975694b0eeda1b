import { anyURI, one, schema } from '../schema.ts';

/** Types of `infrastructure:itintegration:registry` 2. */
const t = schema('urn:riv:infrastructure:itintegration:registry:2', 'infrastructure_itintegration_registry_2.0.xsd');

export const HsaIdType = t.text('HsaIdType');
export const LogicalAddressType = t.text('LogicalAddressType');
export const ServiceContractNamespaceType = t.open('ServiceContractNamespaceType', {
  ServiceContractNamespace: one(anyURI),
});
