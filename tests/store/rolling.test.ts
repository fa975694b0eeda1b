import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Of before the first release: nobody has run a version that would miss what they take. */
const before = ['03-provable-log', '17-sign-in', '26-long-work'];

describe('migrations', () => {
  it('take nothing from processes of the version before, which go on beside them', () => {
    const taking = globSync('src/store/migrations/[0-9]*.ts').filter((file) =>
      /\bDROP (TABLE|COLUMN|NOT NULL|INDEX|CONSTRAINT)\b|\bRENAME\b|\bSET NOT NULL\b|\bALTER COLUMN \w+ (SET DATA )?TYPE\b/i.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(taking.map((file) => file.split('/').at(-1)?.replace('.ts', '')).toSorted()).toEqual(before);
  });
});
