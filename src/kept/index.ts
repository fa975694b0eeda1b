/** What is kept sealed in the store, wherever it is, and which lines of the bus key file it still needs. */
import type { Keyring } from '../bus/keyring.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/index.ts';
import { countKeyUses } from './key-use.ts';

export type { KeyUse, KeyUses, SealedRows } from './key-use.ts';

/** What the process that has the store answers over the admin socket. */
export function keptHandlers(parts: {
  readonly store: Pick<Store, 'db'>;
  readonly keys: Keyring;
  readonly config: Pick<Config, 'signIn' | 'referrals'>;
}) {
  const { store, keys, config } = parts;
  const keptFor = { sessionHours: config.signIn.absoluteHours, referralDays: config.referrals.keepDays };
  return {
    'bus:keys': (_: null) => countKeyUses({ store, keys, keptFor }),
  };
}

export type KeptHandlers = ReturnType<typeof keptHandlers>;
