import { describe, expect, it } from 'vitest';
import {
  type BlockState,
  type Circumstances,
  decideAdmission,
  decideRecord,
  foresee,
  lackingIn,
  type Owner,
  type Shown,
} from '../../src/access/index.ts';
import {
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
} from './circumstances.ts';

/** As in the table of the fact sheet: what is shown in the columns none, inner, outer, inner lifted, outer lifted. */
const P = 'content';
const B = 'blocked-exists';
const U = 'unblocked-exists';
const H = 'holder-named';
const N = 'blocker-named';
const D = 'nothing';
type Row = readonly [Shown, Shown, Shown, Shown, Shown];
const columns: readonly BlockState[] = ['none', 'inner', 'outer', 'inner-lifted', 'outer-lifted'];

const emergency = (opened: boolean) => ({ consent: consent('emergency', opened) });
const given = { state: 'given', assertionId: 'a', until: undefined, opened: false } as const;
const beside = { consent: known({ ...given, inEmergency: true as const }) };
const social = { reader: { ...inOrder.reader, socialCare: true } };
const statedNeed = { relation: relation('none'), statedNeed: 'control of own notes', ownDataWithoutRelation: true };
const certificate = { relation: relation('ended'), forCertificate: true };

const table: readonly [string, Owner, Partial<Circumstances>, Row][] = [
  ['own unit', ownUnit, {}, [P, P, P, P, P]],
  ['own provider, other unit, no emergency', ownProvider, {}, [P, B, P, P, P]],
  ['own provider, other unit, emergency step 1', ownProvider, emergency(false), [P, N, P, P, P]],
  ['own provider, other unit, emergency step 2: an officer lifts', ownProvider, emergency(true), [P, N, P, P, P]],
  ['other provider, consent valid', elsewhere, {}, [P, B, B, P, P]],
  ['other provider, consent absent', elsewhere, { consent: consent('none') }, [U, B, B, U, U]],
  ['other provider, consent refused', elsewhere, { consent: consent('refused') }, [U, D, D, D, D]],
  ['other provider, emergency step 1', elsewhere, emergency(false), [H, N, N, H, H]],
  ['other provider, emergency step 2', elsewhere, emergency(true), [P, N, N, P, P]],
  ['other provider, unable to consent, step 1', elsewhere, { consent: consent('incapable') }, [H, B, B, H, H]],
  ['other provider, unable to consent, step 2', elsewhere, { consent: consent('incapable', true) }, [P, B, B, P, P]],
  ['other provider, child', elsewhere, { consent: consent('child') }, [P, B, B, P, P]],
  ['social care, consent valid', elsewhere, social, [P, B, B, P, P]],
  ['social care, consent absent', elsewhere, { ...social, consent: consent('none') }, [U, B, B, U, U]],
  ['social care, consent refused', elsewhere, { ...social, consent: consent('refused') }, [U, D, D, D, D]],
  ['social care, emergency: no such rule', elsewhere, { ...social, ...emergency(true) }, [U, B, B, U, U]],
  ['social care, emergency inside the provider', ownProvider, { ...social, ...emergency(true) }, [P, B, P, P, P]],
  ['social care, child: no such rule', elsewhere, { ...social, consent: consent('child') }, [U, B, B, U, U]],
  ['social care, unable, step 1', elsewhere, { ...social, consent: consent('incapable') }, [H, B, B, H, H]],
  ['social care, unable, step 2', elsewhere, { ...social, consent: consent('incapable', true) }, [P, B, B, P, P]],
  ['relation none, own unit', ownUnit, { relation: relation('none') }, [D, D, D, D, D]],
  ['relation none, own provider', ownProvider, { relation: relation('none') }, [D, D, D, D, D]],
  ['relation none, another work need stated, own unit', ownUnit, statedNeed, [P, P, P, P, P]],
  ['relation none, another work need stated, own provider', ownProvider, statedNeed, [P, B, P, P, P]],
  ['relation none, stated need, emergency', ownProvider, { ...statedNeed, ...emergency(false) }, [P, B, P, P, P]],
  ['relation none, another work need stated, other provider', elsewhere, statedNeed, [D, D, D, D, D]],
  [
    'relation none, need stated, policy says no',
    ownUnit,
    { ...statedNeed, ownDataWithoutRelation: false },
    [D, D, D, D, D],
  ],
  ['relation none, need blank', ownUnit, { ...statedNeed, statedNeed: '  ' }, [D, D, D, D, D]],
  ['relation none, other provider, consent', elsewhere, { relation: relation('none') }, [D, D, D, D, D]],
  ['relation none, emergency', elsewhere, { relation: relation('none'), ...emergency(true) }, [D, D, D, D, D]],
  ['relation ended', elsewhere, { relation: relation('ended') }, [D, D, D, D, D]],
  ['relation ended, certificate, consent', elsewhere, certificate, [P, B, B, P, P]],
  ['relation ended, certificate, child', elsewhere, { ...certificate, consent: consent('child') }, [P, B, B, P, P]],
  ['relation ended, certificate, no consent', elsewhere, { ...certificate, consent: consent('none') }, [U, B, B, U, U]],
  ['relation ended, certificate, emergency', elsewhere, { ...certificate, ...emergency(true) }, [D, D, D, D, D]],
  [
    'relation ended, certificate, unable',
    elsewhere,
    { ...certificate, consent: consent('incapable', true) },
    [D, D, D, D, D],
  ],
  ['relation ended, certificate, own provider', ownProvider, certificate, [P, B, P, P, P]],
  ['relation ended, certificate, social care', elsewhere, { ...certificate, ...social }, [D, D, D, D, D]],
  ['caller answers, own unit', ownUnit, byCaller, [P, P, P, P, P]],
  ['caller answers, own provider', ownProvider, byCaller, [P, B, P, P, P]],
  ['caller answers, other provider', elsewhere, byCaller, [P, B, B, P, P]],
];

