import { soapNamespaces } from '../../xml/index.ts';
import { anyURI, one, type SimpleType, schema, string } from '../schema.ts';

/**
 * Types of `itintegration:registry` 1. The same namespace holds the address header of every call in Basic Profile 2.1.
 */
export const registry1 = schema(soapNamespaces.registry, 'itintegration_registry_1.0.xsd');
export const addressHeader: { readonly name: string; readonly type: SimpleType } = {
  name: 'LogicalAddress',
  type: string,
};

export const HsaIdType = registry1.text('HsaIdType');
export const LogicalAddressType = registry1.text('LogicalAddressType');
export const ServiceContractNamespaceType = registry1.open('ServiceContractNamespaceType', {
  ServiceContractNamespace: one(anyURI),
});
