import { masteries, masterName } from '../config/master-names.ts';
import type { Config } from '../config.ts';

/**
 * Logical addresses of the security services here, beside the bridge's own: by convention the care provider's HSA-id,
 * where this bridge is its master of anything, and what `access.addresses` adds.
 */
export function securityAddresses(
  config: Pick<Config, 'access' | 'bridge' | 'callers' | 'sources' | 'successions'>,
): readonly string[] {
  const known = [...config.access.providers, ...config.callers, ...config.sources].map(
    ({ careProvider }) => careProvider,
  );
  const heirs = config.successions.filter(({ kind }) => kind === 'care-provider').map(({ into }) => into);
  const kept = [...known, ...heirs].filter((provider) =>
    masteries.some((what) => masterName(config, what, provider) === 'bridge'),
  );
  const distinct = new Map([...config.access.addresses, ...kept].map((address) => [address.toUpperCase(), address]));
  return [...distinct.values()];
}
