import type { BridgeEvents, Events } from '../../events.ts';
import type { Look } from './look.ts';

const recentMs = 60_000;

/** Security services that did not answer a question in the last minute. */
export function securityServicesLook(events: Events): Look {
  const failures = new Map<string, { readonly at: number; readonly reason: string }>();
  const failed = ({ service, reason }: BridgeEvents['security:question:failed'][0]) =>
    void failures.set(service, { at: Date.now(), reason });
  events.on('security:question:failed', failed);
  return {
    kinds: ['SecurityServiceFailing'],
    look: () =>
      [...failures]
        .filter(([, { at }]) => at > Date.now() - recentMs)
        .map(([subject, { reason }]) => ({ kind: 'SecurityServiceFailing', subject, facts: { reason } })),
    close: () => void events.off('security:question:failed', failed),
  };
}
