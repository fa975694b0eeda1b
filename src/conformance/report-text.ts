import { byContract, presumed, type Report, type ReportedResult } from './report.ts';
import { reportTexts } from './report-texts.ts';

/** The report for a terminal. */
export function textReport(report: Report): string {
  const texts = reportTexts[report.language];
  const { url, address } = report.system;
  const { passed, failed, notTried } = report.sums;
  const groups = [...byContract(report)].flatMap(([subject, results]) => [
    '',
    subject,
    ...results.flatMap((result) => linesOf(result, texts)),
  ]);
  const begun = [`${texts.heading}: ${url} (${address})`, presumed(report) ?? []].flat();
  return [...begun, ...groups, '', texts.sums(passed, failed, notTried), ''].join('\n');
}

type Texts = (typeof reportTexts)[Report['language']];

function linesOf({ check, outcome, title, found, why, mend }: ReportedResult, texts: Texts): string[] {
  const indent = ' '.repeat(13);
  const reasons = outcome === 'failed' ? [`${texts.why}: ${why}`, `${texts.mend}: ${mend}`] : [];
  return [
    `  ${texts.outcomes[outcome].padEnd(10)} ${title} [${check}]`,
    ...[...found, ...reasons].map((line) => `${indent}${line}`),
  ];
}
