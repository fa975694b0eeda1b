import { readFileSync } from 'node:fs';
import { type Contract, contractById } from '../contracts/index.ts';
import { refused } from './failures.ts';
import { askFhirR4 } from './fhir-r4/connector.ts';
import { createEndpoint, type Endpoint, type Outgoing, type Source } from './http.ts';
import type { Connector, SourceQuery } from './query.ts';
import { askRiv13606 } from './riv13606/connector.ts';
import { askRivta21 } from './rivta21/connector.ts';

export interface ConnectorOptions {
  readonly sources: readonly Source[];
  /** PEM files: what the bridge shows to record systems, and the roots it trusts there. */
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
  /** Default `Norrbryggan/<version>`. */
  readonly userAgent?: string;
}

/**
 * One connector for each record system, by its HSA-id, with a pool of connections of its own. Files are read at once
 * and throw when they cannot be.
 */
export function createConnectors(options: ConnectorOptions): Map<string, Connector> {
  const userAgent = options.userAgent ?? `Norrbryggan/${productVersion()}`;
  return new Map(options.sources.map((source) => [source.hsaId, createConnector(source, options, userAgent)]));
}

function createConnector(source: Source, { outgoing, bridgeHsaId }: ConnectorOptions, userAgent: string): Connector {
  const endpoint = createEndpoint(source, outgoing, userAgent);
  return {
    ask: (query, signal) => asking(source, endpoint, bridgeHsaId)(contractOf(query), query, signal),
    close: () => endpoint.close(),
  };
}

type Ask = (contract: Contract, query: SourceQuery, signal: AbortSignal) => ReturnType<Connector['ask']>;

function asking(source: Source, endpoint: Endpoint, bridgeHsaId: string): Ask {
  switch (source.protocol) {
    case 'rivta21':
      return (contract, query, signal) => askRivta21(endpoint, contract, query, bridgeHsaId, signal);
    case 'riv13606':
      return (contract, query, signal) => askRiv13606(endpoint, contract, query, signal);
    case 'fhir-r4':
      return (contract, query, signal) => askFhirR4(endpoint, contract, query, source, signal);
  }
}

function contractOf({ contract }: SourceQuery): Contract {
  const found = contractById(contract);
  if (!found) throw refused(501, `This bridge does not know the contract ${contract}.`);
  return found;
}

function productVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
