import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockTypeOf } from '../../src/access/block-types.ts';
import { checks } from '../../src/access/rules/checks.ts';
import { columns, lines } from '../../src/access/rules/record-rules.ts';
import { ruleSetAt } from '../../src/access/rules/rule-sets.ts';
import { contracts } from '../../src/contracts/index.ts';

/** docs/access.md says what the rules say, cell by cell. */
const page = readFileSync('docs/access.md', 'utf8').split('\n');
const rulesAt = (day: string) => ruleSetAt(new Date(day), { rules: 'by-date', vitalInterestsOpenRestricted: false });
const [today, before] = [rulesAt('2026-05-01'), rulesAt('2022-05-01')];
const rowOf = (first: string) =>
  page
    .find((line) => line.startsWith(`| ${first} |`))
    ?.split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());

describe('the page on access', () => {
  it.each(lines)('tells the line %s', (line) => {
    const row = today.records[line];
    const grounds = new Set(columns.flatMap((column) => row[column].ground.split(', ')));
    expect(rowOf(`\`${line}\``)).toEqual([...columns.map((column) => row[column].shown), [...grounds].join(', ')]);
  });

  it.each(Object.entries(checks))('tells the check %s', (id, check) => {
    const shown = 'shown' in check ? check.shown : '–';
    const { code, ground } = check;
    expect(rowOf(`\`${id}\``)).toEqual([code, shown, today.law[ground], before.law[ground]]);
  });

  it.each(contracts.map(({ id }) => id))('tells the block type of %s', (id) => {
    const type = blockTypeOf(id);
    expect(rowOf(id)).toEqual([type === undefined ? 'unspecified' : `\`${type}\``]);
  });

  it('names no line or check that is not there', () => {
    const named = page.flatMap((line) => /^\| `([a-z-]+(?:\/[a-z-]+)?)` \|/.exec(line)?.[1] ?? []);
    const sets = ['pdl-2008', 'svod-2023', 'ehds-draft', 'ehds-draft-vital-interests'];
    const known = new Set<string>([...lines, ...Object.keys(checks), ...sets]);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
