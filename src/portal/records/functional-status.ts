import type { FunctionalStatusAssessment } from '../../contracts/get-functional-status-2.ts';
import { summaryHeader } from './header.ts';
import { coded, line, listed, text, wordsOf } from './said.ts';
import type { Teller } from './told.ts';

/** GetFunctionalStatus 2: an impairment, or how the patient manages daily life (ADL). */
export const functionalStatus: Teller<FunctionalStatusAssessment> = ({
  functionalStatusAssessmentHeader: header,
  functionalStatusAssessmentBody: body,
}) => {
  const { disability, padl = [], assessmentCategory: category } = body;
  return [
    {
      header: summaryHeader(header),
      title: wordsOf(disability?.disabilityAssessment),
      term: category === 'pad-pad' ? 'dailyLiving' : 'impairment',
      summary:
        text(disability?.comment) ??
        text(body.comment) ??
        padl.map(({ typeOfAssessment, assessment }) => `${wordsOf(typeOfAssessment)}: ${text(assessment)}`).join(' · '),
      time: header.documentTime ?? header.accountableHealthcareProfessional.authorTime,
      group: category,
      details: [
        ...listed('category', category, { 'pad-pad': 'dailyLiving', 'fun-fun': 'impairment' }),
        ...coded('impairment', disability?.disabilityAssessment),
        ...line('comment', disability?.comment),
        ...padl.flatMap(({ typeOfAssessment, assessment }) =>
          line('assessment', assessment, { about: wordsOf(typeOfAssessment) }),
        ),
        ...line('comment', body.comment),
      ],
    },
  ];
};
