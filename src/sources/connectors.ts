import type { X509Certificate } from 'node:crypto';
import { type Config, catalogueUrl } from '../config.ts';
import { contractById } from '../contracts/index.ts';
import type { Events } from '../events.ts';
import { factsOf } from '../siths/index.ts';
import { productVersion } from '../version.ts';
import type { AnswerBatch } from './answer-part.ts';
import { recordsAsWritten } from './as-written.ts';
import { type Capture, captured } from './capture.ts';
import { refused } from './failures.ts';
import { askFhirR4 } from './fhir-r4/connector.ts';
import { withBreaker } from './guarded.ts';
import { createEndpoint, type Endpoint, type Outgoing, type Source } from './http.ts';
import { probeSource } from './probe.ts';
import type { Connector, Query } from './query.ts';
import type { Question } from './question.ts';
import { askRiv13606 } from './riv13606/connector.ts';
import { askRivta21 } from './rivta21/connector.ts';
import { passOn } from './rivta21/pass.ts';

export interface ConnectorOptions {
  readonly sources: readonly Source[];
  /** PEM files: what the bridge shows to record systems, and the roots it trusts there. */
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
  readonly breaker: Config['breaker'];
  readonly events: Events;
  /** Where messages may be copied on their way; left out, nothing ever is. */
  readonly capture?: Capture | undefined;
  /** Default `Norrbryggan/<version>`. */
  readonly userAgent?: string;
}

/**
 * One connector for each record system, by its HSA-id, with a pool of connections and a circuit breaker of its own. Files are read at once
 * and throw when they cannot be.
 */
export function createConnectors(options: ConnectorOptions): Map<string, Connector> {
  const userAgent = options.userAgent ?? `Norrbryggan/${productVersion}`;
  return new Map(options.sources.map((source) => [source.hsaId, createConnector(source, options, userAgent)]));
}

function createConnector(source: Source, options: ConnectorOptions, userAgent: string): Connector {
  const { outgoing, bridgeHsaId, breaker, events, capture } = options;
  const endpoints = openEndpoints(source, outgoing, userAgent, (certificate) => {
    const facts = factsOf(certificate.raw);
    if (!facts) return;
    const { validFrom: _, ...told } = facts;
    events.emit('source:certificate:shown', { source: source.hsaId, ...told });
  });
  const connector: Connector = {
    async *ask(query, signal) {
      const { originalConsumer: consumer, correlationId } = query;
      const tape = capture?.between({ consumer, producer: source.hsaId, correlationId });
      const patient = 'patient' in query ? query.patient : undefined;
      const endpoint = captured(endpoints.for(query), tape, patient);
      if ('kind' in query) {
        if (source.protocol !== 'rivta21') throw refused(501, 'Messages are passed on to RIV-TA systems alone.');
        yield* passOn(source, endpoint, query, signal);
        return;
      }
      const contract = contractById(query.contract);
      if (!contract) throw refused(501, `This bridge does not know the contract ${query.contract}.`);
      const answer = dialects[source.protocol]({ source, endpoint, contract, query, bridgeHsaId, signal });
      yield* query.asWritten ? recordsAsWritten(answer, contract) : answer;
    },
    close: () => endpoints.close(),
  };
  const { own } = endpoints;
  const probe = own && ((signal: AbortSignal) => probeSource(source, own, bridgeHsaId, signal));
  return withBreaker(connector, { source, ...breaker, probe, events });
}

/** The source's own address; or each that the address catalogue gives, opened when it is first called. */
function openEndpoints(
  source: Source,
  outgoing: Outgoing,
  userAgent: string,
  shown: (certificate: X509Certificate) => void,
) {
  const own = source.url === catalogueUrl ? undefined : createEndpoint(source, outgoing, userAgent, shown);
  const found = new Map<string, Endpoint>();
  function endpointAt(url: string): Endpoint {
    const endpoint = found.get(url) ?? createEndpoint({ ...source, url }, outgoing, userAgent, shown);
    found.set(url, endpoint);
    return endpoint;
  }
  return {
    own,
    for({ service }: Query): Endpoint {
      if (own) return own;
      if (!service || !URL.canParse(service.url)) throw refused(502, 'The address catalogue gives no usable URL.');
      return endpointAt(service.url);
    },
    close: async () => {
      await Promise.all([...(own ? [own] : []), ...found.values()].map((endpoint) => endpoint.close()));
    },
  };
}

const dialects: Readonly<Record<Source['protocol'], (question: Question) => AsyncIterable<AnswerBatch>>> = {
  rivta21: askRivta21,
  riv13606: askRiv13606,
  'fhir-r4': askFhirR4,
};