const rows = table.flatMap(([name, owner, change, shown]) =>
  columns.map((column, index) => [name, column, owner, change, shown[index] as Shown] as const),
);

describe('the table of records', () => {
  it.each(rows)('%s, block %s', (_name, column, owner, change, shown) => {
    const decision = decideRecord({ ...inOrder, ...change }, owner, known(column));
    expect(decision.shown).toBe(shown);
    expect(decision.outcome).toBe(shown === 'content' ? 'permit' : 'deny');
    expect(decision.code === undefined).toBe(shown === 'content');
  });

  it.each([
    ['own unit', ownUnit, B],
    ['own provider', ownProvider, B],
    ['other provider', elsewhere, B],
  ])('believes a security service that only says "blocked": %s', (_name, owner, shown) => {
    expect(decideRecord(inOrder, owner, known('blocked')).shown).toBe(shown);
  });
});

const right = (informationClass: string, scope: string, activity = 'Läsa') => ({
  reader: { ...inOrder.reader, rights: [{ activity, informationClass, scope }] },
});
const rights: readonly [string, Owner, Partial<Circumstances>, string | undefined][] = [
  ['SJF opens other providers', elsewhere, right('alla', 'SJF'), undefined],
  ['SJF does not open the own provider', ownProvider, right('alla', 'SJF'), 'Läsa;dia;VG'],
  ['VG opens no other provider', elsewhere, right('alla', 'VG'), 'Läsa;dia;SJF'],
  ['VG opens the own provider', ownProvider, right('alla', 'VG'), undefined],
  ['VG opens the own unit', ownUnit, right('alla', 'VG'), undefined],
  ['VE opens the own unit', ownUnit, right('alla', 'VE'), undefined],
  ['VE opens no other unit', ownProvider, right('alla', 'VE'), 'Läsa;dia;VG'],
  ['any case', elsewhere, right('ALLA', 'sjf', 'läsa'), undefined],
  ['one type opens that type', elsewhere, right('dia', 'SJF'), undefined],
  ['one type opens no other', elsewhere, right('voo', 'SJF'), 'Läsa;dia;SJF'],
  ['medication as lak', elsewhere, { ...right('lak', 'SJF'), contract: 'GetMedicationHistory:2' }, undefined],
  ['medication as filed', elsewhere, { ...right('caa-gmh', 'SJF'), contract: 'GetMedicationHistory:2' }, undefined],
  [
    'a type without name needs all',
    elsewhere,
    { ...right('dia', 'SJF'), contract: 'GetRequestActivities:1' },
    'Läsa;alla;SJF',
  ],
  ['another activity', elsewhere, right('alla', 'SJF', 'Skriva'), 'Läsa;dia;SJF'],
  ['an unknown scope', elsewhere, right('alla', 'X'), 'Läsa;dia;SJF'],
  ['a malformed right', elsewhere, right('', ''), 'Läsa;dia;SJF'],
  ['no rights known', elsewhere, { reader: { ...inOrder.reader, rights: undefined } }, 'Läsa;dia;SJF'],
];

describe('the rights of an assignment', () => {
  it.each(rights)('%s', (_name, owner, change, missing) => {
    const decision = decideRecord({ ...inOrder, ...change }, owner, known('none'));
    expect([decision.code, decision.detail]).toEqual(missing ? ['RIGHT_MISSING', missing] : [undefined, undefined]);
    if (missing) expect(decision.shown).toBe('nothing');
  });

  it('are those of the agreement where the calling system answers', () => {
    expect(decideRecord(byCaller, elsewhere, known('none')).outcome).toBe('permit');
  });
});

