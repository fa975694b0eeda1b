/**
 * The care directory where it is reached through the national web services: a source for `hsa/`, which asks contract by
 * contract and says what it cannot answer.
 */

import { isWebServices } from '../config/directory.ts';
import type { Config } from '../config.ts';
import type { ServiceContract } from '../contracts/service-contract.ts';
import { BridgeError } from '../errors.ts';
import type { DirectorySource } from '../hsa/source.ts';
import { createDirectoryClient, NotPermitted } from './client.ts';
import { createServiceSource } from './source.ts';

type Configured = Pick<Config, 'directory' | 'outgoing' | 'bridge'>;

/** Opens the source that the configuration describes; for `createDirectory`. */
export function serviceSourceOf(config: Configured): () => DirectorySource {
  return () => createServiceSource(settingsOf(config));
}

/** The national services themselves, for contracts that nothing can be looked up for. */
export interface NationalServices {
  /** Throws DIRECTORY_UNAVAILABLE, in words that hold nothing of the question. */
  ask(contract: ServiceContract, request: object): Promise<object>;
  close(): Promise<void>;
}

/** Undefined where the directory is not read from them. */
export function nationalServicesOf(config: Configured): NationalServices | undefined {
  if (!isWebServices(config.directory.url)) return undefined;
  const client = createDirectoryClient(settingsOf(config));
  return {
    ask: (contract, request) =>
      client.ask(contract, request).catch((thrown: unknown) => {
        if (thrown instanceof NotPermitted) throw thrown;
        // What a service says of a question may repeat the personal identity number in it.
        throw new BridgeError('DIRECTORY_UNAVAILABLE', `Its services gave no answer to ${contract.id}.`);
      }),
    close: () => client.close(),
  };
}

function settingsOf({ directory, outgoing, bridge }: Configured) {
  const { url, timeoutMs, services } = directory;
  return { url, timeoutMs, ...services, outgoing, bridgeHsaId: bridge.hsaId };
}
