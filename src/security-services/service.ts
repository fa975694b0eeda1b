import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import { contractPath, createContractReader, prefixesFor, writeRoot } from '../contracts/index.ts';
import type { ComplexType, ValueOf } from '../contracts/schema.ts';
import type { ServiceContract } from '../contracts/service-contract.ts';
import type { Events } from '../events.ts';
import { badData } from '../sources/failures.ts';
import { createEndpoint, type Outgoing } from '../sources/http.ts';
import { SourceFailure } from '../sources/query.ts';
import { callSoap } from '../sources/soap-call.ts';
import { writeAddress } from '../xml/index.ts';

export type ServiceConfig = Config['access']['services'][number];

/** A security service (säkerhetstjänst), asked contract by contract. */
export interface SecurityService {
  readonly config: ServiceConfig;
  /**
   * One call. `careProvider` is where it goes, unless the service has one address for all.
   * Throws SourceFailure when no answer came that keeps its contract.
   */
  call<Request extends ComplexType, Response extends ComplexType>(
    contract: ServiceContract<Request, Response>,
    careProvider: string,
    request: ValueOf<Request>,
  ): Promise<ValueOf<Response>>;
  close(): Promise<void>;
}

export interface ServiceParts {
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
  readonly events: Events;
}

const concurrency = 16;
/** Some 200 bytes for each of the rows that one call may hold. */
const maxAnswerBytes = 4 * 1024 * 1024;

/** Called over mutual TLS with the bridge's outgoing certificate, within the service's time. */
export function createSecurityService(
  config: ServiceConfig,
  { outgoing, bridgeHsaId, events }: ServiceParts,
): SecurityService {
  const { url, timeoutMs, logicalAddress } = config;
  const endpoint = createEndpoint(
    { url, timeoutMs, concurrency, maxAnswerBytes, correlationId: false },
    outgoing,
    'Norrbryggan',
  );
  const basePath = endpoint.base.pathname.replace(/\/$/, '');

  async function ask<Request extends ComplexType, Response extends ComplexType>(
    contract: ServiceContract<Request, Response>,
    careProvider: string,
    request: ValueOf<Request>,
  ): Promise<ValueOf<Response>> {
    const errand = { correlationId: randomUUID(), originalConsumer: bridgeHsaId, deadline: Date.now() + timeoutMs };
    const rootName = `${contract.name}Response`;
    const prefixes = prefixesFor(contract.namespace, contract.request);
    const answers = callSoap<ValueOf<Response>>(endpoint.converse(errand, new AbortController().signal), {
      path: basePath + contractPath(contract),
      soapAction: contract.soapAction,
      address: writeAddress(logicalAddress ?? careProvider, 'rivtabp21'),
      body: writeRoot(contract.namespace, contract.requestElement, contract.request, request, prefixes),
      answer: (root, give) =>
        root.namespace === contract.namespace && root.local === rootName
          ? createContractReader(contract.response, rootName, {
              done: ({ value, violations: [broken] }) => {
                if (broken) throw badData(`The security service breaks its contract: ${broken.path} ${broken.rule}.`);
                give(value as ValueOf<Response>);
              },
              emptyIsAbsent: true,
            })
          : undefined,
    });
    for await (const answer of answers) return answer;
    throw badData('The security service answered without the element that was asked for.');
  }

  return {
    config,
    call: (contract, careProvider, request) =>
      ask(contract, careProvider, request).catch((thrown: unknown) => {
        if (thrown instanceof SourceFailure) {
          const { reason, status } = thrown;
          events.emit('security:question:failed', { service: config.name, contract: contract.id, reason, status });
        }
        throw thrown;
      }),
    close: () => endpoint.close(),
  };
}
