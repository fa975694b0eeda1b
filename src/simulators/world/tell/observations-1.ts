import type { ObservationGroup } from '../../../contracts/index.ts';
import type { History } from '../history.ts';
import { cv } from './coded.ts';
import { canBeGrouped, during, groupOf } from './group.ts';
import { localId, writtenAt } from './header.ts';

export function observations1({ chart, entries }: History): ObservationGroup[] {
  if (!canBeGrouped(chart)) return [];
  return entries('observations').map((entry) => ({
    ...groupOf(chart, entry),
    observation: entry.content.values.map(({ type, value, description }, index) => ({
      id: localId(`${entry.id}-${index + 1}`),
      type: cv(type),
      time: during(entry),
      value: 'amount' in value ? { pq: { value: value.amount, unit: value.unit } } : { cv: cv(value) },
      valueNegation: false,
      ...(description && { description }),
      approvedForPatient: entry.approved,
      registrationTime: writtenAt(entry),
    })),
  }));
}
