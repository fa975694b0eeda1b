import type { Contract } from './contract.ts';
import { getAlertInformation2 } from './get-alert-information-2.ts';
import { getCareContacts2 } from './get-care-contacts-2.ts';
import { getDiagnosis2 } from './get-diagnosis-2.ts';
import type { ContractId } from './record.ts';

/** Every service contract the bridge can read and write. */
export const contracts: readonly Contract[] = [
  getDiagnosis2,
  getAlertInformation2,
  getCareContacts2,
] as unknown as readonly Contract[];

const byId = new Map(contracts.map((contract) => [contract.id, contract]));
const byNamespace = new Map(contracts.map((contract) => [contract.namespace, contract]));

export function contractById(id: ContractId): Contract | undefined {
  return byId.get(id);
}

/** By the namespace of the body's root element, which alone decides (Basic Profile 2.1, routing). */
export function contractByNamespace(namespace: string): Contract | undefined {
  return byNamespace.get(namespace);
}
