import { securityAddresses } from '../access/security-addresses.ts';
import type { Config } from '../config.ts';
import {
  type ContractId,
  engagementContracts,
  infrastructureContracts,
  securityContracts,
} from '../contracts/index.ts';

/** Where the bridge itself answers a contract; undefined for one about records, which sources answer. */
export function answeredHere(
  config: Pick<Config, 'access' | 'bridge' | 'callers' | 'sources'>,
  contract: ContractId,
): readonly string[] | undefined {
  const self = config.bridge.hsaId;
  if ([...infrastructureContracts, ...engagementContracts].some(({ id }) => id === contract)) return [self];
  if (securityContracts.some(({ id }) => id === contract)) return [self, ...securityAddresses(config)];
  return undefined;
}
