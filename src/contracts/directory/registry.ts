import type { ContractId } from '../record.ts';
import type { ServiceContract } from '../service-contract.ts';
import {
  getCredentialsForPerson2,
  getCredentialsForPersonIncludingProtectedPerson2,
  getPersonAuthorizedToSystem2,
} from './authorization-2.ts';
import { getCommissionMembers2, getEmployee3, getEmployeeIncludingProtectedPerson4 } from './employee.ts';
import { getUnit5 } from './get-unit-5.ts';
import {
  getHealthCareProvider1,
  getHealthCareUnit2,
  getHealthCareUnitList2,
  getHealthCareUnitMembers2,
  isUnitWithinSector1,
  listUnitsWithinSector1,
} from './organization-2.ts';

/** The contracts of the care directory (HSA): units, people, and what people may do. */
export const directoryContracts = [
  getUnit5,
  getHealthCareUnit2,
  getHealthCareUnitMembers2,
  getHealthCareUnitList2,
  getHealthCareProvider1,
  isUnitWithinSector1,
  listUnitsWithinSector1,
  getEmployee3,
  getEmployeeIncludingProtectedPerson4,
  getCommissionMembers2,
  getCredentialsForPerson2,
  getCredentialsForPersonIncludingProtectedPerson2,
  getPersonAuthorizedToSystem2,
] as unknown as readonly ServiceContract[];

const byNamespace = new Map(directoryContracts.map((contract) => [contract.namespace, contract]));

export function directoryContractByNamespace(namespace: string): ServiceContract | undefined {
  return byNamespace.get(namespace);
}

/** Whether a permission for every contract leaves it out: people with protected identity are behind it. */
export function mustBePermittedByName(contract: ContractId): boolean {
  return /IncludingProtectedPerson:/.test(contract);
}