const others: readonly [string, Owner, Partial<Circumstances>, string, Shown][] = [
  ['no active choice, own unit', ownUnit, { choice: false }, 'own-unit/no-block', P],
  ['no active choice, own provider', ownProvider, { choice: false }, 'choice/not-made-own-provider', H],
  ['no active choice, other provider', elsewhere, { choice: false }, 'choice/not-made-other-provider', U],
  [
    'an opened emergency is a choice',
    elsewhere,
    { choice: false, ...emergency(true) },
    'other-provider/emergency-opened/no-block',
    P,
  ],
  [
    'no choice is asked of a calling system',
    elsewhere,
    { ...byCaller, choice: false },
    'other-provider/caller-answers/no-block',
    P,
  ],
  ['consent not known', elsewhere, { consent: unknown }, 'consent/unknown', D],
  ['consent not asked', elsewhere, { consent: undefined }, 'consent/unknown', D],
  ['consent not known, own provider', ownProvider, { consent: unknown }, 'own-provider/ordinary/no-block', P],
  ['relation not known', ownUnit, { relation: unknown }, 'relation/unknown', D],
  ['relation not asked', elsewhere, { relation: undefined }, 'relation/unknown', D],
  ['no care unit', { ...elsewhere, careUnit: undefined }, {}, 'record/owner-unknown', D],
  ['no care provider', { ...elsewhere, careProvider: undefined }, {}, 'record/owner-unknown', D],
  ['HSA-ids in another case', { ...ownUnit, careUnit: ownUnit.careUnit?.toLowerCase() }, {}, 'own-unit/no-block', P],
  [
    'the patient herself',
    elsewhere,
    { ...byCaller, reader: citizen, consent: consent('none') },
    'patient/own-record',
    P,
  ],
  [
    'the patient, not approved',
    { ...elsewhere, approvedForPatient: false },
    { ...byCaller, reader: citizen, consent: consent('none') },
    'patient/not-approved',
    D,
  ],
  [
    'the patient, made available without her',
    elsewhere,
    { ...byCaller, reader: citizen, consent: consent('incapable', true) },
    'patient/unable-to-decide',
    D,
  ],
  ['the patient, not known whether', elsewhere, { ...byCaller, reader: citizen }, 'consent/unknown', D],
];

describe('beside the table', () => {
  it.each(others)('%s', (_name, owner, change, rule, shown) => {
    expect(decideRecord({ ...inOrder, ...change }, owner, known('none'))).toMatchObject({ rule, shown });
  });

  it.each([
    ['own unit', ownUnit],
    ['own provider', ownProvider],
    ['other provider', elsewhere],
  ])('shows nothing when blocks cannot be known: %s', (_name, owner) => {
    expect(decideRecord(inOrder, owner, unknown)).toMatchObject({ rule: 'blocks/unknown', shown: 'nothing' });
  });

  it('shows a patient what is blocked towards others', () => {
    const herself = { ...byCaller, reader: citizen, consent: consent('none') };
    expect(decideRecord(herself, elsewhere, known('outer')).shown).toBe('content');
  });

  it.each<[string, Partial<Circumstances>, string[]]>([
    ['nothing', {}, []],
    ['nothing that a consent gives: the indicator tells of that', { consent: consent('none') }, []],
    ['a right', right('alla', 'VG'), ['RIGHT_MISSING']],
    ['several rights', right('alla', 'VE'), ['RIGHT_MISSING', 'RIGHT_MISSING']],
    ['a relation', statedNeed, ['NO_RELATION']],
    ['an answer', { consent: unknown }, ['SECURITY_SERVICE_UNAVAILABLE']],
  ])('says in every answer what the reader lacks: %s', (_name, change, codes) => {
    expect(lackingIn({ ...inOrder, ...change }).map(({ code }) => code)).toEqual(codes);
  });

  it('foresees what is lacking without looking at any record', () => {
    const told = foresee({ ...inOrder, ...right('alla', 'VG') });
    expect(Object.values(told).map(({ code, detail }) => [code, detail])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['RIGHT_MISSING', 'Läsa;dia;SJF'],
    ]);
  });
});

