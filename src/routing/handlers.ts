import type { TableKeeper, TableState } from './catalogue/catalogue.ts';

/** What the command line may ask of the running bridge about its table. */
export type RoutingHandlers = {
  'routing:reload': (argument: null) => Promise<TableState>;
};

export function routingHandlers(table: TableKeeper): RoutingHandlers {
  return {
    'routing:reload': () => table.reload(),
  };
}
