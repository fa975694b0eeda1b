import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';

export type Source = Config['sources'][number];

/** A record system and the logical address under which it is to be called. */
export interface Destination {
  readonly source: Source;
  readonly address: string;
}

/** Which record system answers for a contract at a logical address (the routing table of the configuration). */
export interface Routing {
  /** Exact address (case does not matter in HSA-ids, white space does), then `*`. The address as the table spells it. */
  destinationAt(address: string, contract: ContractId): Destination | undefined;
  /** Every source, with the address under which it is reached for the contract; undefined = does not deliver it. */
  sourcesFor(contract: ContractId): readonly { readonly source: Source; readonly address: string | undefined }[];
}

export function createRouting(config: Pick<Config, 'sources' | 'routes'>): Routing {
  const sources = new Map(config.sources.map((source) => [source.hsaId, source]));
  const delivers = (source: Source, contract: ContractId): boolean =>
    source.contracts.some((c) => c === '*' || c === contract);
  const matching = (contract: ContractId) =>
    config.routes.filter((route) => route.contract === '*' || route.contract === contract);
  const addressOf = (source: Source, contract: ContractId): string | undefined =>
    matching(contract).find((route) => route.source === source.hsaId && route.address !== '*')?.address;
  return {
    destinationAt: (address, contract) => {
      const routes = matching(contract);
      const exact = routes.find((route) => sameHsaId(route.address, address));
      const route = exact ?? routes.find((candidate) => candidate.address === '*');
      const source = route && sources.get(route.source);
      return source && delivers(source, contract) ? { source, address: exact?.address ?? address } : undefined;
    },
    sourcesFor: (contract) =>
      config.sources.map((source) => ({
        source,
        address: delivers(source, contract) ? addressOf(source, contract) : undefined,
      })),
  };
}
