import type { FunctionalStatusAssessment } from '../../../contracts/index.ts';
import type { FunctionalStatus } from '../content/care.ts';
import type { History } from '../history.ts';
import { cv, words } from './coded.ts';
import { headerOf, writtenAt } from './header.ts';

export function functionalStatus2({ chart, entries }: History): FunctionalStatusAssessment[] {
  return entries('function').map((entry) => ({
    functionalStatusAssessmentHeader: { ...headerOf(chart, entry), documentTime: writtenAt(entry) },
    functionalStatusAssessmentBody: bodyOf(entry.content),
  }));
}

/** Comment and PADL go with pad-pad alone, disability with fun-fun alone. */
function bodyOf(content: FunctionalStatus): FunctionalStatusAssessment['functionalStatusAssessmentBody'] {
  const { comment } = content;
  if (content.category === 'pad-pad')
    return {
      assessmentCategory: 'pad-pad',
      ...(comment && { comment }),
      padl: content.padl.map(([activity, assessment]) => ({ typeOfAssessment: words(activity), assessment })),
    };
  return {
    assessmentCategory: 'fun-fun',
    disability: {
      disabilityAssessment: content.icf ? cv(content.icf) : words(content.words ?? ''),
      ...(comment && { comment }),
    },
  };
}
