import type { DestinationStatus } from '../../deliveries/desk.ts';
import type { ProcessLine } from '../../processes/index.ts';
import type { Condition } from '../alert.ts';
import type { Look } from './look.ts';
import { isOpen } from './sources.ts';

interface MessagesLookParts {
  readonly status: () => Promise<readonly DestinationStatus[]>;
  readonly processes: () => Promise<readonly ProcessLine[]>;
}

const lyingMs = 5 * 60_000;
const oldMs = 4 * 3_600_000;

/** Destinations whose messages are set aside, or do not arrive. */
export function messagesLook({ status, processes }: MessagesLookParts): Look {
  return {
    kinds: ['BreakerOpen', 'MessagesDead', 'MessagesLeftLying', 'MessagesOld'],
    async look() {
      const [destinations, all] = await Promise.all([status(), processes()]);
      const running = all.filter(({ silent }) => !silent);
      return destinations.flatMap((each) =>
        conditionsOf(
          each,
          running.some(({ breakers }) => isOpen(breakers[each.destination])),
        ),
      );
    },
  };
}

function conditionsOf(status: DestinationStatus, isSpared: boolean): readonly Condition[] {
  const { destination: subject, dead, waiting, oldestAt, dueAt, paused } = status;
  const found: Condition[] = [];
  if (dead > 0) found.push({ kind: 'MessagesDead', subject, facts: { dead } });
  if (isSpared) found.push({ kind: 'BreakerOpen', subject, facts: { waiting } });
  const mayBeSent = !isSpared && !paused;
  if (dueAt && mayBeSent && age(dueAt) > lyingMs)
    found.push({ kind: 'MessagesLeftLying', subject, facts: { waiting, since: dueAt } });
  if (oldestAt && age(oldestAt) > oldMs)
    found.push({ kind: 'MessagesOld', subject, facts: { waiting, since: oldestAt } });
  return found;
}

function age(at: string): number {
  return Date.now() - Date.parse(at);
}
