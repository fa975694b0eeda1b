import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SuccessionConfig } from '../../../src/config/successions.ts';
import { successionFaults } from '../../../src/hsa/succession/faults.ts';
import { createSuccessions } from '../../../src/hsa/succession/successions.ts';
import { sameHsaId } from '../../../src/identities/index.ts';

const [north, west, south, merged] = ['SE1-DEMON', 'SE1-DEMOW', 'SE1-DEMOS', 'SE1-DEMOALL'] as const;
const provider = (from: string, into: string, at = '2027-01-01', units?: string[]): SuccessionConfig => ({
  kind: 'care-provider',
  from,
  into,
  at,
  ...(units && { units }),
});
const merger = [provider(north, merged), provider(west, merged)];
const second = (instant: string, off: number) => new Date(Date.parse(instant) + off * 1_000);

describe('who answers at an instant', () => {
  it.each([
    ['in winter', '2027-01-01', '2026-12-31T23:00:00Z'],
    ['in summer', '2027-07-01', '2027-06-30T22:00:00Z'],
    ['on the day that the clocks go forward', '2027-03-28', '2027-03-27T23:00:00Z'],
    ['on the day after that', '2027-03-29', '2027-03-28T22:00:00Z'],
    ['on the day that they go back', '2027-10-31', '2027-10-30T22:00:00Z'],
    ['on the day after that too', '2027-11-01', '2027-10-31T23:00:00Z'],
  ])('changes at midnight in Sweden %s', (_when, day, midnight) => {
    const { providerAt } = createSuccessions([provider(north, merged, day)]);
    expect(providerAt(north, second(midnight, -0.001))).toBe(north);
    expect(providerAt(north, second(midnight, 0))).toBe(merged);
    expect(providerAt(north.toLowerCase(), second(midnight, 1))).toBe(merged);
    expect(providerAt(south, second(midnight, 1))).toBe(south);
  });

  it('follows one after the other, each on its day', () => {
    const chain = createSuccessions([provider(north, west, '2027-01-01'), provider(west, merged, '2028-01-01')]);
    expect(['2026-06-01', '2027-06-01', '2028-06-01'].map((day) => chain.providerAt(north, new Date(day)))).toEqual([
      north,
      west,
      merged,
    ]);
    expect(chain.takenOver(merged, new Date('2027-06-01'))).toEqual([]);
    expect(chain.takenOver(merged, new Date('2028-06-01'))).toEqual([north, west]);
  });

  it('keeps a unit that went up in another apart from one that was renamed', () => {
    const at = new Date('2027-06-01');
    const units = createSuccessions([
      { kind: 'unit', from: 'SE1-U1', into: 'SE1-U2', at: '2027-01-01' },
      { kind: 'unit-renamed', from: 'SE1-U2', into: 'SE1-U3', at: '2027-02-01' },
    ]);
    expect([units.unitAt('SE1-U1', at), units.renamedAt('SE1-U1', at)]).toEqual(['SE1-U3', 'SE1-U1']);
    expect([units.unitAt('SE1-U2', at), units.renamedAt('SE1-U2', at)]).toEqual(['SE1-U3', 'SE1-U3']);
    expect(units.unitsTakenOver('SE1-U3', at)).toEqual(['SE1-U1', 'SE1-U2']);
    expect(units.unitsTakenOver('SE1-U3', at, 'same')).toEqual(['SE1-U2']);
  });
});

describe('who answered for a place earlier', () => {
  const [then, now] = [new Date('2026-06-01'), new Date('2027-06-01')];
  const place = { careProvider: merged, careUnit: 'SE1-U1' };

  it('is certain while the place still has its old name', () => {
    expect(createSuccessions(merger).answeredAt({ ...place, careProvider: north }, then, now)).toEqual([north]);
  });

  it('is uncertain under the new name, until the units are listed', () => {
    expect(createSuccessions(merger).answeredAt(place, then, now)).toEqual([merged, north, west]);
    const listed = [provider(north, merged, '2027-01-01', ['SE1-U1']), provider(west, merged, '2027-01-01', [])];
    expect(createSuccessions(listed).answeredAt(place, then, now)).toEqual([north]);
    expect(createSuccessions(listed).answeredAt({ ...place, careUnit: 'SE1-NEW' }, then, now)).toEqual([merged]);
    expect(createSuccessions(listed).answeredAt({ ...place, careUnit: undefined }, then, now)).toHaveLength(3);
  });

  it('finds a listed unit under a new HSA-id', () => {
    const renamed = { kind: 'unit-renamed', from: 'SE1-U1', into: 'SE1-U9', at: '2027-02-01' } as const;
    const successions = createSuccessions([provider(north, merged, '2027-01-01', ['se1-u1']), renamed]);
    expect(successions.answeredAt({ ...place, careUnit: 'SE1-U9' }, then, now)).toEqual([north]);
  });

  it('was any of those that went into one that was not there yet', () => {
    const chain = createSuccessions([
      { ...provider(north, west), intoIsNew: true },
      { ...provider(west, merged, '2028-01-01'), intoIsNew: true },
      { ...provider(south, merged, '2028-01-01'), intoIsNew: true },
    ]);
    const later = new Date('2028-06-01');
    expect(chain.meantBy(merged, then, later)).toEqual([merged, west, north, south]);
    expect(chain.meantBy(merged, now, later)).toEqual([merged, west, south]);
    expect(chain.meantBy(merged, then, now)).toEqual([merged]);
    expect(chain.meantBy(north, later, later)).toEqual([merged]);
  });

  it('is who the place is named after, before anything has happened', () => {
    expect(createSuccessions(merger).answeredAt(place, then, then)).toEqual([merged]);
  });
});

