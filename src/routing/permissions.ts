import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/index.ts';
import { type Attempt, permissionAttempts, type SeenTree } from './attempts.ts';
import { type HeirOf, noHeirs } from './heirs.ts';
import { type Permission, tableFromConfig } from './table.ts';
import { indexTable, permitting, type TableIndex } from './table-index.ts';
import { type AddressTree, noTree } from './tree.ts';

type CallerEntry = Config['callers'][number];

/** Who may call what where. HSA-ids compare without regard to case. */
export interface Permissions {
  /** The caller's entry, or undefined for one that is recognised but unknown here. */
  callerOf(hsaId: string): CallerEntry | undefined;
  /** A permission now for the contract at this address, at every address, or at a unit above it in the HSA tree. */
  mayCall(hsaId: string, contract: ContractId, address: string): Promise<boolean>;
  /** The same with the way there, at any time. */
  decide(hsaId: string, contract: ContractId, address: string, at: number): Promise<PermissionAnswer>;
  /** Whether the caller holds the contract now at some address: only such a caller learns which routes exist. */
  holdsSome(hsaId: string, contract: ContractId): boolean;
}

/**
 * A person at the portal calls everywhere: what she may see is for the law to say, not for agreements between systems.
 */
export const permissionsOfPeople: Omit<Permissions, 'decide'> = {
  callerOf: () => undefined,
  mayCall: async () => true,
  holdsSome: () => true,
};

export interface PermissionAnswer {
  /** By what the caller may; undefined = it may not. */
  readonly permission: Permission | undefined;
  /** Where it was looked for, the last one being where it was found. */
  readonly tried: readonly Attempt[];
  readonly tree: SeenTree['state'];
}

/** What the decisions on routes and permissions stand on. */
export interface RoutingGround {
  /** The table in force; default what the configuration says. */
  readonly table?: () => TableIndex;
  readonly tree?: AddressTree;
  readonly heirOf?: HeirOf;
  readonly now?: () => number;
}

/** A permission counts only for a caller that stands in the configuration: its gate and care provider are agreed there. */
export function createPermissions(callers: readonly CallerEntry[], ground: RoutingGround = {}): Permissions {
  const { table = fixed(callers), tree = noTree, heirOf = noHeirs, now = Date.now } = ground;
  const byId = new Map(callers.map((caller) => [caller.hsaId.toUpperCase(), caller]));
  const callerOf = (hsaId: string) => byId.get(hsaId.toUpperCase());

  async function decide(hsaId: string, contract: ContractId, address: string, at: number): Promise<PermissionAnswer> {
    const tried: Attempt[] = [];
    const seen: SeenTree = {};
    const index = table();
    if (callerOf(hsaId) && permitting(index.permissionsOf(hsaId), contract, at).length > 0)
      for await (const attempt of permissionAttempts(address, tree, seen, heirOf(address, at))) {
        tried.push(attempt);
        const [permission] = permitting(index.permissionsAt(hsaId, attempt.entry), contract, at);
        if (permission) return { permission, tried, tree: seen.state };
      }
    return { permission: undefined, tried, tree: seen.state };
  }

  return {
    callerOf,
    decide,
    mayCall: async (hsaId, contract, address) => {
      const { permission } = await decide(hsaId, contract, address, now());
      return permission !== undefined;
    },
    holdsSome: (hsaId, contract) =>
      callerOf(hsaId) !== undefined && permitting(table().permissionsOf(hsaId), contract, now()).length > 0,
  };
}

function fixed(callers: readonly CallerEntry[]): () => TableIndex {
  const index = indexTable(tableFromConfig({ callers }));
  return () => index;
}
