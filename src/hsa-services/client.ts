import type { ComplexType, ValueOf } from '../contracts/schema.ts';
import type { ServiceContract } from '../contracts/service-contract.ts';
import { BridgeError } from '../errors.ts';
import type { Outgoing } from '../sources/http.ts';
import { SourceFailure } from '../sources/query.ts';
import { createServiceClient } from '../sources/service-client.ts';

/** The national directory's web services, asked contract by contract. */
export interface DirectoryClient {
  /** Throws NotPermitted, and DIRECTORY_UNAVAILABLE for every other failure. */
  ask<Request extends ComplexType, Response extends ComplexType>(
    contract: ServiceContract<Request, Response>,
    request: ValueOf<Request>,
  ): Promise<ValueOf<Response>>;
  close(): Promise<void>;
}

export interface ClientSettings {
  /** What stands before `/vp/…`. */
  readonly url: string;
  readonly logicalAddress: string;
  readonly timeoutMs: number;
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
}

/** By agreement ten a second, in 100 milliseconds each. */
const concurrency = 10;
/** Some 500 bytes for each of the members and units that one answer may hold. */
const maxAnswerBytes = 8 * 1024 * 1024;
/** One lookup leads to several questions, some of them twice. */
const sameMs = 2_000;
const mostKept = 1_000;

/** The directory's services refuse this bridge the contract: to be ordered, not to be tried again. */
export class NotPermitted extends BridgeError {
  constructor(contract: string, said: string) {
    super(
      'DIRECTORY_UNAVAILABLE',
      `Its services do not let this bridge call ${contract} (${said}): the contract must be ordered for the HSA-id of the outgoing certificate.`,
    );
  }
}

/** A fault of the service's own: some have no other answer to an id that they do not know. */
export class Faulted extends BridgeError {
  constructor(contract: string, failure: SourceFailure) {
    super('DIRECTORY_UNAVAILABLE', `${contract}: ${failure.message}`, { cause: failure });
  }
}

export function createDirectoryClient(
  { url, logicalAddress, timeoutMs, outgoing, bridgeHsaId }: ClientSettings,
  now = Date.now,
): DirectoryClient {
  const client = createServiceClient({ url, timeoutMs, concurrency, maxAnswerBytes }, { outgoing, bridgeHsaId });
  const asked = new Map<string, { readonly answer: Promise<unknown>; readonly at: number }>();

  function forget(): void {
    for (const [key, { at }] of asked) if (now() - at >= sameMs || asked.size > mostKept) asked.delete(key);
  }

  return {
    ask<Request extends ComplexType, Response extends ComplexType>(
      contract: ServiceContract<Request, Response>,
      request: ValueOf<Request>,
    ): Promise<ValueOf<Response>> {
      const call = () =>
        client.call(contract, logicalAddress, request).catch((thrown: unknown) => {
          throw failureOf(contract.id, thrown);
        });
      // Nobody's personal identity number is kept, not even for so long.
      if ('personalIdentityNumber' in request) return call();
      const key = `${contract.id} ${JSON.stringify(request)}`;
      forget();
      const known = asked.get(key);
      if (known) return known.answer as Promise<ValueOf<Response>>;
      const answer = call();
      asked.set(key, { answer, at: now() });
      answer.catch(() => asked.delete(key));
      return answer;
    },
    close: () => client.close(),
  };
}

function failureOf(contract: string, thrown: unknown): unknown {
  if (!(thrown instanceof SourceFailure)) return thrown;
  const { reason, status, message } = thrown;
  if (status === 403) return new NotPermitted(contract, 'HTTP status 403');
  if (reason === 'refused' && /\bVP007\b/.test(message)) return new NotPermitted(contract, 'VP007');
  if (status === 503 && reason === 'refused')
    return new BridgeError('DIRECTORY_UNAVAILABLE', `The service of ${contract} is down (HTTP status 503).`);
  // What the platform in between says of itself tells nothing of the id.
  const isOwn = reason === 'refused' && status === 500 && !thrown.outage && !/\bVP\d{3}\b/.test(message);
  if (isOwn) return new Faulted(contract, thrown);
  return new BridgeError('DIRECTORY_UNAVAILABLE', `${contract}: ${message}`, { cause: thrown });
}
