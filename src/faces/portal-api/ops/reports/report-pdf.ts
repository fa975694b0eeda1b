import { createPaper, type Paper, type PaperColumn, QUIET } from '../../../../paper/paper.ts';
import { texts } from '../../../../portal/operations/reports/texts.ts';
import {
  boundText,
  contractText,
  countText,
  momentText,
  monthText,
  queryLines,
  requirementsOf,
  shareText,
  waitedText,
} from '../../../../portal/operations/reports/words.ts';
import type { SourceReport } from '../../shapes/source-reports.ts';

type Language = 'sv' | 'en';

/** Rules on paper; all of them are in the CSV file. */
const mostRules = 30;

/** The report on paper, to be sent to whoever delivers the source. */
export async function reportPdf(report: SourceReport, language: Language): Promise<Buffer> {
  const text = texts[language];
  const { by } = report;
  const heading = text.heading(report.name, monthText(report.month, language));
  const paper = await createPaper(heading, language === 'sv' ? 'sv-SE' : 'en');
  paper.write('H1', heading, { size: 20, bold: true });
  paper.write('P', `${by}. ${report.source}. ${text.noPatients}`, { before: 4, colour: QUIET });
  if (report.until) paper.write('P', text.underWay(momentText(report.until)), { bold: true, before: 4 });
  writeFigures(paper, report, language);
  writeIndex(paper, report, language);
  writeRecords(paper, report, language);
  paper.section(text.history);
  paper.table(
    [named(text.month, 1), ...numbers(text.availability, text.inTime, text.ofAnswers(95), text.total)],
    report.history.map(({ month, availability, inTime, p95, asked }) => [
      monthText(month, language),
      shareText(availability, language),
      shareText(inTime, language),
      boundText(p95, language),
      countText(asked, language),
    ]),
  );
  paper.section(text.definitions);
  for (const [what, how] of text.defined) paper.write('P', `${what}: ${how}`, { before: 4 });
  return paper.finish(`${heading}. ${by}. ${text.noPatients}`, text.page);
}

function writeFigures(paper: Paper, report: SourceReport, language: Language): void {
  const text = texts[language];
  const { queries, percentiles, maintenance } = report;
  paper.section(text.requirements);
  paper.table(
    [named(text.requirement), ...numbers(text.asked, text.measured, text.verdict)],
    requirementsOf(report, language).map(({ what, asked, measured, verdict }) => [what, asked, measured, verdict]),
  );
  const waited = waitedText(report, language);
  if (waited) paper.write('P', waited, { before: 4 });
  paper.section(text.queries);
  paper.table(
    [named(text.what), ...numbers(text.count)],
    queryLines(report, language).map(([what, count]) => [what, countText(count, language)]),
  );
  if (queries.notItsOwn > 0) paper.write('P', text.notItsOwn(queries.notItsOwn), { before: 4 });
  if (queries.inMaintenance > 0) paper.write('P', text.inMaintenance(queries.inMaintenance), { before: 4 });
  for (const { from, to } of maintenance)
    paper.write('P', `${text.maintenance}: ${momentText(from)} – ${momentText(to)}`, { before: 4 });
  paper.section(text.times);
  paper.table(
    [named(text.what), ...numbers(text.measured)],
    ([50, 95, 99] as const).map((percent) => [
      text.ofAnswers(percent),
      boundText(percentiles[`p${percent}`], language),
    ]),
  );
  if (report.contracts.length === 0) return;
  paper.section(text.contracts);
  paper.table(
    [named(text.contract), ...numbers(text.total, text.availability, text.ofAnswers(95), text.records)],
    report.contracts.map(({ contract, asked, availability, p95, records }) => [
      contractText(contract),
      countText(asked, language),
      shareText(availability, language),
      boundText(p95, language),
      countText(records, language),
    ]),
  );
}

function writeIndex(paper: Paper, { index }: SourceReport, language: Language): void {
  const text = texts[language];
  paper.section(text.index);
  if (!index) {
    paper.write('P', text.notCompared, { before: 4 });
    return;
  }
  paper.write('P', text.compared(index.done, index.undone), { before: 4 });
  paper.table(
    [named(text.what), ...numbers(text.count)],
    (['listed', 'differing', 'late'] as const).map((what) => [text[what], countText(index[what], language)]),
  );
}

function writeRecords(paper: Paper, { withheld, unreadable, brokenRules }: SourceReport, language: Language): void {
  const text = texts[language];
  paper.section(text.withheld);
  if (withheld.length === 0) paper.write('P', text.noneWithheld, { before: 4 });
  else
    paper.table(
      [named(text.reason), ...numbers(text.count)],
      withheld.map(({ reason, count }) => [text.withheldFor[reason], countText(count, language)]),
    );
  paper.section(text.broken);
  if (unreadable > 0) paper.write('P', text.unreadable(unreadable), { before: 4 });
  if (brokenRules.length === 0) paper.write('P', text.noneBroken, { before: 4 });
  else writeRules(paper, brokenRules, language);
}

function writeRules(paper: Paper, brokenRules: SourceReport['brokenRules'], language: Language): void {
  const text = texts[language];
  paper.table(
    [named(text.contract), named(text.rule, 3), ...numbers(text.count), named(text.days, 1)],
    brokenRules
      .slice(0, mostRules)
      .map(({ contract, rule, count, firstDay, lastDay }) => [
        contractText(contract),
        rule,
        countText(count, language),
        firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`,
      ]),
  );
  if (brokenRules.length > mostRules) paper.write('P', text.more(brokenRules.length - mostRules), { before: 4 });
}

function named(heading: string, share = 2): PaperColumn {
  return { heading, share };
}

function numbers(...headings: readonly string[]): PaperColumn[] {
  return headings.map((heading) => ({ heading, share: 1, isNumber: true }));
}
