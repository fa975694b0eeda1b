import { describe, expect, it } from 'vitest';
import { columns, lines } from '../../../src/access/rules/record-rules.ts';
import { type RuleChoice, type RuleSet, ruleSetAt, ruleSetOf } from '../../../src/access/rules/rule-sets.ts';

const byDate: RuleChoice = { rules: 'by-date', vitalInterestsOpenRestricted: false };
const today = ruleSetAt(new Date('2026-05-01T12:00:00Z'), byDate);

/** Each row where the two show different things, and what. */
function flips(from: RuleSet, to: RuleSet): string[] {
  return lines.flatMap((line) =>
    columns.flatMap((column) => {
      const before = from.records[line][column].shown;
      const after = to.records[line][column].shown;
      return before === after ? [] : `${line}/${column}: ${before} → ${after}`;
    }),
  );
}

describe('the law of the day', () => {
  it.each([
    ['1999-01-01T00:00:00Z', 'pdl-2008'],
    ['2008-07-01T00:00:00+02:00', 'pdl-2008'],
    ['2022-12-31T23:59:59+01:00', 'pdl-2008'],
    ['2023-01-01T00:00:00+01:00', 'svod-2023'],
    ['2026-05-01T00:00:00Z', 'svod-2023'],
    ['no date', 'pdl-2008'],
  ])('at %s it is %s', (at, id) => {
    expect(ruleSetAt(new Date(at), byDate).id).toBe(id);
  });

  it('is the draft where the configuration says so, whatever the date', () => {
    const drafts = [false, true].map((opens) =>
      ruleSetAt(new Date('2010-01-01'), { rules: 'ehds-draft', vitalInterestsOpenRestricted: opens }),
    );
    expect(drafts.map(({ id }) => id)).toEqual(['ehds-draft', 'ehds-draft-vital-interests']);
  });

  it('is found again for what was decided then', () => {
    for (const at of ['2009-01-01', '2015-01-01', '2018-01-01', '2024-01-01'].map((day) => new Date(day))) {
      const then = ruleSetAt(at, byDate);
      expect(ruleSetOf(then.id, at)).toBe(then);
    }
    expect(ruleSetOf('pdl-2008', new Date('2026-05-01')).id).toBe('pdl-2008');
  });

  it('cites its own paragraphs', () => {
    const grounds = (rules: RuleSet) => JSON.stringify([rules.law, rules.records]);
    expect(grounds(ruleSetAt(new Date('2015-01-01'), byDate))).not.toContain('SVOD');
    expect(grounds(today)).not.toContain('PDL 6:');
    expect(ruleSetAt(new Date('2016-01-01'), byDate).law.strongSignIn).toBe('SOSFS 2008:14');
    expect(ruleSetAt(new Date('2018-01-01'), byDate).law.strongSignIn).toBe('HSLF-FS 2016:40 3:15');
  });
});

describe('switching the rules flips these rows and no others', () => {
  const restrictions = [
    'own-unit/blocked: blocked-exists → nothing',
    'own-provider/ordinary/inner: blocked-exists → nothing',
    'own-provider/ordinary/blocked: blocked-exists → nothing',
    'own-provider/emergency-declared/inner: blocker-named → nothing',
    'own-provider/emergency-declared/blocked: blocker-named → nothing',
  ];
  const ownEmergency = ['inner', 'blocked'].map(
    (column) => `own-provider/emergency-opened/${column}: blocker-named → `,
  );
  const hidden = (line: string, before: string) =>
    ['inner', 'outer', 'blocked'].map((column) => `other-provider/${line}/${column}: ${before} → nothing`);
  const otherEmergency = ['inner', 'outer', 'blocked'].map(
    (column) => `other-provider/emergency-opened/${column}: blocker-named → `,
  );
  const ehds = (opened: string) => [
    ...restrictions,
    ...ownEmergency.map((row) => row + opened),
    ...hidden('consent-given', 'blocked-exists'),
    ...hidden('consent-none', 'blocked-exists'),
    ...hidden('emergency-declared', 'blocker-named'),
    ...otherEmergency.map((row) => row + opened),
    ...hidden('incapable-declared', 'blocked-exists'),
    ...hidden('incapable-opened', 'blocked-exists'),
    ...hidden('child', 'blocked-exists'),
    ...hidden('caller-answers', 'blocked-exists'),
    ...hidden('social-care-consent-given', 'blocked-exists'),
    ...hidden('social-care-consent-none', 'blocked-exists'),
    ...hidden('social-care-incapable-declared', 'blocked-exists'),
    ...hidden('social-care-incapable-opened', 'blocked-exists'),
  ];
  const draft = (vitalInterestsOpenRestricted: boolean) =>
    ruleSetAt(new Date(), { rules: 'ehds-draft', vitalInterestsOpenRestricted });

  it('to the draft of EHDS: restrictions do not show', () => {
    expect(flips(today, draft(false))).toEqual(ehds('nothing'));
  });

  it('to the draft of EHDS with national law for vital interests: an opened emergency opens what is restricted', () => {
    expect(flips(today, draft(true))).toEqual(ehds('content'));
  });

  it('from 2022 to 2023: social care comes in', () => {
    const social = flips(ruleSetAt(new Date('2022-12-31T12:00:00Z'), byDate), today);
    expect(social.every((row) => /^other-provider\/social-care-.*: nothing → /.test(row))).toBe(true);
    const shownToday = lines
      .filter((line) => line.includes('social-care'))
      .flatMap((line) => columns.filter((column) => today.records[line][column].shown !== 'nothing'));
    expect(social).toHaveLength(shownToday.length);
  });

  it('from before to after permanent incapacity came', () => {
    const before = ruleSetAt(new Date('2014-09-30T12:00:00Z'), byDate);
    const after = ruleSetAt(new Date('2014-10-01T12:00:00Z'), byDate);
    expect(flips(before, after)).toEqual(
      ['none', 'inner-lifted', 'outer-lifted']
        .map((column) => `other-provider/incapable-declared/${column}: unblocked-exists → holder-named`)
        .concat(
          ['none', 'inner-lifted', 'outer-lifted'].map(
            (column) => `other-provider/incapable-opened/${column}: unblocked-exists → content`,
          ),
        ),
    );
  });

  it('in 2017: none', () => {
    expect(flips(ruleSetAt(new Date('2017-02-28'), byDate), ruleSetAt(new Date('2017-03-01'), byDate))).toEqual([]);
  });
});
