import type { Permissions } from '../access/index.ts';
import type { Config } from '../config.ts';
import type { Contract } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { sameHsaId } from '../identities/index.ts';
import type { CoverageNote, NotAskedReason } from './coverage.ts';
import type { OverviewRequest } from './overview.ts';
import type { Routing, Source } from './routing.ts';

/** A source to ask, or the reason why not. */
export type Planned =
  | { readonly ask: Source; readonly address: string; readonly notes: readonly CoverageNote[] }
  | {
      readonly skip: { readonly hsaId: string; readonly name: string; readonly deliversFrom?: string | undefined };
      readonly reason: NotAskedReason;
    };

/**
 * Whom to ask: one system, or for the bridge's own address every system the caller may reach that delivers the contract.
 * Throws CALLER_NOT_PERMITTED, and ADDRESS_UNKNOWN only to a caller that holds the contract somewhere: routes are not
 * revealed to others (docs/decisions).
 */
export function planSources(
  request: OverviewRequest,
  contract: Contract,
  config: Config,
  routing: Routing,
  permissions: Permissions,
): Planned[] {
  const { logicalAddress, caller } = request;
  if (!permissions.mayCall(caller.hsaId, contract.id, logicalAddress)) {
    if (permissions.holdsSome(caller.hsaId, contract.id) && !isKnown(logicalAddress))
      throw unknownAddress(logicalAddress);
    throw new BridgeError('CALLER_NOT_PERMITTED');
  }
  if (sameHsaId(logicalAddress, config.bridge.hsaId)) return planAggregate();
  const destination = routing.destinationAt(logicalAddress, contract.id);
  if (!destination) throw unknownAddress(logicalAddress);
  const { source, address } = destination;
  return [{ ask: source, address, notes: notesOf(source) }];

  function isKnown(address: string): boolean {
    return sameHsaId(address, config.bridge.hsaId) || routing.destinationAt(address, contract.id) !== undefined;
  }

  function planAggregate(): Planned[] {
    const sources = routing.sourcesFor(contract.id).map(({ source, address }): Planned => {
      const skip = (reason: NotAskedReason): Planned => ({ skip: source, reason });
      if (address === undefined) return skip('does-not-deliver');
      const wanted = request.filter.sourceSystem;
      if (wanted !== undefined && !sameHsaId(wanted, source.hsaId)) return skip('filtered-out');
      if (!permissions.mayCall(caller.hsaId, contract.id, address)) return skip('no-permission');
      return { ask: source, address, notes: notesOf(source) };
    });
    return [
      ...sources,
      ...config.notConnected.map((provider): Planned => ({ skip: provider, reason: 'provider-not-connected' })),
    ];
  }
}

function notesOf(source: Source): CoverageNote[] {
  return [
    ...(source.deliversFrom ? (['delivers-from'] as const) : []),
    ...(source.indexMayLag ? (['index-may-lag'] as const) : []),
  ];
}

function unknownAddress(address: string): BridgeError {
  return new BridgeError(
    'ADDRESS_UNKNOWN',
    address === address.trim() ? undefined : 'The address begins or ends with white space.',
  );
}
