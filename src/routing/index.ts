/**
 * Who may call what where: routes from logical addresses to record systems and permissions of callers, from the
 * configuration and from an address catalogue (TAK). Decides on plain data and says how it came to the answer; calls no
 * record system.
 */

export { keepTable, type TableKeeper, type TableState } from './catalogue/catalogue.ts';
export { type RoutingHandlers, routingHandlers } from './handlers.ts';
export { createPermissions, type Permissions } from './permissions.ts';
export { createRouting, type Destination, type RouteAnswer, type Routing, type Source } from './routes.ts';
export { createAddressTree } from './tree.ts';
