import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideSeen } from '../../../src/access/decide-record.ts';
import { changeIds, changes, type Situation } from '../../../src/access/explain/changes.ts';
import { recordOfRule } from '../../../src/access/explain/record-of-rule.ts';
import {
  type Audience,
  type Circumstances,
  decideAdmission,
  decideRecord,
  explain,
  explanationText,
  type Language,
  type Owner,
} from '../../../src/access/index.ts';
import { checks } from '../../../src/access/rules/checks.ts';
import { columns, lines } from '../../../src/access/rules/record-rules.ts';
import {
  blockStates,
  byCaller,
  citizen,
  consent,
  elsewhere,
  inOrder,
  known,
  ownProvider,
  ownUnit,
  relation,
  unknown,
} from '../circumstances.ts';

const physician = inOrder.reader;
const social2012: Partial<Circumstances> = {
  reader: { ...physician, socialCare: true },
  ruleSet: 'pdl-2008',
  at: '2012-01-01T00:00:00Z',
};

const whole: [string, Partial<Circumstances>, string[] | undefined][] = [
  ['a permit', {}, []],
  ['caller not connected', { connected: false }, ['connect-caller']],
  ['nobody named', { reader: { ...physician, employee: undefined } }, ['name-reader']],
  ['weak sign-in', { reader: { ...physician, assurance: 1 } }, ['stronger-sign-in']],
  ['no assignment', { assignment: known(false) }, ['assignment-in-force']],
  ['directory silent', { assignment: unknown }, ['ask-again']],
  ['another purpose', { reader: { ...physician, purpose: 'Statistik' } }, ['care-assignment']],
  ['no right', { reader: { ...physician, rights: [] } }, ['right-added']],
  ['identity malformed', { patientIdValid: false }, ['identity-corrected']],
  ['no relation', { relation: relation('none') }, ['relation-registered']],
  ['relation not known', { relation: unknown }, ['ask-again']],
  ['emergency stated, not registered', { emergencyStated: true }, ['emergency-registered']],
  ['protected', { patientProtected: true, relation: relation('ended'), forCertificate: true }, ['relation-registered']],
  [
    'several',
    { relation: relation('none'), reader: { ...physician, assurance: 1 } },
    ['stronger-sign-in', 'relation-registered'],
  ],
];

const ofRecord: [string, Owner, 'none' | 'inner' | 'outer', Partial<Circumstances>, string[] | undefined][] = [
  ['no consent', elsewhere, 'none', { consent: consent('none') }, ['consent-registered']],
  [
    'no consent, blocked',
    elsewhere,
    'outer',
    { consent: consent('none') },
    ['consent-registered', 'others-block-lifted'],
  ],
  ['refused', elsewhere, 'none', { consent: consent('refused') }, ['patient-says-yes']],
  ['blocked elsewhere', elsewhere, 'outer', {}, ['others-block-lifted']],
  [
    'blocked elsewhere, emergency',
    elsewhere,
    'inner',
    { consent: consent('emergency', true) },
    ['others-block-lifted'],
  ],
  ['blocked within', ownProvider, 'inner', {}, ['own-block-lifted']],
  ['emergency, step 1', elsewhere, 'none', { consent: consent('emergency') }, ['second-step']],
  ['unable, step 1', elsewhere, 'none', { consent: consent('incapable') }, ['second-step']],
  ['no choice', elsewhere, 'none', { choice: false }, ['choice-made']],
  ['no choice within', ownProvider, 'none', { choice: false }, ['choice-made']],
  [
    'a right within',
    ownProvider,
    'none',
    { reader: { ...physician, rights: physician.rights?.slice(0, 1) } },
    ['right-added'],
  ],
  [
    'no relation of any use',
    elsewhere,
    'none',
    { relation: relation('none'), statedNeed: 'x', ownDataWithoutRelation: true },
    ['relation-registered'],
  ],
  ['consent not known', elsewhere, 'none', { consent: unknown }, ['ask-again']],
  ['no owner', { ...elsewhere, careUnit: undefined }, 'none', {}, ['owner-stated']],
  [
    'not for the patient',
    { ...elsewhere, approvedForPatient: false },
    'none',
    { ...byCaller, reader: citizen, consent: consent('none') },
    ['approved-for-patient'],
  ],
  [
    'a patient unable to decide',
    elsewhere,
    'none',
    { ...byCaller, reader: citizen, consent: consent('incapable') },
    undefined,
  ],
  ['social care before it came in', elsewhere, 'none', social2012, undefined],
  ['a permit', elsewhere, 'none', {}, []],
];

