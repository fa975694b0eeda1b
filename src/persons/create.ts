import type { Config } from '../config.ts';
import type { Events } from '../events.ts';
import { cached } from './cache.ts';
import { createFileRegister } from './file.ts';
import { createNationalRegister } from './national/client.ts';
import { noRegister, type PersonRegister } from './register.ts';

/** The register of the configuration. Throws CONFIG_INVALID when its file cannot be used. */
export function createPersonRegister(
  { persons, outgoing, bridge }: Pick<Config, 'persons' | 'outgoing' | 'bridge'>,
  events: Events,
): PersonRegister {
  if (!persons) return noRegister;
  if (persons.url.startsWith('file:')) return createFileRegister(persons.url);
  const { url, logicalAddress, timeoutMs, cache } = persons;
  const national = createNationalRegister({
    url,
    logicalAddress,
    timeoutMs,
    outgoing,
    bridgeHsaId: bridge.hsaId,
    events,
  });
  return cached(national, cache);
}
