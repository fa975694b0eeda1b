import type { ServiceContract } from '../service-contract.ts';
import {
  checkBlocks4,
  getBlocks4,
  registerBlock4,
  registerTemporaryRevoke4,
  unregisterBlock4,
  unregisterTemporaryRevoke4,
} from './blocking-4.ts';
import { checkBlocks3, getBlocksForPatient2 } from './blocking-older.ts';
import { assertCareEngagement1 } from './care-engagement-1.ts';
import { checkConsent1, registerExtendedConsent1 } from './consent-1.ts';
import {
  cancelExtendedConsent2,
  checkConsent2,
  deleteExtendedConsent2,
  getConsentsForCareProvider2,
  getConsentsForPatient2,
  getExtendedConsentsForPatient2,
  registerExtendedConsent2,
} from './consent-2.ts';
import { getAccessLogsForPatient1, storeLog1 } from './log-1.ts';
import { storeLog2 } from './log-2.ts';
import { checkPatientRelation1, registerExtendedPatientRelation1 } from './relation-1.ts';

/** The contracts of the security services (säkerhetstjänster): what patients have decided, and the log. */
export const securityContracts = [
  checkBlocks4,
  checkBlocks3,
  registerBlock4,
  unregisterBlock4,
  registerTemporaryRevoke4,
  unregisterTemporaryRevoke4,
  getBlocks4,
  getBlocksForPatient2,
  checkConsent2,
  checkConsent1,
  registerExtendedConsent2,
  registerExtendedConsent1,
  cancelExtendedConsent2,
  deleteExtendedConsent2,
  getConsentsForPatient2,
  getExtendedConsentsForPatient2,
  getConsentsForCareProvider2,
  checkPatientRelation1,
  registerExtendedPatientRelation1,
  assertCareEngagement1,
  storeLog2,
  storeLog1,
  getAccessLogsForPatient1,
] as unknown as readonly ServiceContract[];

const byNamespace = new Map(securityContracts.map((contract) => [contract.namespace, contract]));

export function securityContractByNamespace(namespace: string): ServiceContract | undefined {
  return byNamespace.get(namespace);
}
