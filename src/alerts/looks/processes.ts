import type { ProcessLine } from '../../processes/index.ts';
import type { Look } from './look.ts';

/** Processes that ended without a word; one alert for all that were of one kind on one machine. */
export function processesLook(processes: () => Promise<readonly ProcessLine[]>): Look {
  return {
    kinds: ['ProcessLost'],
    look: async () =>
      (await processes())
        .filter(({ silent }) => silent)
        .map(({ role, host, seenAt }) => ({
          kind: 'ProcessLost',
          subject: `${role} ${host}`,
          facts: { since: seenAt },
        })),
  };
}
