import { type Config, catalogueUrl } from '../config.ts';
import type { ContractId } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Service } from '../sources/query.ts';
import { type Attempt, routeAttempts, type SeenTree } from './attempts.ts';
import { chooseRoute, type RouteFault } from './choose.ts';
import { noHeirs } from './heirs.ts';
import type { RoutingGround } from './permissions.ts';
import { type Route, tableFromConfig } from './table.ts';
import { holding, indexTable, type TableIndex } from './table-index.ts';
import { noTree } from './tree.ts';

export type Source = Config['sources'][number];

/** A record system and how it is to be called. */
export interface Destination {
  readonly source: Source;
  /** The logical address to authorise and to send. */
  readonly address: string;
  readonly route: Route;
  /** Where to call a source whose URL the catalogue gives; undefined = at its own. */
  readonly service: Service | undefined;
}

/** What the table says of an address, and the way there. */
export type RouteAnswer = (
  | ({ readonly outcome: 'found' } & Destination)
  | { readonly outcome: RouteFault; readonly address: string; readonly routes: readonly Route[] }
  | { readonly outcome: 'none' }
) & {
  /** Where routes were looked for, the last one being where they were found. */
  readonly tried: readonly Attempt[];
  readonly tree: SeenTree['state'];
};

/** Which record system answers for a contract at a logical address. */
export interface Routing {
  /** See `routeAttempts`. Case does not matter in HSA-ids, white space does. `at` = now unless given. */
  destinationAt(address: string, contract: ContractId, at?: number): Promise<RouteAnswer>;
  /** Every source, with how it is reached for the contract. */
  sourcesFor(contract: ContractId, at?: number): readonly SourceReach[];
  /** Every logical address that leads to the source for the contract, defaults left out. */
  addressesOf(source: Source, contract: ContractId, at?: number): readonly string[];
}

export interface SourceReach {
  readonly source: Source;
  /** `none`: it does not deliver the contract, or no route but a default leads to it. */
  readonly reach: ({ readonly outcome: 'found' } & Destination) | { readonly outcome: RouteFault | 'none' };
}

export function createRouting(
  config: Pick<Config, 'sources'> & Partial<Pick<Config, 'routes'>>,
  { table = fixed(config), tree = noTree, heirOf = noHeirs, now = Date.now }: RoutingGround = {},
): Routing {
  const sources = new Map(config.sources.map((source) => [source.hsaId.toUpperCase(), source]));
  const sourceOf = (route: Route) => sources.get(route.source.toUpperCase());

  /** Routes at an entry of the table that hold and lead to a source that delivers the contract. */
  function routesAt(index: TableIndex, entry: string, contract: ContractId, at: number): Route[] {
    const leading = index.routesAt(entry).filter(({ entry: route }) => {
      const source = sourceOf(route);
      return source !== undefined && delivers(source, contract);
    });
    return holding(leading, contract, at);
  }

  function decided(routes: readonly Route[], address: string) {
    const choice = chooseRoute(routes, sourceOf);
    if (choice.outcome !== 'found') return { outcome: choice.outcome, address, routes } as const;
    const { route } = choice;
    return {
      ...choice,
      address: sameHsaId(route.address, address) ? route.address : address,
      service: serviceOf(choice),
    } as const;
  }

  /** Routes to a source for a contract that it delivers, defaults left out. */
  function routesTo(source: Source, contract: ContractId, at: number): Route[] {
    if (!delivers(source, contract)) return [];
    return holding(table().routesTo(source.hsaId), contract, at).filter(({ address }) => address !== '*');
  }

  function reachOf(source: Source, contract: ContractId, at: number): SourceReach['reach'] {
    const routes = routesTo(source, contract, at);
    // Catalogues lead many units to one system; its own address stands for all of it.
    const first = routes.find(({ address }) => sameHsaId(address, source.hsaId)) ?? routes[0];
    if (!first) return { outcome: 'none' };
    const atAddress = routes.filter(({ address }) => sameHsaId(address, first.address));
    return decided(atAddress, first.address);
  }

  return {
    async destinationAt(address, contract, at = now()) {
      const tried: Attempt[] = [];
      const seen: SeenTree = {};
      const index = table();
      for await (const attempt of routeAttempts(address, tree, seen, heirOf(address, at))) {
        tried.push(attempt);
        const routes = routesAt(index, attempt.entry, contract, at);
        if (routes.length > 0) return { ...decided(routes, attempt.address), tried, tree: seen.state };
      }
      return { outcome: 'none', tried, tree: seen.state };
    },
    sourcesFor: (contract, at = now()) =>
      config.sources.map((source) => ({ source, reach: reachOf(source, contract, at) })),
    addressesOf: (source, contract, at = now()) => routesTo(source, contract, at).map(({ address }) => address),
  };
}

function serviceOf({ source, route }: { readonly source: Source; readonly route: Route }): Service | undefined {
  if (source.url !== catalogueUrl || route.url === undefined) return undefined;
  return { url: route.url, profile: route.profile === 'RIVTABP20' ? 'rivtabp20' : 'rivtabp21' };
}

export function delivers(source: Pick<Source, 'contracts'>, contract: ContractId): boolean {
  return source.contracts.some((each) => each === '*' || each === contract);
}

function fixed(config: Partial<Pick<Config, 'routes'>>): () => TableIndex {
  const index = indexTable(tableFromConfig(config));
  return () => index;
}
