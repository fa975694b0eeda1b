import type { Config } from '../../config.ts';
import { contracts } from '../../contracts/index.ts';
import { delivers } from '../../routing/routes.ts';
import type { Outgoing } from '../../sources/http.ts';
import { createServiceClient } from '../../sources/service-client.ts';
import { listFromSystem, listInFile } from './list.ts';
import type { Reconciled } from './reconcile.ts';

type Entry = Config['engagements']['reconcile'][number];
type Called = { readonly outgoing: Outgoing; readonly bridgeHsaId: string };

/** A page holds what a system knows of some persons. */
const maxAnswerBytes = 52_428_800;

/** The lists of the configuration, and the time of day at which each is wanted. */
export function openLists(config: Pick<Config, 'engagements' | 'sources'>, called: Called) {
  const closing: (() => Promise<void>)[] = [];

  function open({ source, list, logicalAddress = source, timeoutMs, deleteAtMost }: Entry): Reconciled {
    if (list.startsWith('file:')) {
      const path = list.slice('file:'.length);
      return { source, domains: undefined, deleteAtMost, list: () => listInFile(path) };
    }
    const client = createServiceClient({ url: list, timeoutMs, concurrency: 1, maxAnswerBytes }, called);
    closing.push(() => client.close());
    const domains = domainsOf(source, config);
    const asking = { client, logicalAddress, domains };
    return { source, domains, deleteAtMost, list: (signal) => listFromSystem({ ...asking, signal }) };
  }

  return {
    all: config.engagements.reconcile.map((entry) => ({ at: entry.at, list: open(entry) })),
    close: async () => {
      await Promise.all(closing.map((close) => close()));
    },
  };
}

/** Those of the contracts that the source delivers. */
function domainsOf(hsaId: string, { sources }: Pick<Config, 'sources'>): string[] {
  const source = sources.find((each) => each.hsaId === hsaId);
  const delivered = contracts.filter(({ id }) => source && delivers(source, id));
  return [...new Set(delivered.map(({ serviceDomain }) => serviceDomain))];
}