describe('any valid successions', () => {
  const ids = ['SE1-A', 'SE1-B', 'SE1-C', 'SE1-D', 'SE1-E'];
  const someId = fc.constantFrom(...ids);
  const some = fc
    .array(
      fc.record({
        kind: fc.constantFrom('care-provider', 'unit', 'unit-renamed'),
        from: someId,
        into: someId,
        at: fc.constantFrom('2027-01-01', '2027-04-01', '2028-01-01'),
      }),
      { maxLength: 6 },
    )
    .filter((entries) => successionFaults(entries).length === 0);
  const someInstant = fc.date({ min: new Date('2026-06-01'), max: new Date('2028-12-31'), noInvalidDate: true });

  it('resolve to one that nothing has taken over, and stay with it', () => {
    fc.assert(
      fc.property(some, someId, someInstant, (entries, id, at) => {
        const { providerAt, takenOver, unitAt } = createSuccessions(entries);
        const heir = providerAt(id, at);
        expect(providerAt(heir, at)).toBe(heir);
        expect(unitAt(unitAt(id, at), at)).toBe(unitAt(id, at));
        if (!sameHsaId(heir, id)) expect(takenOver(heir, at)).toContain(id);
      }),
    );
  });

  it('change nothing before their day', () => {
    fc.assert(
      fc.property(
        some,
        someId,
        fc.date({ max: new Date('2026-12-31T22:59:59Z'), noInvalidDate: true }),
        (entries, id, at) => {
          const successions = createSuccessions(entries);
          expect(successions.providerAt(id, at)).toBe(id);
          expect(successions.unitAt(id, at)).toBe(id);
          expect(successions.takenOver(id, at)).toEqual([]);
          expect(successions.answeredAt({ careProvider: id, careUnit: undefined }, at, at)).toEqual([id]);
        },
      ),
    );
  });
});

describe('what is refused', () => {
  it.each<[string, SuccessionConfig[]]>([
    ['is taken over on 2027-02-30, which is no day', [provider(north, merged, '2027-02-30')]],
    ['is taken over twice', [provider(north, merged), provider(north.toLowerCase(), west, '2028-01-01')]],
    ['comes back to itself', [provider(north, west), provider(west, north, '2028-01-01')]],
    ['comes back to itself', [provider(north, north)]],
    ['which is gone since 2026-01-01', [provider(north, west), provider(west, merged, '2026-01-01')]],
    ['lists units', [{ ...provider('SE1-U1', 'SE1-U2'), kind: 'unit', units: [] }]],
    ['says intoIsNew', [{ ...provider('SE1-U1', 'SE1-U2'), kind: 'unit', intoIsNew: false }]],
    [
      `says otherwise than others whether ${merged} is new`,
      [{ ...provider(north, merged), intoIsNew: true }, provider(west, merged)],
    ],
    [
      `${west} says otherwise than others`,
      [
        { ...provider(north, merged), intoIsNew: true },
        { ...provider(west, merged, '2028-01-01'), intoIsNew: true },
      ],
    ],
    [
      'SE1-U1 is listed for two care providers',
      [provider(north, merged, '2027-01-01', ['SE1-U1']), provider(west, merged, '2027-01-01', ['se1-u1'])],
    ],
  ])('%s', (fault, entries) => {
    expect(successionFaults(entries).join('\n')).toContain(fault);
  });

  it('lets a care provider and a unit have the same HSA-id', () => {
    const both: SuccessionConfig[] = [provider(north, merged), { ...provider(north, west), kind: 'unit' }];
    expect(successionFaults(both)).toEqual([]);
  });
});
