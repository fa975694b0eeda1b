import type { Engagements } from './open.ts';
import type { Reconciliation } from './reconcile/rows.ts';

/** What the command line asks of the running bridge, over its admin socket. */
export function engagementHandlers(engagements: Engagements) {
  return {
    'engagements:reconcile': async ({ source }: { readonly source: string }) => {
      await engagements.reconcile(source);
      return (await engagements.reconciliations(100)).find((run) => run.source === source);
    },
    'engagements:reconciliations': async ({ limit }: { readonly limit: number }): Promise<readonly Reconciliation[]> =>
      engagements.reconciliations(limit),
  };
}

export type EngagementHandlers = ReturnType<typeof engagementHandlers>;
