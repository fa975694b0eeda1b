import type { ActivityGroup } from '../../contracts/get-activities-1.ts';
import { beganOf, deviceLines, groupHeader, locationLines, relationLines, whenLines } from './group.ts';
import { coded, line, text, time, wordsOf } from './said.ts';
import type { Teller } from './told.ts';

/** GetActivities 1: an item for each thing that was done. */
export const activity: Teller<ActivityGroup> = (group) => {
  const header = groupHeader(group);
  return group.activity.map((one) => ({
    header,
    title: wordsOf(one.code),
    term: 'activity',
    summary: text(one.description),
    time: beganOf(one.time),
    approvedForPatient: one.approvedForPatient,
    details: [
      ...coded('activity', one.code),
      ...whenLines(one.time),
      ...coded('status', one.status),
      ...coded('method', one.method),
      ...coded('bodySite', one.targetSite),
      ...line('description', one.description),
      ...time('registered', one.registrationTime),
      ...(group.device ?? []).flatMap(deviceLines),
      ...locationLines(group.location),
      ...relationLines(one.relation),
    ],
  }));
};
