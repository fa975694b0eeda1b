import { CsvError, parse } from 'csv-parse/sync';
import { mayHoldPersonalNumber } from '../identities/index.ts';
import { type Column, columns, type Fault } from './fault.ts';

export type DeliveryFormat = 'csv' | 'json';

/** A line of a delivery in its own words. What it does not have is empty. */
export interface GivenLine {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** Anything else is none. */
interface Table {
  readonly headings: readonly string[];
  /** Where the headings stand. */
  readonly line: number;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const mostLines = 20_000;
/** Those of a table whose every line must have something in them. */
const required: readonly Column[] = ['measure', 'version', 'period', 'value'];

/** Takes a delivery apart into lines, or tells why it cannot be. A number of a person anywhere is all that is told then. */
export function readTable(text: string, format: DeliveryFormat): readonly GivenLine[] | { readonly faults: Fault[] } {
  const table = format === 'csv' ? tableOfCsv(text) : tableOfJson(text);
  if ('faults' in table) return table;
  const persons = personsIn(table);
  if (persons.length > 0) return { faults: persons };
  const faults = faultsOfShape(table);
  return faults.length > 0 ? { faults } : table.rows.map((row) => lineOf(row, table.headings));
}

const whole = (fault: Fault['fault'], line = 0): { readonly faults: Fault[] } => ({
  faults: [{ line, column: undefined, fault }],
});

/** Semicolons where the headings have one, else commas; UTF-8, with or without byte order mark. */
function tableOfCsv(text: string): Table | { readonly faults: Fault[] } {
  const [first = ''] = text.split(/\r?\n/, 1);
  const options = {
    bom: true,
    delimiter: first.includes(';') ? ';' : ',',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    max_record_size: 10_000,
    // Records, the headings among them, and one too many that is told.
    to: mostLines + 2,
  } as const;
  try {
    // With `info` a record comes with where it stands, which the types of the package do not know.
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    const [headings, ...rows] = records.map(({ record, info }) => ({ line: info.lines, cells: record }));
    if (!headings) return whole('empty');
    return { headings: headings.cells.map((heading) => heading.toLowerCase()), line: headings.line, rows };
  } catch (thrown) {
    if (thrown instanceof CsvError) return whole('unreadable', Number(thrown.lines ?? 0));
    throw thrown;
  }
}

/** An array of objects. */
function tableOfJson(text: string): Table | { readonly faults: Fault[] } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return whole('unreadable');
  }
  if (!Array.isArray(given)) return whole('unreadable');
  const strange = given.findIndex((each) => typeof each !== 'object' || each === null || Array.isArray(each));
  if (strange !== -1) return whole('unreadable', strange + 1);
  if (given.length > mostLines) return whole('too-many-lines');
  const objects = given as Readonly<Record<string, unknown>>[];
  const known: readonly string[] = columns;
  const unknown = [...new Set(objects.flatMap((each) => Object.keys(each)))].filter((name) => !known.includes(name));
  if (unknown.length > 0) return { faults: faultsOfUnknown(objects, unknown) };
  const rows = objects.map((each, at) => ({ line: at + 1, cells: columns.map((column) => cellOf(each[column])) }));
  return { headings: columns, line: 0, rows };
}

/** Told of what is there alone: a row with every name that any other object has would be too much to hold. */
function faultsOfUnknown(objects: readonly Readonly<Record<string, unknown>>[], unknown: readonly string[]): Fault[] {
  const places = new Map<string, Column | number>([
    ...unknown.map((name, at) => [name, columns.length + at + 1] as const),
    ...columns.map((column) => [column, column] as const),
  ]);
  const fault = 'person' as const;
  const persons = [
    ...unknown.flatMap((name) => (mayHoldPersonalNumber(name) ? [{ line: 0, column: places.get(name), fault }] : [])),
    ...objects.flatMap((each, at) =>
      Object.entries(each).flatMap(([name, value]) =>
        mayHoldPersonalNumber(cellOf(value)) ? [{ line: at + 1, column: places.get(name), fault }] : [],
      ),
    ),
  ];
  if (persons.length > 0) return persons;
  return unknown.map((name) => ({ line: 0, column: places.get(name), fault: 'column-unknown' }));
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  // Whatever is no text and no number is none of what a cell may be, and is refused as that, however deep it is.
  if (typeof value === 'object') return '{}';
  return typeof value === 'string' ? value.trim() : String(value);
}

function personsIn({ headings, line, rows }: Table): Fault[] {
  const all = [{ line, cells: headings }, ...rows];
  return all.flatMap(({ line: at, cells }) =>
    cells.flatMap((cell, column) =>
      mayHoldPersonalNumber(cell) ? [{ line: at, column: nameOf(headings, column), fault: 'person' as const }] : [],
    ),
  );
}

function faultsOfShape({ headings, line, rows }: Table): Fault[] {
  if (rows.length === 0) return [{ line: 0, column: undefined, fault: 'empty' }];
  if (rows.length > mostLines) return [{ line: 0, column: undefined, fault: 'too-many-lines' }];
  const known: readonly string[] = columns;
  return [
    ...required
      .filter((column) => !headings.includes(column))
      .map((column) => ({ line, column, fault: 'column-missing' as const })),
    ...headings.flatMap((heading, at) =>
      known.includes(heading) && headings.indexOf(heading) === at
        ? []
        : [{ line, column: at + 1, fault: 'column-unknown' as const }],
    ),
    ...rows
      .filter(({ cells }) => cells.length !== headings.length)
      .map((row) => ({ line: row.line, column: undefined, fault: 'cells-of-another-number' as const })),
  ];
}

function nameOf(headings: readonly string[], at: number): Column | number {
  return columns.find((column) => column === headings[at]) ?? at + 1;
}

function lineOf({ line, cells }: Table['rows'][number], headings: readonly string[]): GivenLine {
  const named = columns.map((column) => [column, cells[headings.indexOf(column)] ?? '']);
  return { line, cells: Object.fromEntries(named) as GivenLine['cells'] };
}
