import type { ActivityGroup } from '../../../contracts/index.ts';
import type { History } from '../history.ts';
import { cv } from './coded.ts';
import { canBeGrouped, during, groupOf } from './group.ts';
import { localId, writtenAt } from './header.ts';

export function activities1({ chart, entries }: History): ActivityGroup[] {
  if (!canBeGrouped(chart)) return [];
  return entries('activity').map((entry) => ({
    ...groupOf(chart, entry),
    activity: [
      {
        id: localId(entry.id),
        code: cv(entry.content.code),
        ...(entry.content.site && { targetSite: cv(entry.content.site) }),
        time: during(entry, entry.content.minutes ?? 30),
        ...(entry.content.description && { description: entry.content.description }),
        approvedForPatient: entry.approved,
        registrationTime: writtenAt(entry),
      },
    ],
  }));
}
