/**
 * The care directory where it is reached through the national web services: a source for `hsa/`, which asks contract by
 * contract and says what it cannot answer.
 */
import type { Config } from '../config.ts';
import type { DirectorySource } from '../hsa/source.ts';
import { createServiceSource } from './source.ts';

/** Opens the source that the configuration describes; for `createDirectory`. */
export function serviceSourceOf({
  directory,
  outgoing,
  bridge,
}: Pick<Config, 'directory' | 'outgoing' | 'bridge'>): () => DirectorySource {
  const { url, timeoutMs, services } = directory;
  return () => createServiceSource({ url, timeoutMs, ...services, outgoing, bridgeHsaId: bridge.hsaId });
}
