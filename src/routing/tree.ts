import type { Events } from '../events.ts';
import type { Directory } from '../hsa/index.ts';

/** Where an address stands in the HSA tree. */
export interface AddressTree {
  above(address: string): Promise<Above>;
}

export interface Above {
  /** HSA-ids of the units above, nearest first. */
  readonly parents: readonly string[];
  /** `off`: parents are not asked for; `unavailable`: the directory did not say, so nothing above was looked at. */
  readonly state: 'known' | 'off' | 'unavailable';
}

/** For a table whose entries name each address themselves. */
export const noTree: AddressTree = { above: async () => ({ parents: [], state: 'off' }) };

/** Far deeper than any region’s organisation. */
const mostParents = 32;
/** How long a directory that did not answer is left alone, so that it slows one call and not all of them. */
const restMilliseconds = 5_000;

/**
 * Parents from the care directory, whose own cache answers for what was asked lately. A directory that is down means no
 * climbing, told as an event; a call never fails for it.
 */
export function createAddressTree(
  directory: Pick<Directory, 'unit' | 'function'>,
  events: Events,
  now: () => number = Date.now,
): AddressTree {
  let restsUntil = 0;

  async function parentsOf(address: string): Promise<string[]> {
    const unit = (await directory.unit(address)).value;
    const place = unit ?? (await directory.function(address)).value;
    return (place?.parents ?? []).map(({ hsaId }) => hsaId).slice(0, mostParents);
  }

  return {
    async above(address) {
      if (now() < restsUntil) return { parents: [], state: 'unavailable' };
      try {
        return { parents: await parentsOf(address), state: 'known' };
      } catch (thrown) {
        restsUntil = now() + restMilliseconds;
        events.emit('routing:tree:unavailable', { text: (thrown as Error).message });
        return { parents: [], state: 'unavailable' };
      }
    },
  };
}