describe('the smallest change', () => {
  it.each(whole)('of a reading: %s', (_name, change, needed) => {
    const circumstances = { ...inOrder, ...change };
    expect(explain(circumstances, decideAdmission(circumstances).rule).needed).toEqual(needed);
  });

  it.each(ofRecord)('of a record: %s', (_name, owner, blocks, change, needed) => {
    const circumstances = { ...inOrder, ...change };
    const decision = decideRecord(circumstances, owner, known(blocks));
    const explained = explain(circumstances, decision.rule);
    expect(explained.needed).toEqual(needed);
    expect(explained.decision).toEqual(decision);
  });

  it('is found where nearly everything is wrong', () => {
    const wrong: Circumstances = {
      ...inOrder,
      connected: false,
      patientIdValid: false,
      choice: false,
      assignment: unknown,
      relation: unknown,
      consent: unknown,
      emergencyStated: true,
      reader: { ...physician, employee: undefined, purpose: 'x', rights: [], assurance: 1, commission: undefined },
    };
    expect(explain(wrong, 'other-provider/consent-none/inner').needed).toEqual([
      'connect-caller',
      'name-reader',
      'stronger-sign-in',
      'ask-again',
      'assignment-in-force',
      'care-assignment',
      'right-added',
      'identity-corrected',
      'others-block-lifted',
    ]);
  });

  it('is to ask again when blocks are not known', () => {
    expect(explain(inOrder, 'blocks/unknown').needed).toEqual(['ask-again']);
  });

  it('is truly the smallest', () => {
    const sampled = fc.record({
      connected: fc.boolean(),
      patientIdValid: fc.boolean(),
      choice: fc.boolean(),
      consent: fc.constantFrom(consent('none'), consent('refused'), consent('emergency'), consent('child'), unknown),
      relation: fc.constantFrom(relation('current'), relation('none'), relation('ended'), unknown),
      forCertificate: fc.boolean(),
      emergencyStated: fc.boolean(),
    });
    const rules = lines.flatMap((line) => columns.map((column) => `${line}/${column}`));
    fc.assert(
      fc.property(sampled, fc.constantFrom(...rules), (change, rule) => {
        const circumstances = { ...inOrder, ...change };
        const { needed } = explain(circumstances, rule);
        if (needed === undefined) return;
        for (const set of setsBelow(needed.length)) {
          const start: Situation = { circumstances, record: recordOfRule(rule) };
          const now = set.reduce((situation, id) => changes[id](situation), start);
          const admitted = decideAdmission(now.circumstances).outcome === 'permit';
          const shows = now.record && decideSeen(now.circumstances, now.record).outcome === 'permit';
          expect(admitted && shows).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** All sets of changes smaller than so many, up to two. */
function setsBelow(size: number): (readonly (typeof changeIds)[number][])[] {
  const singles = changeIds.map((id) => [id]);
  const pairs = changeIds.flatMap((one) => changeIds.map((other) => [one, other]));
  return [...(size > 0 ? [[]] : []), ...(size > 1 ? singles : []), ...(size > 2 ? pairs : [])];
}

describe('the rule on the log', () => {
  it('leads back to the record it was about', () => {
    for (const owner of [ownUnit, ownProvider, elsewhere])
      for (const state of blockStates)
        for (const change of [{}, { choice: false }, { relation: relation('none') }, { consent: consent('none') }]) {
          const circumstances = { ...inOrder, ...change };
          const decision = decideRecord(circumstances, owner, known(state));
          if (decideAdmission(circumstances).outcome === 'permit')
            expect(explain(circumstances, decision.rule).decision).toEqual(decision);
        }
  });

  it('is explained whatever it is', () => {
    for (const rule of [...Object.keys(checks), 'reader', '', 'other-provider/x/y', '-own-unit'])
      expect(explain(inOrder, rule).decision.rule).not.toBe('');
  });
});

describe('who is told', () => {
  const all = ['clinician', 'engineer', 'officer'];

  it('is everybody where something may be shown', () => {
    expect(explain({ ...inOrder, consent: consent('none') }, 'other-provider/consent-none/inner').audiences).toEqual(
      all,
    );
  });

  it('is everybody where it would be so without any record', () => {
    const circumstances = { ...inOrder, reader: { ...physician, rights: physician.rights?.slice(1) } };
    expect(explain(circumstances, 'right/missing-other-provider').audiences).toEqual(all);
  });

  it('is the officer alone where nothing may be shown of a record', () => {
    const draft: Circumstances = { ...inOrder, ruleSet: 'ehds-draft' };
    const explained = explain(draft, 'other-provider/consent-given/outer');
    expect(explained.audiences).toEqual(['officer']);
    expect(explanationText(explained, 'clinician', 'sv')).toBeUndefined();
    expect(explanationText(explained, 'officer', 'en')?.reason).toBe('There is blocked information.');
  });

  it('has words of its own for each, in both languages', () => {
    const explained = explain({ ...inOrder, consent: consent('none') }, 'other-provider/consent-none/no-block');
    const texts = (['clinician', 'engineer', 'officer'] as Audience[]).flatMap((audience) =>
      (['sv', 'en'] as Language[]).map((language) => explanationText(explained, audience, language)?.changes.join()),
    );
    expect(new Set(texts).size).toBe(6);
    expect(texts[0]).toBe('Fråga patienten om samtycke och registrera det.');
  });

  it('hears which right is missing', () => {
    const explained = explain({ ...inOrder, reader: { ...physician, rights: [] } }, 'right/missing');
    expect(explanationText(explained, 'clinician', 'sv')?.reason).toContain('(Läsa;dia;SJF)');
  });

  it('is told that nothing can where the law forbids it', () => {
    const circumstances = { ...inOrder, ...social2012 };
    const { rule } = decideRecord(circumstances, elsewhere, known('none'));
    expect(explanationText(explain(circumstances, rule), 'officer', 'en')?.changes).toEqual([
      'The law permits it on no ground.',
    ]);
  });
});
