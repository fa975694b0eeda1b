import type { Above, AddressTree } from './tree.ts';

/** One place where the table is looked at for an address. */
export interface Attempt {
  readonly how: 'exact' | 'heir' | 'part' | 'parent' | 'default';
  /** What stands in the table if this attempt succeeds. */
  readonly entry: string;
  /** The address that is then authorised and sent: never one authorised and another called. */
  readonly address: string;
}

/**
 * Where a route for an address is looked for, one after the other (address catalogue, selection of routes): the address
 * itself; who has taken over the care provider or unit; the halves of an old `VG#VE` address; units above in the HSA
 * tree, nearest first; the default. A route of another than the address is called with the address all the same, as who
 * has taken over and the units above answer for it.
 */
export async function* routeAttempts(
  address: string,
  tree: AddressTree,
  seen: SeenTree,
  heir?: string,
): AsyncGenerator<Attempt> {
  const halves = halvesOf(address);
  yield { how: 'exact', entry: address, address };
  if (heir !== undefined) yield { how: 'heir', entry: heir, address };
  for (const half of halves) yield { how: 'part', entry: half, address: half };
  for (const below of halves.length > 0 ? halves : [address]) yield* climb(below, tree, seen);
  yield { how: 'default', entry: '*', address };
}

/** Permissions are looked for in the order exact, heir, default, units above: the default is at hand, the tree is not. */
export async function* permissionAttempts(
  address: string,
  tree: AddressTree,
  seen: SeenTree,
  heir?: string,
): AsyncGenerator<Attempt> {
  yield { how: 'exact', entry: address, address };
  if (heir !== undefined) yield { how: 'heir', entry: heir, address };
  yield { how: 'default', entry: '*', address };
  yield* climb(address, tree, seen);
}

/** What the tree said on the way; undefined when it was never asked. */
export interface SeenTree {
  state?: Above['state'];
}

async function* climb(address: string, tree: AddressTree, seen: SeenTree): AsyncGenerator<Attempt> {
  const { parents, state } = await tree.above(address);
  seen.state = state;
  for (const parent of parents) yield { how: 'parent', entry: parent, address };
}

/** The two ids of the old form, care provider and care unit; nothing for any other address. */
function halvesOf(address: string): readonly string[] {
  const parts = address.split('#');
  return parts.length === 2 && parts.every((part) => part.trim() === part && part !== '') ? parts : [];
}
