import { securityAddresses } from '../access/security-addresses.ts';
import { isWebServices } from '../config/directory.ts';
import type { Config } from '../config.ts';
import {
  type ContractId,
  directoryContracts,
  engagementContracts,
  infrastructureContracts,
  nationalContracts,
  securityContracts,
} from '../contracts/index.ts';

/** Where the bridge itself answers a contract; undefined for one about records, which sources answer. */
export function answeredHere(
  config: Pick<Config, 'access' | 'bridge' | 'callers' | 'successions' | 'directory' | 'directoryServices' | 'sources'>,
  contract: ContractId,
): readonly string[] | undefined {
  const self = config.bridge.hsaId;
  if ([...infrastructureContracts, ...engagementContracts].some(({ id }) => id === contract)) return [self];
  const isNational = nationalContracts.some(({ id }) => id === contract);
  if (isNational && !isWebServices(config.directory.url)) return undefined;
  if (directoryContracts.some(({ id }) => id === contract)) return [self, ...config.directoryServices.alsoKnownAs];
  if (securityContracts.some(({ id }) => id === contract)) return [self, ...securityAddresses(config)];
  return undefined;
}
