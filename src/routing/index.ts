/**
 * Who may call what where: routes from logical addresses to record systems and permissions of callers, from the
 * configuration and from an address catalogue (TAK). Decides on plain data and says how it came to the answer; calls no
 * record system.
 */

export type { Attempt } from './attempts.ts';
export { keepTable, type TableKeeper, type TableState, tableOnDisk } from './catalogue/catalogue.ts';
export { type RoutingHandlers, routingHandlers } from './handlers.ts';
export { createHeirs } from './heirs.ts';
export { createPermissions, type Permissions, permissionsOfPeople, type RoutingGround } from './permissions.ts';
export { createRouting, type Destination, delivers, type RouteAnswer, type Routing, type Source } from './routes.ts';
export type { Permission, Route } from './table.ts';
export type { TableIndex } from './table-index.ts';
export { createAddressTree, noTree } from './tree.ts';
export { instantOf, periodText } from './validity.ts';
