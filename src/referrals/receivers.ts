import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/record.ts';
import { BridgeError } from '../errors.ts';
import { routeAttempts } from '../routing/attempts.ts';
import { type HeirOf, noHeirs } from '../routing/heirs.ts';
import { delivers, type TableIndex } from '../routing/index.ts';
import { holding } from '../routing/table-index.ts';
import type { AddressTree } from '../routing/tree.ts';

/** A system that takes messages for care units. */
export type ReferralSystem = Config['referrals']['systems'][number];

/** Which system takes messages for a care unit. */
export interface Receivers {
  /** Undefined: none is known. Throws ROUTE_AMBIGUOUS. */
  at(unit: string, contract: ContractId): Promise<ReferralSystem | undefined>;
}

interface ReceiversParts {
  readonly systems: readonly ReferralSystem[];
  readonly table: () => TableIndex;
  readonly tree: AddressTree;
  readonly heirOf?: HeirOf;
  readonly now?: () => number;
}

/**
 * Looks in the one routing table, at the unit and then at the units above it: referrals are addressed to care units, and
 * a region's system takes them for all of its own.
 */
export function createReceivers({ systems, table, tree, heirOf = noHeirs, now = Date.now }: ReceiversParts): Receivers {
  const byId = new Map(systems.map((system) => [system.hsaId.toUpperCase(), system]));

  function takers(entry: string, contract: ContractId): Set<ReferralSystem> {
    const held = table()
      .routesAt(entry)
      .filter(({ entry: { source } }) => {
        const system = byId.get(source.toUpperCase());
        return system !== undefined && delivers(system, contract);
      });
    const routes = holding(held, contract, now());
    return new Set(routes.flatMap(({ source }) => byId.get(source.toUpperCase()) ?? []));
  }

  return {
    async at(unit, contract) {
      for await (const { entry, address } of routeAttempts(unit, tree, {}, heirOf(unit, now()))) {
        // The message stays as it is, and so must its address.
        if (address !== unit) continue;
        const [system, other] = takers(entry, contract);
        if (other) throw new BridgeError('ROUTE_AMBIGUOUS');
        if (system) return system;
      }
      return undefined;
    },
  };
}
