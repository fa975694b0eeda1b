import { csv } from '../../csv.ts';
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

/** The extract as a table that spreadsheets open. */
export function extractCsv(extract: PatientExtract): string {
  const lines = extract.sections.flatMap(({ careProvider, rows }) =>
    rows.map((row) => [careProvider, ...columns.map(([, of]) => of(row))]),
  );
  return csv([['Vårdgivare', ...columns.map(([heading]) => heading)], ...lines]);
}
