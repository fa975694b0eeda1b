import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidingOnce } from '../../src/access/decide-once.ts';
import {
  type BlockState,
  type Circumstances,
  decideAdmission,
  decideRecord,
  type EffectiveBlock,
  evaluateBlocks,
  type Fact,
  foresee,
  type Owner,
  type Shown,
} from '../../src/access/index.ts';
import { someBlock, someEntity } from './blocks/arbitrary.ts';
import { blockStates, elsewhere, inOrder, known, ownProvider, ownUnit, relation, unknown } from './circumstances.ts';

const contracts = ['GetDiagnosis:2', 'GetMedicationHistory:2', 'GetRequestActivities:1', 'GetSecrets:1'] as const;
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
/** Mostly what lets the decision go on, so that every later step is reached often. */
const mostly = <T>(good: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: other });
const fact = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> => fc.oneof(value.map(known), fc.constant(unknown));

const someRight = fc.record({
  activity: fc.constantFrom('Läsa', 'läsa', 'Skriva', ''),
  informationClass: fc.oneof(fc.constantFrom('alla', 'dia', 'lak', 'upp'), fc.string({ maxLength: 3 })),
  scope: fc.constantFrom('SJF', 'VG', 'VE', 'X', ''),
});
const someReader = fc.record({
  gate: fc.constantFrom('bridge', 'bridge', 'bridge', 'consumer', 'patient'),
  employee: maybe(fc.constant('SE2321000222-DEMOLAK')),
  careProvider: fc.constant(inOrder.reader.careProvider),
  careUnit: maybe(fc.constant(inOrder.reader.careUnit as string)),
  commission: maybe(fc.constant('SE2321000222-DEMOUPP')),
  purpose: fc.constantFrom('Vård och behandling', 'VÅRD OCH BEHANDLING', 'Statistik', 'Forskning', ''),
  rights: maybe(fc.array(someRight, { maxLength: 3 })),
  assurance: maybe(fc.integer({ min: 1, max: 4 })),
  socialCare: fc.boolean(),
} as const);
const someConsent = fc.record({
  state: fc.constantFrom('none', 'given', 'refused', 'emergency', 'incapable', 'child'),
  assertionId: fc.constant(undefined),
  until: fc.constant(undefined),
  opened: fc.boolean(),
} as const);
const someRelation = fc
  .constantFrom('current', 'current', 'ended', 'none')
  .map((state) => relation(state as 'current'));
const someCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  reader: mostly(inOrder.reader, someReader),
  ruleSet: fc.constantFrom('pdl-2008', 'svod-2023', 'ehds-draft', 'ehds-draft-vital-interests'),
  connected: mostly(true, fc.boolean()),
  assurance: mostly(3, fc.integer({ min: 1, max: 4 })),
  assignment: mostly(inOrder.assignment, maybe(fact(fc.boolean()))),
  patientIdValid: mostly(true, fc.boolean()),
  patientProtected: fc.boolean(),
  relation: mostly(inOrder.relation, maybe(fc.oneof(someRelation, fc.constant(unknown)))),
  consent: maybe(fact(someConsent)),
  emergencyStated: mostly(false, fc.boolean()),
  contract: fc.constantFrom(...contracts),
  forCertificate: fc.boolean(),
  statedNeed: maybe(fc.string({ maxLength: 5 })),
  ownDataWithoutRelation: fc.boolean(),
  choice: mostly(true, fc.boolean()),
  at: fc.constantFrom(inOrder.at, '2012-01-01T00:00:00Z', '2016-01-01T00:00:00Z', 'never'),
} as const);
const someOwner = fc.oneof(
  fc.constantFrom(ownUnit, ownProvider, elsewhere),
  fc.record({
    careProvider: maybe(fc.string({ maxLength: 3 })),
    careUnit: maybe(fc.string({ maxLength: 3 })),
    approvedForPatient: fc.boolean(),
  }),
);
const someBlocks = fact(fc.constantFrom(...blockStates));

/** As the gatekeeper goes: the reading as a whole first, then the record. */
function shown(circumstances: Circumstances, owner: Owner, blocks: Fact<BlockState>): Shown {
  const admission = decideAdmission(circumstances);
  return admission.outcome === 'permit' ? decideRecord(circumstances, owner, blocks).shown : admission.shown;
}

const reveals: Readonly<Record<Shown, number>> = {
  nothing: 0,
  'unblocked-exists': 1,
  'blocked-exists': 1,
  'holder-named': 2,
  'blocker-named': 2,
  content: 3,
};

