import type { DeliveryDesk } from '../../../deliveries/index.ts';
import type { Events } from '../../../events.ts';
import { type Meter, oncePerScrape } from './meter.ts';

/** From a moment to the days that a message may wait. */
const ages = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400, 259_200];

/** What is to arrive at others: as the store has it for the whole installation, and what this process did for it. */
export function measureDeliveries(meter: Meter, events: Events, desk: Pick<DeliveryDesk, 'status'>): void {
  const status = oncePerScrape(desk.status);
  meter.readings(
    async () =>
      (await status()).flatMap(({ destination, waiting, sending, dead }) =>
        Object.entries({ waiting, sending, dead }).map(([state, count]) => ({ destination, state, count })),
      ),
    {
      name: 'norrbryggan_deliveries',
      help: 'Messages that are on their way or set aside, by destination and state.',
      labels: ['destination', 'state'],
      value: ({ count }) => count,
    },
  );
  meter.readings(
    status,
    {
      name: 'norrbryggan_delivery_oldest_seconds',
      help: 'Age of the oldest message that waits; 0 when none does.',
      labels: ['destination'],
      value: ({ oldestAt }) => secondsSince(oldestAt),
    },
    {
      name: 'norrbryggan_delivery_overdue_seconds',
      help: 'How long a message that may be sent now has been left where it is; 0 when none is.',
      labels: ['destination'],
      value: ({ dueAt, paused }) => (paused ? 0 : secondsSince(dueAt)),
    },
    {
      name: 'norrbryggan_delivery_paused',
      help: 'Whether people have stopped all sending to the destination.',
      labels: ['destination'],
      value: ({ paused }) => (paused ? 1 : 0),
    },
  );
  const attempts = meter.counter(
    'norrbryggan_delivery_attempts_total',
    'Attempts to send a message, by destination, kind and what came of it.',
    'destination',
    'kind',
    'outcome',
  );
  const taken = meter.histogram(
    'norrbryggan_delivery_seconds',
    'Time from accepting a message to its receiver having taken it.',
    ages,
    'destination',
    'kind',
  );
  const died = meter.counter(
    'norrbryggan_deliveries_dead_total',
    'Messages set aside for people to judge.',
    'destination',
    'kind',
  );
  const lost = meter.counter(
    'norrbryggan_delivery_leases_lost_total',
    'Messages taken back from a process that vanished, to be sent again.',
    'destination',
  );

  events.on('delivery:send:succeeded', ({ destination, kind, ageMs }) => {
    attempts.inc({ destination, kind, outcome: 'taken' });
    taken.observe({ destination, kind }, ageMs / 1000);
  });
  events.on('delivery:send:failed', ({ destination, kind, class: outcome }) =>
    attempts.inc({ destination, kind, outcome }),
  );
  events.on('delivery:letter:died', ({ destination, kind }) => died.inc({ destination, kind }));
  events.on('delivery:lease:lost', ({ destination }) => lost.inc({ destination }));
}

function secondsSince(instant: string | undefined): number {
  return instant === undefined ? 0 : Math.max(Date.now() - Date.parse(instant), 0) / 1000;
}
