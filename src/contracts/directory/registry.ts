import type { ContractId } from '../record.ts';
import type { ServiceContract } from '../service-contract.ts';
import {
  getCredentialsForPerson2,
  getCredentialsForPersonIncludingProtectedPerson2,
  getPersonAuthorizedToSystem2,
} from './authorization-2.ts';
import { getCommissionMembers2, getEmployee3, getEmployeeIncludingProtectedPerson4 } from './employee.ts';
import { getUnit5 } from './get-unit-5.ts';
import { hsaWsContracts } from './hsaws-3.ts';
import {
  getHealthCareProvider1,
  getHealthCareUnit2,
  getHealthCareUnitList2,
  getHealthCareUnitMembers2,
  isUnitWithinSector1,
  listUnitsWithinSector1,
} from './organization-2.ts';
import {
  getAdminCredentialsForPerson2,
  getAdminCredentialsForPersonIncludingProtectedPerson2,
  getHospCredentialsForPerson1,
} from './registers-2.ts';

/** Those that only the national catalogue can answer. */
export const nationalContracts = [
  getAdminCredentialsForPerson2,
  getAdminCredentialsForPersonIncludingProtectedPerson2,
  getHospCredentialsForPerson1,
] as unknown as readonly ServiceContract[];

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
  ...nationalContracts,
  ...hsaWsContracts,
] as unknown as readonly ServiceContract[];

const byNamespace = Map.groupBy(directoryContracts, ({ namespace }) => namespace);

/** By a request's root element: its namespace, and in one of several operations its name. */
export function directoryContractOf({ namespace, local }: { readonly namespace: string; readonly local: string }) {
  const [contract, ...more] = byNamespace.get(namespace) ?? [];
  return more.length > 0 ? [contract, ...more].find((each) => each?.requestElement === local) : contract;
}

/**
 * Whether a permission for every contract leaves it out: people with protected identity are behind it. The register of
 * licences has no contract without them.
 */
export function mustBePermittedByName(contract: ContractId): boolean {
  return /IncludingProtectedPerson:|^GetHospCredentialsForPerson:/.test(contract);
}
