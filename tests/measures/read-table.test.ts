import { describe, expect, it } from 'vitest';
import { check } from '../../src/measures/check.ts';
import type { DeliveredValue } from '../../src/measures/measure.ts';
import { type DeliveryFormat, readTable } from '../../src/measures/read-table.ts';
import { abroad, measures, medicine, surgery, table } from './samples.ts';

const now = Date.parse('2026-07-15T12:00:00Z');
const units = new Set([medicine, surgery]);

/** The figures, or each fault as `line column fault`. */
function read(text: string, format: DeliveryFormat = 'csv'): readonly DeliveredValue[] | readonly string[] {
  const lines = readTable(text, format);
  const values = 'faults' in lines ? lines : check(lines, { measures, units, now });
  return 'faults' in values
    ? values.faults.map(({ line, column, fault }) => `${line} ${column ?? '-'} ${fault}`)
    : values;
}

const good = table(
  `influenza-vaccinated-65;1;2026-01;${medicine};120;;`,
  'readmitted-30-days;2;2026-Q1;;12,5;25;200',
  'wait-first-visit;1;2025;;31.5;;80',
);
const figures: readonly DeliveredValue[] = [
  {
    ...{ measure: 'influenza-vaccinated-65', version: 1, period: '2026-01', unit: medicine, value: 120 },
    ...{ numerator: undefined, denominator: undefined },
  },
  {
    ...{ measure: 'readmitted-30-days', version: 2, period: '2026-Q1', unit: undefined, value: 12.5 },
    ...{ numerator: 25, denominator: 200 },
  },
  {
    ...{ measure: 'wait-first-visit', version: 1, period: '2025', unit: undefined, value: 31.5 },
    ...{ numerator: undefined, denominator: 80 },
  },
];

describe('a delivery', () => {
  it('is read from CSV with semicolons or commas, with or without byte order mark', () => {
    expect(read(good)).toEqual(figures);
    expect(read(`\uFEFF${good.replace('12,5', '12.5').replaceAll(';', ',')}`)).toEqual(figures);
  });

  it('is read from JSON, which leaves out what it does not have', () => {
    const given = figures.map((each) =>
      Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)),
    );
    expect(read(JSON.stringify(given), 'json')).toEqual(figures);
  });

  it.each<[string, string, string]>([
    ['a measure nobody knows', 'visits;1;2026-01;;1;;', '2 measure measure-unknown'],
    ['a definition it never had', 'influenza-vaccinated-65;7;2026-01;;1;;', '2 version version-unknown'],
    ['a month that is none', 'influenza-vaccinated-65;1;2026-13;;1;;', '2 period period-invalid'],
    ['a month that is not over', 'influenza-vaccinated-65;1;2026-07;;1;;', '2 period period-not-over'],
    ['another council’s unit', `influenza-vaccinated-65;1;2026-01;${abroad};1;;`, '2 unit unit-not-yours'],
    ['no figure', 'influenza-vaccinated-65;1;2026-01;;;;', '2 value no-number'],
    ['half a person', 'influenza-vaccinated-65;1;2026-01;;1,5;;', '2 value no-number'],
    ['fewer than none', 'influenza-vaccinated-65;1;2026-01;;-1;;', '2 value no-number'],
    ['more than there are', 'influenza-vaccinated-65;1;2026-01;;100000001;;', '2 value out-of-range'],
    ['a share’s counts of a count', 'influenza-vaccinated-65;1;2026-01;;1;1;', '2 numerator not-used'],
    ['more than all', 'readmitted-30-days;1;2026-01;;;11;10', '2 numerator more-than-all'],
    ['a share that its counts do not make', 'readmitted-30-days;1;2026-01;;11;1;10', '2 value share-differs'],
    ['a time of nobody knows how many', 'wait-first-visit;1;2026-01;;31;;', '2 denominator no-number'],
    ['a cell too many', 'influenza-vaccinated-65;1;2026-01;;1;;;', '2 - cells-of-another-number'],
  ])('is refused for %s, and told in which line and column', (_what, line, fault) => {
    expect(read(table(line))).toEqual([fault]);
  });

  it('is refused whole, each line with its own fault', () => {
    const lines = [`visits;1;2026-01;${abroad};1;;`, `influenza-vaccinated-65;1;2026-01;${medicine};5;;`];
    expect(read(table(...lines, lines[1] ?? ''))).toEqual([
      '2 measure measure-unknown',
      '2 unit unit-not-yours',
      '4 - twice',
    ]);
  });

  it('is refused where it is no table of figures', () => {
    expect(read('')).toEqual(['0 - empty']);
    expect(read(table())).toEqual(['0 - empty']);
    expect(read('measure;period\nx;y')).toEqual(['1 version column-missing', '1 value column-missing']);
    expect(read('measure;version;period;value;name\nx;1;2026;1;y')).toEqual(['1 5 column-unknown']);
    expect(read('measure;version\n"x;1')).toEqual([expect.stringMatching(/^\d - unreadable$/)]);
    expect(read('{', 'json')).toEqual(['0 - unreadable']);
    expect(read('[{"measure":"x"},7]', 'json')).toEqual(['2 - unreadable']);
    expect(read('[{"measure":{"a":1}}]', 'json')).toContain('1 measure measure-unknown');
  });

  it('is refused for what no table has, however much of it there is', () => {
    const strange = Array.from({ length: 15_000 }, (_, at) => ({ [`a${at}`]: 1 }));
    expect(read(JSON.stringify(strange), 'json')).toHaveLength(15_000);
    expect(read('[{"constructor":"x"},{"measure":"y"}]', 'json')).toEqual(['0 8 column-unknown']);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(read(`[{"measure":${deep}}]`, 'json')).toContain('1 measure measure-unknown');
  });

  it('is refused rather than cut where it has too many lines, of which those with nothing in them are none', () => {
    const line = `influenza-vaccinated-65;1;2026-01;${medicine};5;;`;
    const lines = (count: number) => Array.from({ length: count }, () => line);
    expect(read(table(...lines(20_001)))).toEqual(['0 - too-many-lines']);
    expect(read(JSON.stringify(lines(20_001).map(() => ({}))), 'json')).toEqual(['0 - too-many-lines']);
    const blanks = Array.from({ length: 25_000 }, (_, at) => (at % 2 ? '' : ';;;;;;'));
    expect(read(table(...blanks, line, ...blanks, line))).toEqual(['50003 - twice']);
  });

  it('is refused for a number of a person anywhere, which is not repeated, and nothing else of it is told', () => {
    const number = '19121212-1212';
    expect(read(table('visits;1;2026-01;;1;;', `visits;1;2026-01;${number};1;;`))).toEqual(['3 unit person']);
    expect(read(`measure;${number}\nx;1`)).toEqual(['1 2 person']);
    expect(read(JSON.stringify([{ measure: 'x', note: `born ${number}` }]), 'json')).toEqual(['1 8 person']);
  });
});
