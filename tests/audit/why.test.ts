import { describe, expect, it } from 'vitest';
import { type Circumstances, decideAdmission } from '../../src/access/index.ts';
import { narrowedTo } from '../../src/audit/controller.ts';
import type { LoggedDecision } from '../../src/audit/index.ts';
import { whyOf } from '../../src/audit/why.ts';
import { inOrder, relation } from '../access/circumstances.ts';
import { stored, storedRefusal } from './stored-entries.ts';

/** An entry with the decision that the circumstances give, as the broker logs it. */
function decided(changed: Partial<Circumstances>, more: Partial<LoggedDecision> = {}) {
  const circumstances = { ...inOrder, ...changed };
  const { outcome, code, rule, ruleSet, ground, detail } = decideAdmission(circumstances);
  const inputs = {
    ...circumstances,
    blocks: [{ careProvider: 'SE-DEMOOWNER', from: 'bridge' }],
    lifts: [{ id: 'a-lift', reason: 'consent' }],
  };
  return stored({ decision: { outcome, code, rule, ruleSet, ground, detail, inputs, ...more } });
}

const readAll = { activity: 'Läsa', informationClass: 'alla' };
const noRelation = () => decided({ relation: relation('none'), statedNeed: 'about Tolvan Tolvansson' });

describe('why', () => {
  it.each([
    ['clinician', 'sv', 'Det finns ingen aktuell patientrelation.'],
    ['engineer', 'en', 'There is no current patient relation.'],
    ['officer', 'sv', 'Det finns ingen aktuell patientrelation.'],
  ] as const)('tells a %s in %s the rule, its day and what would make it a yes', (audience, language, reason) => {
    const told = whyOf(noRelation(), audience, language);
    expect(told).toMatchObject({ code: 'NO_RELATION', ruleSet: 'svod-2023', reason });
    expect(told.changes).toHaveLength(1);
  });

  it('words what can be done differently for each', () => {
    const texts = (['clinician', 'engineer', 'officer'] as const).map((audience) =>
      whyOf(noRelation(), audience, 'en'),
    );
    expect(new Set(texts.map(({ changes }) => changes[0])).size).toBe(3);
  });

  it('explains by the rules of the entry’s day', () => {
    const then = decided({ relation: relation('none'), ruleSet: 'pdl-2008', at: '2015-06-01T12:00:00Z' });
    const told = whyOf(then, 'officer', 'en');
    expect(told.ruleSet).toBe('pdl-2008');
    expect(told.ground).toMatch(/PDL/);
    expect(told.ground).not.toMatch(/SVOD/);
  });

  it('shows the inputs as far as the role may know them', () => {
    const inputs = (audience: 'clinician' | 'engineer' | 'officer') => whyOf(noRelation(), audience, 'en').inputs;
    expect(inputs('officer')).toMatchObject({
      blocks: [{ careProvider: 'SE-DEMOOWNER' }],
      lifts: [{ id: 'a-lift' }],
      patientProtected: false,
    });
    for (const hidden of ['blocks', 'lifts']) expect(inputs('clinician')).not.toHaveProperty(hidden);
    // She who has no relation is not told that the identity is protected.
    expect(inputs('clinician')).not.toHaveProperty('patientProtected');
    expect(inputs('clinician')).toMatchObject({ relation: { value: { state: 'none' } } });
    const engineer = inputs('engineer');
    for (const hidden of ['blocks', 'lifts', 'patientProtected', 'statedNeed'])
      expect(engineer).not.toHaveProperty(hidden);
    expect(engineer.relation).toMatchObject({ known: true, value: undefined });
    expect(JSON.stringify(engineer)).not.toContain('Tolvan');
  });

  it('tells how many records a rule withheld to officers alone', () => {
    const records = [{ rule: 'other-provider/consent-given/outer', shown: 'blocked-exists', count: 7_341 }];
    const entry = decided({}, { outcome: 'partial', records, told: ['blocked-exists'] });
    expect(whyOf(entry, 'officer', 'en').records).toMatchObject([
      { count: 7_341, reason: expect.stringContaining('block') },
    ]);
    expect(whyOf(entry, 'clinician', 'en').records).toMatchObject([{ count: undefined }]);
    expect(JSON.stringify(whyOf(entry, 'clinician', 'en'))).not.toContain('7341');
  });

  it.each(['clinician', 'engineer'] as const)('tells a %s of no record that the answer did not tell of', (audience) => {
    const blocked = { rule: 'other-provider/consent-given/outer', shown: 'blocked-exists', count: 1 };
    const unblocked = { rule: 'other-provider/consent-none/no-block', shown: 'unblocked-exists', count: 1 };
    const entry = decided({}, { outcome: 'partial', records: [blocked, unblocked], told: ['unblocked-exists'] });
    expect(whyOf(entry, audience, 'en').records.map(({ rule }) => rule)).toEqual([unblocked.rule]);
    expect(whyOf(entry, 'officer', 'en').records).toHaveLength(2);
  });

  it('says the same of a missing right whether it kept any record away or not', () => {
    const own = { choice: true, reader: { ...inOrder.reader, rights: [{ ...readAll, scope: 'VG' }] } };
    const rule = 'right/missing-other-provider';
    const some = decided(own, { outcome: 'deny', records: [{ rule, shown: 'nothing', count: 3 }] });
    const none = decided(own, { records: [] });
    expect(whyOf(some, 'clinician', 'en').records).toEqual(whyOf(none, 'clinician', 'en').records);
    expect(whyOf(none, 'clinician', 'en').records).toMatchObject([{ rule, count: undefined }]);
  });

  it('says of what was never decided why it was refused, and of another’s reading no more than the rule', () => {
    expect(whyOf(storedRefusal(), 'officer', 'en')).toMatchObject({
      code: 'CERT_REVOKED',
      rule: undefined,
      inputs: {},
    });
    const foreign = narrowedTo(noRelation(), 'SE2321000222-DEMOVG');
    expect(foreign && whyOf(foreign, 'officer', 'en')).toMatchObject({
      outcome: 'released',
      code: undefined,
      inputs: {},
      records: [],
    });
  });

  it('names no patient', () => {
    for (const audience of ['clinician', 'engineer', 'officer'] as const)
      expect(JSON.stringify(whyOf(noRelation(), audience, 'sv'))).not.toContain('191212121212');
  });
});
