import type { ServiceContract } from '../service-contract.ts';
import { findContent1 } from './find-content-1.ts';
import { processNotification1 } from './process-notification-1.ts';
import { update1 } from './update-1.ts';

/** The contracts of the engagement index that the bridge serves. */
export const engagementContracts: readonly ServiceContract[] = [update1, processNotification1, findContent1];
const byNamespace = new Map(engagementContracts.map((contract) => [contract.namespace, contract]));

export function engagementContractByNamespace(namespace: string): ServiceContract | undefined {
  return byNamespace.get(namespace);
}
