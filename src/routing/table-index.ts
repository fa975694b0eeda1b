import { type ContractId, mustBePermittedByName } from '../contracts/index.ts';
import type { Permission, Route, RoutingTable, SourceRef } from './table.ts';
import { type Interval, includes, intervalOf, type Validity } from './validity.ts';

/** The table made quick to ask: a national catalogue has some hundred thousand entries. */
export interface TableIndex {
  readonly table: RoutingTable;
  /** Whatever their contract and validity, in the table’s order. */
  routesAt(address: string): readonly Held<Route>[];
  routesTo(source: SourceRef): readonly Held<Route>[];
  permissionsOf(caller: string): readonly Held<Permission>[];
  permissionsAt(caller: string, address: string): readonly Held<Permission>[];
}

/** An entry with the instants it holds for. */
export interface Held<Entry extends Validity> {
  readonly entry: Entry;
  readonly interval: Interval;
}

/** An interval that cannot be read holds at no time; tables are checked before they come here. */
const never: Interval = { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };

export function indexTable(table: RoutingTable): TableIndex {
  const byAddress = grouped(table.routes, (route) => route.address);
  const bySource = grouped(table.routes, (route) => route.source);
  const byCaller = grouped(table.permissions, (permission) => permission.caller);
  const byCallerAndAddress = grouped(table.permissions, ({ caller, address }) => pair(caller, address));
  return {
    table,
    routesAt: byAddress,
    routesTo: bySource,
    permissionsOf: byCaller,
    permissionsAt: (caller, address) => byCallerAndAddress(pair(caller, address)),
  };
}

/** Entries for the contract that hold at the instant; those that name the contract go before those for every contract. */
export function holding<Entry extends Validity & { readonly contract: ContractId | '*' }>(
  entries: readonly Held<Entry>[],
  contract: ContractId,
  at: number,
): Entry[] {
  const now = entries.filter(({ interval }) => includes(interval, at)).map(({ entry }) => entry);
  const named = now.filter((entry) => entry.contract === contract);
  return named.length > 0 ? named : now.filter((entry) => entry.contract === '*');
}

/** The same of permissions; one for every contract does not cover those that must be permitted by name. */
export function permitting(permissions: readonly Held<Permission>[], contract: ContractId, at: number): Permission[] {
  const held = holding(permissions, contract, at);
  return mustBePermittedByName(contract) ? held.filter((permission) => permission.contract === contract) : held;
}

function grouped<Entry extends Validity>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): (key: string) => readonly Held<Entry>[] {
  const groups = new Map<string, Held<Entry>[]>();
  for (const entry of entries) {
    const key = keyOf(entry).toUpperCase();
    const held = { entry, interval: intervalOf(entry) ?? never };
    const group = groups.get(key);
    if (group) group.push(held);
    else groups.set(key, [held]);
  }
  return (key) => groups.get(key.toUpperCase()) ?? [];
}

/** Addresses may hold any character, HSA-ids of callers no white space. */
function pair(caller: string, address: string): string {
  return `${caller} ${address}`;
}
