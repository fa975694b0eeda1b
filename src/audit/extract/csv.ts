import type { ExtractRow, PatientExtract } from './patient-extract.ts';

const columns: readonly (readonly [heading: string, of: (row: ExtractRow) => string])[] = [
  ['Tidpunkt', (row) => row.at],
  ['Vårdenhet', (row) => row.careUnit],
  ['Vem', (row) => row.who],
  ['Titel', (row) => row.title],
  ['Ändamål', (row) => row.purpose],
  ['Vad som gjordes', (row) => row.deed],
  ['Uppgifter från', (row) => row.from],
  ['Nödöppning', (row) => row.emergency],
];

/** The extract as a table that spreadsheets open: UTF-8 with byte order mark, semicolons, RFC 4180 quoting. */
export function extractCsv(extract: PatientExtract): string {
  const lines = extract.sections.flatMap(({ careProvider, rows }) =>
    rows.map((row) => [careProvider, ...columns.map(([, of]) => of(row))]),
  );
  return csv([['Vårdgivare', ...columns.map(([heading]) => heading)], ...lines]);
}

/** Any table in the same form. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
}

/** A spreadsheet takes a text that begins so for a formula, and would run what somebody had themselves called. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
