import { type Config, catalogueUrl } from '../../config.ts';
import { type ContractId, contractById, contractByNamespace } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Permission, Route, RoutingTable, SourceRef } from '../table.ts';
import type { CatalogueConfig } from './client.ts';
import type { CatalogueEntries, CatalogueRoute } from './entries.ts';

/** What of the catalogue has no meaning here, and was left out. */
export interface LeftOut {
  /** Routes to systems that are not among the sources. */
  readonly routesElsewhere: number;
  /** Permissions of callers that are not among the callers. */
  readonly callersElsewhere: number;
  /** Entries whose contract namespace names no contract, or passes itself off as one that we know by another. */
  readonly contractsUnreadable: number;
}

export interface Imported extends RoutingTable {
  readonly leftOut: LeftOut;
}

/**
 * The catalogue's entries as our routes and permissions. A route belongs to a source by its receiver, or by its URL;
 * what a catalogue does not say of a system (name, care provider, limits) stands in the configuration, and one that
 * does not stand there is not called. Throws CATALOGUE_INVALID when there is nothing: nobody could call anything.
 */
export function importEntries(
  entries: CatalogueEntries,
  config: Pick<Config, 'sources' | 'callers'>,
  catalogue: Pick<CatalogueConfig, 'sources'>,
): Imported {
  if (entries.routes.length === 0) throw new BridgeError('CATALOGUE_INVALID', 'The catalogue has no routes.');
  if (entries.permissions.length === 0) throw new BridgeError('CATALOGUE_INVALID', 'The catalogue has no permissions.');
  const sourceOf = createAssignment(config, catalogue);
  const callers = new Set(config.callers.map(({ hsaId }) => hsaId.toUpperCase()));
  const leftOut = { routesElsewhere: 0, callersElsewhere: 0, contractsUnreadable: 0 };
  const routes = entries.routes.flatMap((entry): Route[] => {
    const contract = contractOf(entry.contract);
    const source = sourceOf(entry);
    if (!contract) leftOut.contractsUnreadable += 1;
    else if (!source) leftOut.routesElsewhere += 1;
    if (!contract || !source) return [];
    const { receiver: address, from, to, profile } = entry;
    return [{ address, contract, source, from, to, profile, url: usable(entry.url), origin: 'catalogue' }];
  });
  const permissions = entries.permissions.flatMap((entry): Permission[] => {
    const contract = contractOf(entry.contract);
    const known = callers.has(entry.sender.toUpperCase());
    if (!contract) leftOut.contractsUnreadable += 1;
    else if (!known) leftOut.callersElsewhere += 1;
    if (!contract || !known) return [];
    const { sender: caller, receiver: address, from, to, filters } = entry;
    return [{ caller, contract, address, from, to, filters, origin: 'catalogue' }];
  });
  return { routes, permissions, leftOut };
}

/** Patient data goes over TLS or not at all: any other address is none. */
function usable(url: string): string | undefined {
  return URL.canParse(url) && new URL(url).protocol === 'https:' ? url : undefined;
}

/** By the namespace of the contract's root element; one that we have no definition of can still be routed. */
function contractOf(namespace: string): ContractId | undefined {
  const known = contractByNamespace(namespace);
  if (known) return known.id;
  const named = /^urn:riv:.+:([A-Za-z0-9]{1,80})Responder:([0-9]{1,3})$/.exec(namespace);
  const id: ContractId | undefined = named ? `${named[1] ?? ''}:${Number(named[2])}` : undefined;
  return id && contractById(id) ? undefined : id;
}

/** Receivers that the configuration names go first, then the source's own HSA-id, then where the URL leads. */
function createAssignment(
  { sources }: Pick<Config, 'sources'>,
  catalogue: Pick<CatalogueConfig, 'sources'>,
): (route: CatalogueRoute) => SourceRef | undefined {
  const byReceiver = new Map([
    ...sources.map(({ hsaId }) => [hsaId.toUpperCase(), hsaId] as const),
    ...catalogue.sources.flatMap(({ source, receivers }) =>
      receivers.map((receiver) => [receiver.toUpperCase(), source] as const),
    ),
  ]);
  const own = sources
    .filter(({ protocol }) => protocol === 'rivta21')
    .map(({ hsaId, url }) => ({ source: hsaId, url }));
  const places = [
    ...catalogue.sources.flatMap(({ source, urls }) => urls.map((url) => ({ source, url }))),
    ...own.filter(({ url }) => url !== catalogueUrl),
  ].flatMap(({ source, url }) => (URL.canParse(url) ? [{ source, base: new URL(url) }] : []));
  const caller = sources.map(({ hsaId }) => hsaId);
  return ({ receiver, url }) => {
    const named = byReceiver.get(receiver.toUpperCase());
    if (named !== undefined) return caller.find((hsaId) => sameHsaId(hsaId, named));
    const target = URL.canParse(url) ? new URL(url) : undefined;
    return target && places.find(({ base }) => isBelow(target, base))?.source;
  };
}

function isBelow(target: URL, base: URL): boolean {
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return target.origin === base.origin && (target.pathname === base.pathname || target.pathname.startsWith(folder));
}