/** Each takes away one thing that the decision leans on. */
const drops: Readonly<Record<string, (from: Circumstances) => Circumstances>> = {
  connected: (from) => ({ ...from, connected: false }),
  employee: (from) => ({ ...from, reader: { ...from.reader, employee: undefined } }),
  level: (from) => ({ ...from, reader: { ...from.reader, assurance: undefined } }),
  unit: (from) => ({ ...from, reader: { ...from.reader, careUnit: undefined } }),
  commission: (from) => ({ ...from, reader: { ...from.reader, commission: undefined } }),
  purpose: (from) => ({ ...from, reader: { ...from.reader, purpose: '' } }),
  right: (from) => ({ ...from, reader: { ...from.reader, rights: from.reader.rights?.slice(1) } }),
  rights: (from) => ({ ...from, reader: { ...from.reader, rights: undefined } }),
  assignment: (from) => ({ ...from, assignment: from.assignment && unknown }),
  relation: (from) => ({ ...from, relation: from.relation && unknown }),
  'relation asked': (from) => ({ ...from, relation: undefined }),
  'current relation': (from) => ({ ...from, relation: from.relation?.known ? relation('none') : from.relation }),
  consent: (from) => ({ ...from, consent: from.consent && unknown }),
  'consent asked': (from) => ({ ...from, consent: undefined }),
  'second step': (from) => ({
    ...from,
    consent: from.consent?.known ? known({ ...from.consent.value, opened: false }) : from.consent,
  }),
  need: (from) => ({ ...from, statedNeed: undefined }),
  certificate: (from) => ({ ...from, forCertificate: false }),
  choice: (from) => ({ ...from, choice: false }),
  contract: (from) => ({ ...from, contract: 'GetSecrets:1' }),
};

const runs = { numRuns: 2_000 };

describe('any decision', () => {
  it('is made: no input is without one, and none throws', () => {
    fc.assert(
      fc.property(someCircumstances, someOwner, someBlocks, (circumstances, owner, blocks) => {
        const decisions = [
          decideAdmission(circumstances),
          decideRecord(circumstances, owner, blocks),
          ...Object.values(foresee(circumstances)),
        ];
        for (const { outcome, shown: what, code, ground, rule } of decisions) {
          expect(outcome === 'permit').toBe(what === 'content');
          expect(code === undefined).toBe(outcome === 'permit');
          expect([ground, rule]).not.toContain('');
        }
      }),
      runs,
    );
  });

  it('of the records of an answer is what each would come to by itself', () => {
    const owner = fc.record({
      careProvider: fc.constantFrom(ownUnit.careProvider, elsewhere.careProvider),
      careUnit: fc.constantFrom(ownUnit.careUnit, elsewhere.careUnit),
      approvedForPatient: fc.boolean(),
    });
    const answer = fc.array(fc.tuple(fc.oneof(owner, someOwner), someBlocks), { maxLength: 20 });
    const patients = someCircumstances.map((from) => ({
      ...from,
      reader: { ...from.reader, gate: 'patient' as const },
    }));
    fc.assert(
      fc.property(fc.oneof(someCircumstances, patients), answer, (circumstances, records) => {
        const alone: Parameters<typeof decidingOnce>[0] = (owner, blocks) => decideRecord(circumstances, owner, blocks);
        const together = decidingOnce(alone);
        for (const record of records) expect(together(...record)).toEqual(alone(...record));
      }),
      runs,
    );
  });

  it('reveals no more with less context', () => {
    fc.assert(
      fc.property(
        someCircumstances,
        someOwner,
        someBlocks,
        fc.constantFrom(...Object.entries(drops)),
        (circumstances, owner, blocks, [, drop]) => {
          const less = reveals[shown(drop(circumstances), owner, blocks)];
          expect(less).toBeLessThanOrEqual(reveals[shown(circumstances, owner, blocks)]);
        },
      ),
      runs,
    );
  });

  it('reveals no more with a block than without', () => {
    fc.assert(
      fc.property(someCircumstances, someOwner, fc.constantFrom(...blockStates), (circumstances, owner, state) => {
        const without = shown(circumstances, owner, known('none'));
        expect(reveals[shown(circumstances, owner, known(state))]).toBeLessThanOrEqual(reveals[without]);
      }),
      runs,
    );
  });

  it('reveals no more when the patient blocks something besides', () => {
    const someBlocked = fc.array(someBlock, { maxLength: 3 });
    fc.assert(
      fc.property(someCircumstances, someEntity, someBlocked, someBlock, (circumstances, entity, blocks, more) => {
        const owner = { ...entity, approvedForPatient: true };
        const state = (all: readonly EffectiveBlock[]) =>
          known(evaluateBlocks(circumstances.reader, entity, all, new Date(inOrder.at)).state);
        const before = reveals[shown(circumstances, owner, state(blocks))];
        expect(reveals[shown(circumstances, owner, state([...blocks, more]))]).toBeLessThanOrEqual(before);
      }),
      runs,
    );
  });

  it('shows nothing when blocks cannot be known', () => {
    fc.assert(
      fc.property(someCircumstances, someOwner, (circumstances, owner) => {
        fc.pre(circumstances.reader.gate !== 'patient');
        expect(shown(circumstances, owner, unknown)).toBe('nothing');
      }),
      runs,
    );
  });

  it('lets no emergency past a block, unless national law beside EHDS says so', () => {
    fc.assert(
      fc.property(
        someCircumstances,
        fc.constantFrom(elsewhere, ownProvider),
        fc.constantFrom<BlockState>('inner', 'outer', 'blocked'),
        fc.boolean(),
        (circumstances, owner, state, opened) => {
          fc.pre(circumstances.ruleSet !== 'ehds-draft-vital-interests' && circumstances.reader.gate !== 'patient');
          fc.pre(owner === elsewhere || state !== 'outer');
          const emergency = { state: 'emergency', assertionId: undefined, until: undefined, opened } as const;
          expect(shown({ ...circumstances, consent: known(emergency) }, owner, known(state))).not.toBe('content');
        },
      ),
      runs,
    );
  });
});
