import { type Mastery, masteries, masterName } from '../config/master-names.ts';
import type { Config } from '../config.ts';

type MasterConfig = Pick<Config, 'access' | 'bridge'>;

/** Whether this bridge is master of what is kept of the care provider. */
export function isKeptHere(config: MasterConfig, what: Mastery, careProvider: string): boolean {
  return masterName(config, what, careProvider) === 'bridge';
}

/**
 * Logical addresses of the security services here, beside the bridge's own: by convention the care provider's HSA-id,
 * where this bridge is its master of anything, and what `access.addresses` adds.
 */
export function securityAddresses(config: MasterConfig & Pick<Config, 'callers'>): readonly string[] {
  const known = [...config.access.providers, ...config.callers].map(({ careProvider }) => careProvider);
  const kept = known.filter((provider) => masteries.some((what) => isKeptHere(config, what, provider)));
  const distinct = new Map([...config.access.addresses, ...kept].map((address) => [address.toUpperCase(), address]));
  return [...distinct.values()];
}
