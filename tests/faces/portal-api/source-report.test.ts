import { expect, it } from 'vitest';
import { reportCsv } from '../../../src/faces/portal-api/ops/reports/report-csv.ts';
import { reportPdf } from '../../../src/faces/portal-api/ops/reports/report-pdf.ts';
import type { SourceReport } from '../../../src/faces/portal-api/shapes/source-reports.ts';
import { shareText } from '../../../src/portal/operations/reports/words.ts';
import { pdfText } from '../../support/pdf-text.ts';

const percentiles = { p50: 300, p95: 1_500, p99: 'beyond' } as const;
const report: SourceReport = {
  source: 'SE2321000230-DEMOVAS',
  name: 'Norrbotten',
  by: 'Norrbryggan Demo',
  month: '2026-11',
  until: '2026-11-26T08:00:00.000Z',
  waitedMs: 9_000,
  queries: { asked: 2_000, answered: 1_989, failed: { unreachable: 11 }, notItsOwn: 3, inMaintenance: 4 },
  availability: { target: 0.995, share: 0.99499, isMet: false },
  answersInTime: { target: 0.995, share: 1, isMet: true },
  percentiles,
  index: undefined,
  indexedInTime: { target: 0.995, share: undefined, isMet: undefined },
  withheld: [{ reason: 'broken', count: 40 }],
  unreadable: 0,
  brokenRules: Array.from({ length: 40 }, (_, nr) => ({
    contract: 'GetDiagnosis:2',
    rule: `=part${nr} is missing`,
    count: 1,
    firstDay: '2026-11-01',
    lastDay: '2026-11-02',
  })),
  maintenance: [{ from: '2026-11-10T20:00:00.000Z', to: '2026-11-10T21:00:00.000Z' }],
  contracts: [{ contract: 'GetDiagnosis:2', asked: 2_000, failed: {}, records: 7, availability: 0.9, ...percentiles }],
  history: [{ month: '2026-11', asked: 2_000, availability: 0.99499, inTime: 1, ...percentiles }],
};

it('is a PDF that says what was met, in words, and that the month is not over', async () => {
  const sv = pdfText(await reportPdf(report, 'sv'));
  for (const part of ['Norrbotten, november 2026', 'Månaden är inte slut', '2026-11-26 09:00', 'Norrbryggan Demo'])
    expect(sv).toContain(part);
  for (const part of ['Inte uppfyllt', 'Uppfyllt', 'Inte mätt', '99,49', 'mer än 60 s', '10 regler till'])
    expect(sv).toContain(part);
  const en = pdfText(await reportPdf({ ...report, until: undefined }, 'en'));
  expect(en).toContain('Not met');
  expect(en).not.toContain('not over');
});

it('is a table with a row for each figure, which no spreadsheet takes for a formula', () => {
  const rows = reportCsv(report, 'sv').split('\r\n');
  expect(rows).toContain('"Kraven";"Tillgänglighet";"";"0.99499";"Inte uppfyllt"');
  expect(rows).toContain('"Svarstider";"99 av 100 svar inom";"";"beyond";""');
  expect(rows.filter((row) => row.startsWith('"Schemafel"'))).toHaveLength(40);
  expect(rows).toContain('"Schemafel";"\'=part0 is missing";"GetDiagnosis 2";"1";"2026-11-01/2026-11-02"');
});

it('never rounds a share up to what it should be', () => {
  expect(shareText(0.99499, 'en')).toBe('99.49%');
  expect(shareText(0.995, 'en')).toBe('99.5%');
  expect(shareText(0.9999999, 'en')).toBe('99.99%');
  expect(shareText(1, 'sv').replace(/\s/g, ' ')).toBe('100 %');
});
