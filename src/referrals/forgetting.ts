import type { Config } from '../config.ts';
import { every } from '../deliveries/every.ts';
import type { Events } from '../events.ts';
import type { ReferralStore } from './store.ts';

const FORGET_MS = 3_600_000;

interface ForgettingParts {
  readonly config: Pick<Config, 'referrals'>;
  readonly store: Pick<ReferralStore, 'forget'>;
  readonly events: Events;
}

/**
 * Forgets, once an hour, referrals to which nothing has happened for `referrals.keepDays`: both sides have them in their
 * records, and nothing is kept longer than it is needed (GDPR 5.1 e).
 */
export function startForgetting({ config, store, events }: ForgettingParts): { stop(): Promise<void> } {
  const { keepDays } = config.referrals;
  return every(FORGET_MS, async () => {
    try {
      const referrals = await store.forget(keepDays);
      if (referrals > 0) events.emit('referral:old:forgotten', { referrals });
    } catch (thrown) {
      events.emit('referral:forgetting:failed', { text: (thrown as Error).message });
    }
  });
}
