import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/index.ts';
import type { Validity } from './validity.ts';

/** Where an entry stands: the configuration file, or the address catalogue that it was imported from. */
export type Origin = 'config' | 'catalogue';

/** Which record system answers at a logical address. Addresses compare without regard to case. */
export interface Route extends Validity {
  /** A logical address, or `*` for every address that no other route is for. */
  readonly address: string;
  /** Or `*` for every contract that no other route at the address names. */
  readonly contract: ContractId | '*';
  readonly source: SourceRef;
  /** The whole address of the service, for a source whose URL the catalogue gives. */
  readonly url?: string | undefined;
  /** As the catalogue writes it (`RIVTABP21`); undefined = what the source’s protocol says. */
  readonly profile?: string | undefined;
  readonly origin: Origin;
}

/** HSA-id of a record system, the key of its entry in the configuration. */
export type SourceRef = string;

/** What a caller may call. */
export interface Permission extends Validity {
  /** HSA-id. */
  readonly caller: string;
  readonly contract: ContractId | '*';
  readonly address: string;
  /** `filterInfo` of the catalogue: the part of a subscription the permission is for. Kept; decides nothing here. */
  readonly filters?: readonly PermissionFilter[];
  readonly origin: Origin;
}

export interface PermissionFilter {
  readonly serviceDomain: string;
  readonly categorizations: readonly string[];
}

/** Who may call what where, as plain data. */
export interface RoutingTable {
  readonly routes: readonly Route[];
  readonly permissions: readonly Permission[];
}

/** What the configuration file says. */
export function tableFromConfig(config: Partial<Pick<Config, 'routes' | 'callers'>>): RoutingTable {
  return {
    routes: (config.routes ?? []).map((route) => ({
      ...route,
      contract: contractOf(route.contract),
      origin: 'config',
    })),
    permissions: (config.callers ?? []).flatMap(({ hsaId, permissions }) =>
      permissions.map(
        (permission): Permission => ({
          ...permission,
          contract: contractOf(permission.contract),
          caller: hsaId,
          origin: 'config',
        }),
      ),
    ),
  };
}

/** The schema of the configuration has checked the form. */
function contractOf(text: string): ContractId | '*' {
  return text as ContractId | '*';
}
