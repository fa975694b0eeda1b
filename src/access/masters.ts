import type { Config } from '../config.ts';
import { sameHsaId } from '../identities/same-hsa-id.ts';

type MasterConfig = Pick<Config, 'access' | 'bridge'>;

/** What can have a master of its own. */
export type Kept = 'blocks' | 'consents' | 'relations';

/** How the configuration names this bridge as master. */
const self = 'bridge';

/** Whether this bridge is master of what is kept of the care provider; by default only in the demo. */
export function isKeptHere({ access, bridge }: MasterConfig, kept: Kept, careProvider: string): boolean {
  const named = access.providers.find((entry) => sameHsaId(entry.careProvider, careProvider))?.[kept];
  return (named ?? access.master ?? (bridge.kind === 'demo' ? self : undefined)) === self;
}

/**
 * Logical addresses of the security services here, beside the bridge's own: by convention the care provider's HSA-id,
 * where this bridge is its master of anything, and what `access.addresses` adds.
 */
export function securityAddresses(config: MasterConfig & Pick<Config, 'callers'>): readonly string[] {
  const known = [...config.access.providers, ...config.callers].map(({ careProvider }) => careProvider);
  const kept = known.filter((provider) =>
    (['blocks', 'consents', 'relations'] as const).some((each) => isKeptHere(config, each, provider)),
  );
  const distinct = new Map([...config.access.addresses, ...kept].map((address) => [address.toUpperCase(), address]));
  return [...distinct.values()];
}
