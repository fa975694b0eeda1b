import type { CarePlan } from '../../../contracts/index.ts';
import type { History } from '../history.ts';
import { headerOf, hsaId, writtenAt } from './header.ts';

export function carePlans2({ chart, entries }: History): CarePlan[] {
  return entries('plan').map((entry) => ({
    carePlanHeader: { ...headerOf(chart, entry), documentTitle: entry.content.title, documentTime: writtenAt(entry) },
    carePlanBody: {
      content: entry.content.contents.map(({ mediaType, content }, index) => ({
        id: `${entry.id}-${index + 1}`,
        mediaType,
        ...content,
      })),
      participatingCareUnitHSAId: [hsaId(entry.unit.hsaId)],
      typeOfCarePlanEnum: entry.content.type,
    },
  }));
}
