import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Threats and hazards are mapped to files that are there, each to what stops it and to what shows that it does. */
const isTest = (file: string) => /^tests\/.*\.test\.ts$/.test(file);
const filesIn = (text: string) =>
  [...text.matchAll(/`((?:src|tests|chaos|docs)\/[^`\s]*)`/g)].map(([, file]) => `${file}`);

/** Rows of the tables that say by which test something is shown. */
function mappedRows(text: string): readonly string[] {
  const tables = text.split(/\n(?!\|)/).map((part) => part.split('\n').filter((line) => line.startsWith('| ')));
  return tables.filter(([head]) => head !== undefined && /\btest\b/i.test(head)).flatMap(([, , ...rows]) => rows);
}

describe.each([
  ['docs/threat-model.md', 45],
  ['docs/medical-device.md', 15],
])('%s', (page, atLeast) => {
  const text = readFileSync(page, 'utf8');

  it('names only files that exist', () => {
    expect(filesIn(text).filter((file) => !existsSync(file))).toEqual([]);
  });

  it('gives every threat or hazard both code and a test', () => {
    const rows = mappedRows(text);
    const lacking = rows.filter((row) => !filesIn(row).some(isTest) || filesIn(row).every(isTest));
    expect(rows.length).toBeGreaterThan(atLeast);
    expect(lacking).toEqual([]);
  });
});
