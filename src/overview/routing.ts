import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/index.ts';

export type Source = Config['sources'][number];

/** Which record system answers for a contract at a logical address (the routing table of the configuration). */
export interface Routing {
  /** Exact address (case does not matter in HSA-ids, white space does), then `*`. */
  sourceAt(address: string, contract: ContractId): Source | undefined;
  /** Every source, with the address under which it is reached for the contract; undefined = does not deliver it. */
  sourcesFor(contract: ContractId): readonly { readonly source: Source; readonly address: string | undefined }[];
}

export function createRouting(config: Pick<Config, 'sources' | 'routes'>): Routing {
  const sources = new Map(config.sources.map((source) => [source.hsaId, source]));
  const delivers = (source: Source, contract: ContractId): boolean =>
    source.contracts.some((c) => c === '*' || c === contract);
  const matching = (contract: ContractId) =>
    config.routes.filter((route) => route.contract === '*' || route.contract === contract);
  return {
    sourceAt: (address, contract) => {
      const routes = matching(contract);
      const route =
        routes.find((r) => r.address.toUpperCase() === address.toUpperCase()) ?? routes.find((r) => r.address === '*');
      const source = route && sources.get(route.source);
      return source && delivers(source, contract) ? source : undefined;
    },
    sourcesFor: (contract) =>
      config.sources.map((source) => ({
        source,
        address: delivers(source, contract)
          ? matching(contract).find((route) => route.source === source.hsaId && route.address !== '*')?.address
          : undefined,
      })),
  };
}
