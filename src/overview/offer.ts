import type { Config } from '../config.ts';
import { type ContractId, contractIdOf, type ServiceContract, servedContracts } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Permissions, Routing } from '../routing/index.ts';
import { answeredHere } from './answered-here.ts';
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
  readonly config: Pick<
    Config,
    'access' | 'bridge' | 'directory' | 'directoryServices' | 'callers' | 'sources' | 'successions'
  >;
  readonly routing: Routing;
  readonly permissions: Permissions;
  readonly now?: () => number;
}

export function createOffer({ config, routing, permissions, now = Date.now }: OfferParts): Offer {
  const self = config.bridge.hsaId;

  async function offeredAt(contract: ServiceContract, address: string): Promise<string | undefined> {
    const here = answeredHere(config, contract.id);
    if (here) return here.find((each) => sameHsaId(each, address));
    if (sameHsaId(address, self)) return isDelivered(contract.id) ? self : undefined;
    const route = await routeInAnyVersion(routing, address, contract.id);
    return route.outcome === 'found' ? route.address : undefined;
  }

  function isDelivered(contract: ContractId): boolean {
    return reachInAnyVersion(routing, contract).some(({ reach }) => reach.outcome === 'found');
  }

  function addressesFor(contract: ServiceContract): readonly string[] {
    const here = answeredHere(config, contract.id);
    if (here) return here;
    const addresses = reachInAnyVersion(routing, contract.id).flatMap(({ source, reach, translation }) =>
      reach.outcome === 'found' ? routing.addressesOf(source, translation?.from ?? contract.id) : [],
    );
    return addresses.length > 0 ? [self, ...new Set(addresses)] : [];
  }

  /** Contracts passed on unread are offered at the addresses of the systems that take them so. */
  async function passedOnAt(address: string, consumer: string): Promise<string[]> {
    const offered: string[] = [];
    for (const namespace of new Set(config.sources.flatMap(({ passthrough }) => passthrough))) {
      const id = contractIdOf(namespace);
      if (!permissions.holdsSome(consumer, id)) continue;
      const route = await routing.destinationAt(address, id);
      if (route.outcome !== 'found' || !route.source.passthrough.includes(namespace)) continue;
      if (await permissions.mayCall(consumer, id, route.address)) offered.push(namespace);
    }
    return offered;
  }

  /** Where the contract is offered, whoever asks; of one service with several operations each is. */
  function addressesOfNamespace(namespace: string): readonly (readonly [ContractId, readonly string[]])[] {
    const served = servedContracts.filter((each) => each.namespace === namespace);
    if (served.length > 0) return served.map((contract) => [contract.id, addressesFor(contract)]);
    const id = contractIdOf(namespace);
    const takers = config.sources.filter(({ passthrough }) => passthrough.includes(namespace));
    return [[id, [...new Set(takers.flatMap((source) => routing.addressesOf(source, id)))]]];
  }

  return {
    contractsAt: async (consumer, address) => {
      const offered: string[] = await passedOnAt(address, consumer);
      for (const contract of servedContracts) {
        if (offered.includes(contract.namespace) || !permissions.holdsSome(consumer, contract.id)) continue;
        const at = await offeredAt(contract, address);
        if (at !== undefined && (await permissions.mayCall(consumer, contract.id, at)))
          offered.push(contract.namespace);
      }
      return offered;
    },
    addressesOf: async (consumer, namespace) => {
      const offered = new Map<string, OfferedAddress>();
      for (const [id, addresses] of addressesOfNamespace(namespace)) {
        if (!permissions.holdsSome(consumer, id)) continue;
        for (const address of addresses) {
          const { permission } = await permissions.decide(consumer, id, address, now());
          if (permission) offered.set(address, { address, filters: permission.filters ?? [] });
        }
      }
      return [...offered.values()];
    },
  };
}
