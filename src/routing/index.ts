/**
 * Who may call what where: routes from logical addresses to record systems and permissions of callers, from the
 * configuration and from an address catalogue (TAK). Decides on plain data and says how it came to the answer; calls no
 * record system.
 */
export { createPermissions, type PermissionAnswer, type Permissions } from './permissions.ts';
export { createRouting, type Destination, type RouteAnswer, type Routing, type Source } from './routes.ts';
export { type Permission, type Route, type RoutingTable, type SourceRef, tableFromConfig } from './table.ts';
export { indexTable } from './table-index.ts';
export { createAddressTree } from './tree.ts';
