import type { ServiceContract } from '../service-contract.ts';
import {
  getLogicalAddresseesByServiceContract1,
  getLogicalAddresseesByServiceContract2,
} from './get-logical-addressees-by-service-contract.ts';
import { getSupportedServiceContracts1, getSupportedServiceContracts2 } from './get-supported-service-contracts.ts';
import { pingForConfiguration1 } from './ping-for-configuration-1.ts';

/** The contracts by which systems ask the platform about itself. */
export const infrastructureContracts: readonly ServiceContract[] = [
  pingForConfiguration1,
  getSupportedServiceContracts1,
  getSupportedServiceContracts2,
  getLogicalAddresseesByServiceContract1,
  getLogicalAddresseesByServiceContract2,
];

const byNamespace = new Map(infrastructureContracts.map((contract) => [contract.namespace, contract]));

export function infrastructureContractByNamespace(namespace: string): ServiceContract | undefined {
  return byNamespace.get(namespace);
}
