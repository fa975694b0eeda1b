import type { CodedValue } from '../../contracts/coded-value.ts';
import type { Diagnosis } from '../../contracts/get-diagnosis-2.ts';
import { summaryHeader } from './header.ts';
import { coded, codeOf, line, time, wordsOf, yesNo } from './said.ts';
import type { Teller } from './told.ts';

/** GetDiagnosis 2. Whether a diagnosis still holds, the contract cannot say: only that it is chronic, and when it was made. */
export const diagnosis: Teller<Diagnosis> = ({ diagnosisHeader, diagnosisBody: body }, now) => {
  const header = summaryHeader(diagnosisHeader);
  const made = body.diagnosisTime ?? diagnosisHeader.accountableHealthcareProfessional?.authorTime;
  return [
    {
      header,
      title: wordsOf(body.diagnosisCode),
      term: 'diagnosisWithoutCode',
      summary: [body.diagnosisCode?.code, body.typeOfDiagnosis].filter(Boolean).join(' · '),
      time: made,
      thread: threadOf(body.diagnosisCode),
      group: groupOf(body.chronicDiagnosis, made, now),
      details: [
        ...coded('diagnosis', body.diagnosisCode),
        ...line('typeOfDiagnosis', body.typeOfDiagnosis),
        ...yesNo('chronic', body.chronicDiagnosis),
        ...time('diagnosisTime', body.diagnosisTime),
      ],
    },
  ];
};

function threadOf(value: CodedValue | undefined): string | undefined {
  const code = codeOf(value);
  return code && `${code.system ?? ''}|${code.code}`;
}

function groupOf(chronic: boolean | undefined, made: string | undefined, now: string): string {
  if (chronic) return 'chronic';
  const yearAgo = `${Number(now.slice(0, 4)) - 1}${now.slice(4)}`;
  return made && made >= yearAgo.slice(0, made.length) ? 'last-year' : 'earlier';
}
