import type { Config } from '../config.ts';
import type { Contract, ContractId, Translation } from '../contracts/index.ts';
import { BridgeError, type ErrorCode } from '../errors.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Destination, Permissions, RouteAnswer, Routing, Source } from '../routing/index.ts';
import type { CoverageNote, NotAskedReason } from './coverage.ts';
import type { OverviewRequest } from './overview.ts';
import { reachInAnyVersion, routeInAnyVersion } from './versions.ts';

/** A source to ask, or the reason why not. */
export type Planned =
  | {
      readonly ask: Source;
      readonly address: string;
      readonly service: Destination['service'];
      /** Set where the source is asked in another version of the contract. */
      readonly translation: Translation | undefined;
      readonly notes: readonly CoverageNote[];
    }
  | {
      readonly skip: { readonly hsaId: string; readonly name: string; readonly deliversFrom?: string | undefined };
      readonly reason: NotAskedReason;
    };

interface Table {
  readonly config: Config;
  readonly routing: Routing;
  readonly permissions: Omit<Permissions, 'decide'>;
}

/**
 * Whom to ask: one system, or for the bridge's own address every system the caller may reach that delivers the contract.
 * Throws CALLER_NOT_PERMITTED; ADDRESS_UNKNOWN only to a caller that holds the contract somewhere, and the faults of a
 * route (ROUTE_*) only to one that may call it: routes are not revealed to others (docs/decisions).
 */
export async function planSources(request: OverviewRequest, contract: Contract, table: Table): Promise<Planned[]> {
  const { logicalAddress, caller } = request;
  if (!table.permissions.holdsSome(caller.hsaId, contract.id)) throw new BridgeError('CALLER_NOT_PERMITTED');
  return sameHsaId(logicalAddress, table.config.bridge.hsaId)
    ? planAggregate(request, contract, table)
    : [await planOne(request, contract, table)];
}

async function planOne(request: OverviewRequest, contract: Contract, table: Table): Promise<Planned> {
  const route = await routeFor(request, contract.id, table);
  return ask(route, route.translation);
}

type Addressed = Pick<OverviewRequest, 'logicalAddress' | 'caller' | 'trail'>;

/** The way to one address for a caller that holds the contract somewhere. Throws as planSources does. */
export async function routeFor(
  request: Addressed,
  contract: ContractId,
  table: Pick<Table, 'routing' | 'permissions'>,
) {
  const { logicalAddress, caller } = request;
  const answer = await routeInAnyVersion(table.routing, logicalAddress, contract);
  if (answer.outcome === 'none') throw unknownAddress(logicalAddress);
  await refuseUnlessPermitted(caller.hsaId, contract, answer.address, table);
  if (answer.outcome !== 'found') throw misrouted(answer);
  if (wouldLoop(answer.source, request)) throw new BridgeError('ROUTING_LOOP');
  return answer;
}

async function planAggregate(request: OverviewRequest, contract: Contract, table: Table): Promise<Planned[]> {
  const { config, routing, permissions } = table;
  const caller = request.caller.hsaId;
  await refuseUnlessPermitted(caller, contract.id, request.logicalAddress, table);

  async function plan({ source, reach, translation }: ReturnType<typeof reachInAnyVersion>[number]): Promise<Planned> {
    const skip = (reason: NotAskedReason): Planned => ({ skip: source, reason });
    if (reach.outcome === 'none') return skip('does-not-deliver');
    if (!isWanted(source, request.filter.sourceSystem, config)) return skip('filtered-out');
    if (wouldLoop(source, request)) return skip('would-loop');
    if (reach.outcome !== 'found') return skip('route-unusable');
    if (!(await permissions.mayCall(caller, contract.id, reach.address))) return skip('no-permission');
    return ask(reach, translation);
  }

  const sources = await Promise.all(reachInAnyVersion(routing, contract.id).map(plan));
  const absent = config.notConnected.map((provider): Planned => ({ skip: provider, reason: 'provider-not-connected' }));
  return [...sources, ...absent];
}

/** The address authorised is the one that is sent. */
async function refuseUnlessPermitted(
  caller: string,
  contract: ContractId,
  address: string,
  table: Pick<Table, 'permissions'>,
): Promise<void> {
  if (!(await table.permissions.mayCall(caller, contract, address))) throw new BridgeError('CALLER_NOT_PERMITTED');
}

/** A platform holds what is not ours; it is not asked for our own sources. */
function isWanted(source: Source, wanted: string | undefined, { sources }: Config): boolean {
  if (wanted === undefined || sameHsaId(wanted, source.hsaId)) return true;
  return source.aggregates && !sources.some(({ hsaId }) => sameHsaId(hsaId, wanted));
}

/** A platform that asks us, or that the call has come through, is not asked back. */
function wouldLoop(source: Source, { caller, trail }: Addressed): boolean {
  const passed = [caller.hsaId, ...(trail?.routingHistory ?? '').split('#')];
  const names = [source.hsaId, ...source.knownAs];
  return source.aggregates && passed.some((each) => names.some((name) => sameHsaId(each, name)));
}

function ask({ source, address, service }: Destination, translation: Translation | undefined): Planned {
  return { ask: source, address, service, translation, notes: notesOf(source) };
}

function notesOf(source: Source): CoverageNote[] {
  return [
    ...(source.deliversFrom ? (['delivers-from'] as const) : []),
    ...(source.lifecycle === 'read-only' ? (['source-read-only'] as const) : []),
    ...(source.lifecycle === 'archive' ? (['source-archive'] as const) : []),
  ];
}

function unknownAddress(address: string): BridgeError {
  return new BridgeError(
    'ADDRESS_UNKNOWN',
    address === address.trim() ? undefined : 'The address begins or ends with white space.',
  );
}

type Fault = Exclude<RouteAnswer['outcome'], 'found' | 'none'>;
export const faultCodes: Readonly<Record<Fault, ErrorCode>> = {
  ambiguous: 'ROUTE_AMBIGUOUS',
  'no-profile': 'ROUTE_PROFILE_UNSUPPORTED',
  'no-url': 'ROUTE_WITHOUT_URL',
};

function misrouted({ outcome }: { readonly outcome: Fault }): BridgeError {
  return new BridgeError(faultCodes[outcome]);
}

export function isAsked<P extends Planned>(planned: P): planned is Extract<P, { ask: unknown }> {
  return 'ask' in planned;
}

export function isSkipped<P extends Planned>(planned: P): planned is Extract<P, { skip: unknown }> {
  return 'skip' in planned;
}
