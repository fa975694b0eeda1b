import type { Config } from '../config.ts';
import type { ComplexType, ValueOf } from '../contracts/schema.ts';
import type { ServiceContract } from '../contracts/service-contract.ts';
import type { Events } from '../events.ts';
import type { Outgoing } from '../sources/http.ts';
import { SourceFailure } from '../sources/query.ts';
import { createServiceClient } from '../sources/service-client.ts';

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
    options?: { readonly correlationId?: string; readonly signal?: AbortSignal },
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
  const client = createServiceClient({ url, timeoutMs, concurrency, maxAnswerBytes }, { outgoing, bridgeHsaId });

  return {
    config,
    call: (contract, careProvider, request, options) =>
      client.call(contract, logicalAddress ?? careProvider, request, options).catch((thrown: unknown) => {
        if (thrown instanceof SourceFailure) {
          const { reason, status } = thrown;
          events.emit('security:question:failed', { service: config.name, contract: contract.id, reason, status });
        }
        throw thrown;
      }),
    close: () => client.close(),
  };
}
