import type { LaboratoryOrderOutcome3 } from '../../contracts/get-laboratory-order-outcome-3.ts';
import { nameOf, summaryHeader } from './header.ts';
import type { Detail, Measurement } from './item.ts';
import { resultMarks, resultTypes } from './result-types.ts';
import { coded, codeOf, line, listed, period, prose, text, time, wordsOf, yesNo } from './said.ts';
import type { Teller, Told } from './told.ts';

type Body = LaboratoryOrderOutcome3['laboratoryOrderOutcomeBody'];
type Analysis = NonNullable<Body['analysis']>[number];

/** GetLaboratoryOrderOutcome 3: an item for each analysis, or one for an answer in words alone. */
export const laboratory3: Teller<LaboratoryOrderOutcome3> = ({
  laboratoryOrderOutcomeHeader,
  laboratoryOrderOutcomeBody: body,
}) => {
  const answered = laboratoryOrderOutcomeHeader.documentTime ?? body.registrationTime;
  const common = {
    header: summaryHeader(laboratoryOrderOutcomeHeader),
    term: 'laboratoryAnswer',
    bodies: [...prose('report', body.resultReport), ...prose('comment', body.resultComment)],
  } as const;
  const analyses = body.analysis ?? [];
  if (analyses.length === 0) {
    const summary = text(body.resultReport);
    return [
      {
        ...common,
        title: undefined,
        summary,
        time: answered,
        marks: resultMarks(body.resultType),
        details: ofAnswer(body),
      },
    ];
  }
  return analyses.map(
    (analysis): Told => ({
      ...common,
      title: wordsOf(analysis.analysisCode) ?? text(analysis.analysisText),
      summary: saidOf(analysis),
      time: sampledOf(analysis) ?? analysis.analysisOutcome?.observationTime ?? answered,
      marks: [...resultMarks(body.resultType), analysis.analysisOutcome?.pathologicalFlag && 'outside-reference'],
      details: [...ofAnalysis(analysis), ...time('answered', answered), ...ofAnswer(body)],
      measurement: measurementOf(analysis, answered),
    }),
  );
};

function saidOf({ analysisOutcome: outcome }: Analysis): string | undefined {
  return [text(outcome?.outcomeValue), text(outcome?.outcomeUnit)].filter(Boolean).join(' ') || undefined;
}

function sampledOf({ analysisTime }: Analysis): string | undefined {
  return analysisTime?.end ?? analysisTime?.start;
}

function measurementOf(analysis: Analysis, answered: string): Measurement | undefined {
  const outcome = analysis.analysisOutcome;
  const value = text(outcome?.outcomeValue);
  if (!outcome || value === undefined) return undefined;
  const interval = text(outcome.referenceInterval);
  const population = text(outcome.referencePopulation);
  return {
    code: codeOf(analysis.analysisCode),
    value,
    unit: text(outcome.outcomeUnit),
    reference: interval || population ? { text: interval, unit: undefined, population } : undefined,
    outside: outcome.pathologicalFlag,
    sampled: text(sampledOf(analysis)),
    answered: text(answered),
  };
}

function ofAnalysis(analysis: Analysis): readonly Detail[] {
  const { analysisOutcome: outcome, attested } = analysis;
  return [
    ...coded('analysis', analysis.analysisCode),
    ...line('analysis', analysis.analysisText),
    ...line('value', saidOf(analysis)),
    ...line('reference', outcome?.referenceInterval),
    ...line('referencePopulation', outcome?.referencePopulation),
    ...yesNo('outsideReference', outcome?.pathologicalFlag),
    ...line('interpretation', outcome?.outcomeDescription),
    ...line('comment', analysis.analysisComment),
    ...period('sampled', analysis.analysisTime),
    ...time('observed', outcome?.observationTime),
    ...line('status', analysis.analysisStatus),
    ...line('specimen', analysis.specimen),
    ...line('method', analysis.method),
    ...line('attestedBy', attested?.attesterName ?? attested?.attesterHSAId),
    ...time('attested', attested?.attestedTime),
  ];
}

function ofAnswer(body: Body): readonly Detail[] {
  return [
    ...listed('typeOfResult', body.resultType, resultTypes),
    ...line('discipline', body.discipline),
    ...line('question', body.order?.orderReason),
    ...line('laboratory', nameOf(body.accountableHealthcareProfessional)),
    ...line('laboratory', body.accountableHealthcareProfessional?.healthcareProfessionalOrgUnit?.orgUnitName, {
      tellsPlace: true,
    }),
    ...time('registered', body.registrationTime),
  ];
}
