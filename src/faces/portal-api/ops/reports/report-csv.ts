import { csv } from '../../../../csv.ts';
import { texts } from '../../../../portal/operations/reports/texts.ts';
import { contractText, queryLines, requirementsOf, waitedText } from '../../../../portal/operations/reports/words.ts';
import type { SourceReport } from '../../shapes/source-reports.ts';

type Row = readonly [section: string, what: string, contract: string, value: string, more: string];

/** The report as a table: a row for each figure, as it was counted. Times in milliseconds, shares from 0 to 1. */
export function reportCsv(report: SourceReport, language: 'sv' | 'en'): string {
  const text = texts[language];
  const measured = [report.availability.share, report.answersInTime.share, report.indexedInTime.share];
  const waited = waitedText(report, language);
  const rows: Row[] = [
    [text.source, report.name, '', report.source, ''],
    [text.month, '', '', report.month, report.until ? text.underWay(report.until) : ''],
    ...requirementsOf(report, language).map(
      ({ what, verdict }, at): Row => [text.requirements, what, '', plain(measured[at]), verdict],
    ),
    ...(waited ? [[text.requirements, '', '', '', waited] as const] : []),
    ...queryLines(report, language).map(([what, count]): Row => [text.queries, what, '', plain(count), '']),
    ...percentileRows(report, language),
    ...report.contracts.flatMap((line): Row[] => [
      [text.contracts, text.total, contractText(line.contract), plain(line.asked), ''],
      [text.contracts, text.availability, contractText(line.contract), plain(line.availability), ''],
      [text.contracts, text.ofAnswers(95), contractText(line.contract), plain(line.p95), ''],
      [text.contracts, text.records, contractText(line.contract), plain(line.records), ''],
    ]),
    ...indexRows(report, language),
    ...report.withheld.map(
      ({ reason, count }): Row => [text.withheld, text.withheldFor[reason], '', plain(count), reason],
    ),
    ...report.brokenRules.map(
      ({ contract, rule, count, firstDay, lastDay }): Row => [
        ...([text.broken, rule, contractText(contract), plain(count)] as const),
        `${firstDay}/${lastDay}`,
      ],
    ),
    ...report.maintenance.map(({ from, to }): Row => [text.maintenance, '', '', '', `${from}/${to}`]),
    ...report.history.flatMap(({ month, availability, inTime, p95 }): Row[] => [
      [text.history, text.availability, '', plain(availability), month],
      [text.history, text.inTime, '', plain(inTime), month],
      [text.history, text.ofAnswers(95), '', plain(p95), month],
    ]),
  ];
  return csv(rows);
}

function percentileRows({ percentiles: { p50, p95, p99 } }: SourceReport, language: 'sv' | 'en'): Row[] {
  const text = texts[language];
  const all = [
    [50, p50],
    [95, p95],
    [99, p99],
  ] as const;
  return all.map(([percent, bound]) => [text.times, text.ofAnswers(percent), '', plain(bound), '']);
}

function indexRows({ index }: SourceReport, language: 'sv' | 'en'): Row[] {
  const text = texts[language];
  if (!index) return [];
  return [
    [text.index, text.listed, '', plain(index.listed), ''],
    [text.index, text.differing, '', plain(index.differing), ''],
    [text.index, text.late, '', plain(index.late), ''],
  ];
}

function plain(value: number | string | undefined): string {
  return value === undefined ? '' : String(value);
}
