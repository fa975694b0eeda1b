import { contractPath, createContractReader, prefixesFor, writeRoot } from '../contracts/index.ts';
import type { ComplexType, ValueOf } from '../contracts/schema.ts';
import type { ServiceContract } from '../contracts/service-contract.ts';
import { writeAddress } from '../xml/index.ts';
import { badData } from './failures.ts';
import { createEndpoint, type Outgoing, type Server } from './http.ts';
import { callSoap } from './soap-call.ts';

/** A server that answers service contracts about other things than records. */
export interface ServiceClient {
  /** One call, within the server's time. Throws SourceFailure when no answer came that keeps its contract. */
  call<Request extends ComplexType, Response extends ComplexType>(
    contract: ServiceContract<Request, Response>,
    logicalAddress: string,
    request: ValueOf<Request>,
    options?: { readonly correlationId?: string; readonly signal?: AbortSignal },
  ): Promise<ValueOf<Response>>;
  close(): Promise<void>;
}

/** Called over mutual TLS with the bridge's outgoing certificate. */
export function createServiceClient(
  server: Omit<Server, 'correlationId'>,
  { outgoing, bridgeHsaId }: { readonly outgoing: Outgoing; readonly bridgeHsaId: string },
): ServiceClient {
  const endpoint = createEndpoint({ ...server, correlationId: false }, outgoing, 'Norrbryggan');
  const basePath = endpoint.base.pathname.replace(/\/$/, '');

  return {
    async call<Request extends ComplexType, Response extends ComplexType>(
      contract: ServiceContract<Request, Response>,
      logicalAddress: string,
      request: ValueOf<Request>,
      options: { readonly correlationId?: string; readonly signal?: AbortSignal } = {},
    ): Promise<ValueOf<Response>> {
      const { correlationId = crypto.randomUUID(), signal = new AbortController().signal } = options;
      const errand = { correlationId, originalConsumer: bridgeHsaId, deadline: Date.now() + server.timeoutMs };
      const rootName = `${contract.name}Response`;
      const prefixes = prefixesFor(contract.namespace, contract.request);
      const answers = callSoap<ValueOf<Response>>(endpoint.converse(errand, signal), {
        path: basePath + contractPath(contract),
        soapAction: contract.soapAction,
        address: writeAddress(logicalAddress, 'rivtabp21'),
        body: writeRoot(contract.namespace, contract.requestElement, contract.request, request, prefixes),
        answer: (root, give) =>
          root.namespace === contract.namespace && root.local === rootName
            ? createContractReader(contract.response, rootName, {
                done: ({ value, violations: [broken] }) => {
                  if (broken) throw badData(`The service breaks its contract: ${broken.path} ${broken.rule}.`);
                  give(value as ValueOf<Response>);
                },
                emptyIsAbsent: true,
              })
            : undefined,
      });
      for await (const [answer] of answers) if (answer) return answer;
      throw badData('The service answered without the element that was asked for.');
    },
    close: () => endpoint.close(),
  };
}
