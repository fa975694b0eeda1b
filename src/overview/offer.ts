import type { Config } from '../config.ts';
import { type ContractId, contracts, infrastructureContracts, type ServiceContract } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Permissions, Routing } from '../routing/index.ts';
import { reachInAnyVersion, routeInAnyVersion } from './versions.ts';

/** What the bridge offers a consumer: only what it is permitted, so that nothing else is revealed. */
export interface Offer {
  /** Namespaces of the contracts that the consumer may call at the address. */
  contractsAt(consumer: string, address: string): Promise<readonly string[]>;
  /** Where the consumer may call the contract, the bridge's own address first. */
  addressesOf(consumer: string, namespace: string): Promise<readonly OfferedAddress[]>;
}

export interface OfferedAddress {
  readonly address: string;
  /** The parts of a subscription that the permission is for; none = all. */
  readonly filters: readonly { readonly serviceDomain: string; readonly categorizations: readonly string[] }[];
}

interface OfferParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly routing: Routing;
  readonly permissions: Permissions;
  readonly now?: () => number;
}

export function createOffer({ config, routing, permissions, now = Date.now }: OfferParts): Offer {
  const self = config.bridge.hsaId;

  async function offeredAt(contract: ServiceContract, address: string): Promise<string | undefined> {
    if (isInfrastructure(contract)) return sameHsaId(address, self) ? self : undefined;
    if (sameHsaId(address, self)) return isDelivered(contract.id) ? self : undefined;
    const route = await routeInAnyVersion(routing, address, contract.id);
    return route.outcome === 'found' ? route.address : undefined;
  }

  function isDelivered(contract: ContractId): boolean {
    return reachInAnyVersion(routing, contract).some(({ reach }) => reach.outcome === 'found');
  }

  function addressesFor(contract: ServiceContract): readonly string[] {
    if (isInfrastructure(contract)) return [self];
    const addresses = reachInAnyVersion(routing, contract.id).flatMap(({ source, reach, translation }) =>
      reach.outcome === 'found' ? routing.addressesOf(source, translation?.from ?? contract.id) : [],
    );
    return addresses.length > 0 ? [self, ...new Set(addresses)] : [];
  }

  return {
    contractsAt: async (consumer, address) => {
      const offered: string[] = [];
      for (const contract of [...contracts, ...infrastructureContracts]) {
        if (!permissions.holdsSome(consumer, contract.id)) continue;
        const at = await offeredAt(contract, address);
        if (at !== undefined && (await permissions.mayCall(consumer, contract.id, at)))
          offered.push(contract.namespace);
      }
      return offered;
    },
    addressesOf: async (consumer, namespace) => {
      const contract = [...contracts, ...infrastructureContracts].find((each) => each.namespace === namespace);
      if (!contract || !permissions.holdsSome(consumer, contract.id)) return [];
      const offered: OfferedAddress[] = [];
      for (const address of addressesFor(contract)) {
        const { permission } = await permissions.decide(consumer, contract.id, address, now());
        if (permission) offered.push({ address, filters: permission.filters ?? [] });
      }
      return offered;
    },
  };
}

function isInfrastructure(contract: ServiceContract): boolean {
  return infrastructureContracts.includes(contract);
}
