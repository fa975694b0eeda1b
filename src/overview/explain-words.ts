import { sameHsaId } from '../identities/index.ts';
import { type Attempt, delivers, type Permission, periodText, type Route } from '../routing/index.ts';
import type { Explaining } from './explaining.ts';

/** Routes, permissions and attempts in words, and the least that would have to change. */

export function routeText(route: Route, at: number): string {
  const profile = route.profile ? ` ${route.profile}` : '';
  return `${addressWords(route)}: ${contractWords(route)} → ${route.source}${profile}${periodText(route, at)}${originText(route)}`;
}

export function permissionText(permission: Permission, at: number): string {
  return `${contractWords(permission)} at ${addressWords(permission)}${periodText(permission, at)}${originText(permission)}`;
}

function contractWords({ contract }: Route | Permission): string {
  return contract === '*' ? 'every contract' : contract;
}

function addressWords({ address }: Route | Permission): string {
  return address === '*' ? 'every address' : address;
}

function originText({ origin }: Route | Permission): string {
  return origin === 'catalogue' ? ' (address catalogue)' : '';
}

const ways: Readonly<Record<Attempt['how'], string>> = {
  exact: 'the address itself',
  heir: 'who has taken it over',
  part: 'half of it',
  parent: 'a unit above it',
  default: 'the default',
};

const trees = {
  off: 'units above are not looked at: routing.hsaTree is false',
  unavailable: 'units above could not be looked at: the care directory did not answer',
};

/** `tree` undefined: it was never needed. */
export function attemptsText({ tried, tree }: Tried, isFound: boolean): string[] {
  const lines = tried.map(({ how: way, entry }, index) => {
    const isHere = isFound && index === tried.length - 1;
    return `${isHere ? 'found' : 'nothing'} under ${entry} (${ways[way]})`;
  });
  return tree === undefined || tree === 'known' ? lines : [...lines, trees[tree]];
}

interface Tried {
  readonly tried: readonly Attempt[];
  readonly tree: 'known' | 'off' | 'unavailable' | undefined;
}

/** In this order: a misspelt address, a route that holds at another time, a source that could deliver, a new route. */
export function missingRouteChange({ question, config, index }: Explaining): string {
  const { address, contract, at } = question;
  const trimmed = address.trim();
  const routes = index.routesAt(trimmed).map(({ entry }) => entry);
  if (trimmed !== address && routes.length > 0) return `Write the address without white space: ${trimmed}.`;
  const forContract = routes.filter((route) => route.contract === contract || route.contract === '*');
  const [route] = forContract;
  const source = route && config.sources.find(({ hsaId }) => sameHsaId(hsaId, route.source));
  if (route && !source) return `Add ${route.source}, to which the route leads, to sources.`;
  if (route && source && !delivers(source, contract)) return `Add '${contract}' to contracts of ${source.hsaId}.`;
  if (route) return `Change from or to of the route ${routeText(route, at)}.`;
  const own = config.sources.find(({ hsaId }) => sameHsaId(hsaId, trimmed));
  return `Add to routes: { address: ${trimmed}, contract: '${contract}', source: ${own?.hsaId ?? '…'} }.`;
}

export function missingPermissionChange({ question, index }: Explaining, address: string): string {
  const { caller, contract, at } = question;
  const there = [...index.permissionsAt(caller, address), ...index.permissionsAt(caller, '*')].map(
    ({ entry }) => entry,
  );
  const other = there.find((permission) => permission.contract === contract || permission.contract === '*');
  if (other) return `Change from or to of the permission ${permissionText(other, at)}.`;
  return `Add to permissions of ${caller}: { contract: '${contract}', address: ${address} }.`;
}
