import { every } from '../deliveries/every.ts';
import type { Events } from '../events.ts';
import { keepAnswer, type Trust } from '../siths/index.ts';
import type { SharedAnswers } from './answers.ts';

const lookEveryMs = 1_000;
/** Clocks of processes differ, and what was begun first may be written last. */
const overlapMs = 60_000;

/**
 * What another process has learnt to be revoked is refused here too, within two seconds, on open connections as well. It is
 * taken as it stands in the store: it can only refuse.
 */
export function takeRevoked(
  trust: Trust,
  shared: SharedAnswers,
  events: Pick<Events, 'emit'>,
): { stop(): Promise<void> } {
  let since = new Date(0);
  return every(lookEveryMs, async () => {
    try {
      for (const { fingerprint, said, learntAt } of await shared.revokedSince(since)) {
        keepAnswer(trust, fingerprint, said);
        since = new Date(Math.max(since.getTime(), learntAt.getTime() - overlapMs));
      }
    } catch (thrown) {
      events.emit('revocation:list:failed', { url: 'store', text: (thrown as Error).message });
    }
  });
}
