import type { DeliveryDesk, DeliveryFilter, DeliveryLine, DestinationStatus } from '../../src/deliveries/desk.ts';

export interface StandInDesk extends DeliveryDesk {
  readonly lines: DeliveryLine[];
  readonly contents: Map<string, Buffer>;
}

export function deadLetter(sequence: number, changes: Partial<DeliveryLine> = {}): DeliveryLine {
  return {
    id: `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    destination: 'national-index',
    kind: 'notification',
    state: 'dead',
    group: 'a1b2c3d4',
    sequence,
    correlationId: `call-${sequence}`,
    facts: { contract: 'ProcessNotification:1', receiver: 'SE2321000222-DEMONCS' },
    bytes: 812,
    acceptedAt: '2026-11-25T10:00:00.000Z',
    attempts: 3,
    nextAttemptAt: undefined,
    finishedAt: '2026-11-25T11:00:00.000Z',
    failure: {
      class: 'never',
      reason: 'VALIDATION_ERROR',
      text: 'The receiver will not take it.',
      at: '2026-11-25T11:00:00.000Z',
    },
    overtaken: false,
    ...changes,
  };
}

/** A desk of messages in memory. */
export function standInDesk(lines: DeliveryLine[] = []): StandInDesk {
  const contents = new Map<string, Buffer>();
  const paused = new Map<string, DestinationStatus['paused']>();
  const found = (filter: DeliveryFilter) =>
    lines.filter(
      (line) =>
        (!filter.ids || filter.ids.includes(line.id)) &&
        (!filter.destination || filter.destination === line.destination) &&
        (!filter.kind || filter.kind === line.kind) &&
        (!filter.state || filter.state === line.state) &&
        (!filter.reason || filter.reason === line.failure?.reason) &&
        (!filter.correlationId || filter.correlationId === line.correlationId),
    );
  const become = (filter: DeliveryFilter, from: readonly string[], state: DeliveryLine['state']): number => {
    const changed = found(filter).filter((line) => from.includes(line.state));
    for (const line of changed) lines[lines.indexOf(line)] = { ...line, state };
    return changed.length;
  };
  return {
    lines,
    contents,
    async status() {
      return ['national-index', 'referrals'].map((destination) => {
        const count = (state: string) => found({ destination }).filter((line) => line.state === state);
        return {
          destination,
          waiting: count('waiting').length,
          sending: 0,
          dead: count('dead').length,
          dueAt: undefined,
          oldestAt: count('waiting')[0]?.acceptedAt,
          paused: paused.get(destination),
          breaker: 'closed' as const,
          lastDeliveredAt: undefined,
          trouble: undefined,
        };
      });
    },
    list: async (filter, limit, after = -1) =>
      found(filter)
        .filter(({ sequence }) => sequence > after)
        .slice(0, limit),
    count: async (filter) => found(filter).length,
    content: async (id) => contents.get(id),
    replay: async (filter) => become(filter, ['dead'], 'waiting'),
    discard: async (filter) => become(filter, ['dead', 'waiting'], 'discarded'),
    async pause(destination, by, reason) {
      paused.set(destination, { by, reason, at: '2026-11-25T12:00:00.000Z' });
    },
    async resume(destination) {
      paused.delete(destination);
    },
  };
}