const refusals: readonly [string, Partial<Circumstances>, string][] = [
  ['in order', {}, 'admitted/relation-current'],
  ['caller answers', byCaller, 'admitted/caller-answers'],
  ['the patient herself', { ...byCaller, reader: citizen }, 'admitted/patient'],
  ['a caller of nobody connected', { connected: false }, 'channel/not-connected'],
  ['the same of a system', { ...byCaller, connected: false }, 'channel/not-connected'],
  ['nobody named', { reader: { ...inOrder.reader, employee: undefined } }, 'user/not-named'],
  ['sign-in too weak', { reader: { ...inOrder.reader, assurance: 2 } }, 'user/assurance-too-low'],
  ['sign-in of unknown strength', { reader: { ...inOrder.reader, assurance: undefined } }, 'user/assurance-too-low'],
  ['assignment not in force', { assignment: known(false) }, 'assignment/not-in-force'],
  ['assignment not looked up', { assignment: undefined }, 'assignment/not-in-force'],
  ['directory out of reach', { assignment: unknown }, 'assignment/unknown'],
  ['no assignment', { reader: { ...inOrder.reader, commission: undefined } }, 'assignment/not-in-force'],
  ['an assignment at no unit', { reader: { ...inOrder.reader, careUnit: undefined } }, 'assignment/not-in-force'],
  ...[
    'Kvalitetssäkring',
    'Annan dokumentation enligt lag',
    'Statistik',
    'Administration',
    'Kvalitetsregister',
    'Forskning',
    '',
  ].flatMap((purpose): [string, Partial<Circumstances>, string][] => [
    [`purpose ${purpose || 'none'}, with consent`, { reader: { ...inOrder.reader, purpose } }, 'purpose/not-care'],
    [
      `purpose ${purpose || 'none'}, caller answers`,
      { ...byCaller, reader: { ...byCaller.reader, purpose } },
      'purpose/not-care',
    ],
  ]),
  ['no right at all', { reader: { ...inOrder.reader, rights: [] } }, 'right/missing'],
  ['identity malformed', { patientIdValid: false }, 'patient/identity-malformed'],
  ['protected identity, in care', { patientProtected: true }, 'admitted/relation-current'],
  ['protected identity, caller answers', { ...byCaller, patientProtected: true }, 'admitted/caller-answers'],
  ['protected identity, certificate', { patientProtected: true, ...certificate }, 'patient/protected'],
  ['protected identity, stated need', { patientProtected: true, ...statedNeed }, 'patient/protected'],
  [
    'protected identity is not told of without relation',
    { patientProtected: true, relation: relation('none') },
    'relation/none',
  ],
  ['relation none', { relation: relation('none') }, 'relation/none'],
  ['relation ended', { relation: relation('ended') }, 'relation/none'],
  ['relation not known', { relation: unknown }, 'relation/unknown'],
  ['relation not known, emergency', { relation: unknown, ...emergency(true) }, 'relation/unknown'],
  ['relation none, emergency', { relation: relation('none'), ...emergency(true) }, 'relation/none'],
  ['relation ended, certificate', certificate, 'admitted/relation-certificate'],
  ['emergency stated, none registered', { emergencyStated: true }, 'emergency/not-registered'],
  ['emergency stated and registered', { emergencyStated: true, ...emergency(false) }, 'admitted/relation-current'],
  ['emergency stated and registered beside a yes', { emergencyStated: true, ...beside }, 'admitted/relation-current'],
  ['emergency stated, not known', { emergencyStated: true, consent: unknown }, 'consent/unknown'],
  ['emergency stated, relation none', { emergencyStated: true, relation: relation('none') }, 'relation/none'],
  ['emergency stated, certificate', { emergencyStated: true, ...certificate }, 'emergency/not-registered'],
  ['emergency stated, caller answers', { ...byCaller, emergencyStated: true }, 'admitted/caller-answers'],
  ['relation none, need stated', statedNeed, 'admitted/relation-stated-need'],
];

describe('admission', () => {
  it.each(refusals)('%s', (_name, change, rule) => {
    expect(decideAdmission({ ...inOrder, ...change }).rule).toBe(rule);
  });

  it('stops at the first refusal, in the order of the steps', () => {
    const steps: Partial<Circumstances>[] = [
      { relation: relation('none') },
      { patientIdValid: false },
      { reader: { ...inOrder.reader, rights: [] } },
      { reader: { ...inOrder.reader, purpose: 'Statistik' } },
      { assignment: known(false) },
      { reader: { ...inOrder.reader, purpose: 'Statistik', assurance: 1 } },
      { connected: false },
    ];
    const told = steps.map((_step, index) => {
      const wrong = Object.assign({}, ...steps.slice(0, index + 1)) as Partial<Circumstances>;
      return decideAdmission({ ...inOrder, ...wrong }).code;
    });
    expect(told).toEqual([
      'NO_RELATION',
      'PATIENT_ID_INVALID',
      'RIGHT_MISSING',
      'PURPOSE_NOT_ALLOWED',
      'ASSIGNMENT_INVALID',
      'AUTH_USER_LOA',
      'AUTH_SYSTEM',
    ]);
  });

  it('says the level of the sign-in and which is needed', () => {
    const { detail } = decideAdmission({ ...inOrder, reader: { ...inOrder.reader, assurance: 2 } });
    expect(detail).toBe('LoA 2 < 3');
  });
});
