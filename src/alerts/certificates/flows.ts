import type { Config } from '../../config.ts';
import type { RoutingTable } from '../../routing/table.ts';
import type { KnownCertificate } from './known.ts';
import type { SeenCertificate } from './seen.ts';

interface Named {
  readonly hsaId: string;
  readonly name: string;
}

/** What stops when a certificate ends. */
export interface Flows {
  readonly callers: readonly Named[];
  readonly sources: readonly Named[];
  readonly contracts: readonly string[];
  /** People whose cards have been seen lately, and who cannot sign in with them then. */
  readonly persons: number;
}

/** A caller may ask a record system for these contracts. */
export interface Agreement {
  readonly caller: Named;
  readonly source: Config['sources'][number];
  readonly contracts: readonly string[];
}

export interface FlowsGround {
  readonly config: Pick<Config, 'bridge' | 'callers' | 'sources'>;
  readonly table: RoutingTable;
  readonly seen: readonly SeenCertificate[];
}

/** Gives what of the agreed flows stops with a certificate. */
export function createFlows({ config, table, seen }: FlowsGround): (certificate: KnownCertificate) => Flows {
  const agreements = agreementsOf(config, table);
  const is = (one: string, other: string | undefined) => one.toUpperCase() === other?.toUpperCase();
  const issued = (shownBy: SeenCertificate['shownBy'], { issuers = [] }: KnownCertificate) =>
    seen.filter((each) => each.shownBy === shownBy && issuers.some(({ subject }) => subject === each.issuer));

  function stops(certificate: KnownCertificate): (agreement: Agreement) => boolean {
    const { use, party } = certificate;
    switch (use) {
      case 'server':
        return () => true;
      case 'outgoing':
      case 'outgoing-ca':
        return ({ source }) => !source.url.startsWith('http:');
      case 'caller':
        return ({ caller }) => is(caller.hsaId, party);
      case 'source':
        return ({ source }) => is(source.hsaId, party);
      default: {
        const refused = new Set(issued('caller', certificate).map((each) => each.party.toUpperCase()));
        return ({ caller }) => refused.has(caller.hsaId.toUpperCase());
      }
    }
  }

  return (certificate) => {
    const stopped = agreements.filter(stops(certificate));
    return {
      callers: named(stopped.map(({ caller }) => caller)),
      sources: named(stopped.map(({ source }) => source)),
      contracts: [...new Set(stopped.flatMap(({ contracts }) => contracts))].toSorted(),
      persons: certificate.issuers ? issued('person', certificate).length : 0,
    };
  };
}

function named(all: readonly Named[]): readonly Named[] {
  return [...new Map(all.map(({ hsaId, name }) => [hsaId, { hsaId, name }])).values()];
}

/** Which callers may ask which record systems for what. */
export function agreementsOf(config: FlowsGround['config'], table: RoutingTable): readonly Agreement[] {
  const permissions = Map.groupBy(table.permissions, ({ caller }) => caller.toUpperCase());
  const addresses = Map.groupBy(table.routes, ({ source }) => source.toUpperCase());
  return config.callers.flatMap((caller) =>
    config.sources.flatMap((source) => {
      // One that asks at the bridge's own address is answered from every source.
      const at = new Set([
        '*',
        config.bridge.hsaId,
        ...(addresses.get(source.hsaId.toUpperCase()) ?? []).map(addressOf),
      ]);
      const held = (permissions.get(caller.hsaId.toUpperCase()) ?? []).filter(({ address }) => at.has(address));
      const contracts = held.flatMap(({ contract }) =>
        contract === '*' ? source.contracts : source.contracts.includes(contract) ? [contract] : [],
      );
      return contracts.length > 0 ? [{ caller, source, contracts: [...new Set(contracts)] }] : [];
    }),
  );
}

function addressOf({ address }: { readonly address: string }): string {
  return address;
}
