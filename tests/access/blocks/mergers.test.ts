import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EffectiveBlock, evaluateBlocks } from '../../../src/access/blocks/evaluate.ts';
import type { BlockState, InformationEntity, ReaderPlace } from '../../../src/access/index.ts';
import { createSuccessions } from '../../../src/hsa/succession/successions.ts';
import { someBlock, someEntity, someReader } from './arbitrary.ts';

const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
const [unit, sibling, unitWest] = ['SE2321000230-DEMOVE', 'SE2321000230-DEMOVE2', 'SE2321000222-DEMOVE'] as const;
const day = '2027-01-01';
const [before, after] = [new Date('2026-12-31T22:59:59Z'), new Date('2026-12-31T23:00:00Z')];
const listed = createSuccessions([
  { kind: 'care-provider', from: north, into: merged, at: day, units: [unit, sibling] },
  { kind: 'care-provider', from: west, into: merged, at: day, units: [unitWest] },
]);
const unlisted = createSuccessions([
  { kind: 'care-provider', from: north, into: merged, at: day },
  { kind: 'care-provider', from: west, into: merged, at: day },
]);

const reader = (careProvider: string, careUnit: string): ReaderPlace => ({
  employee: undefined,
  careProvider,
  careUnit,
});
const outer = (change: Partial<EffectiveBlock> = {}): EffectiveBlock => ({
  kind: 'outer',
  careProvider: north,
  careUnit: undefined,
  start: undefined,
  end: undefined,
  excludedTypes: [],
  madeAt: '2026-05-01T00:00:00Z',
  revokes: [],
  ...change,
});
const entity: InformationEntity = {
  careProvider: north,
  careUnit: unit,
  start: undefined,
  end: undefined,
  type: undefined,
};
const ofMerged = { ...entity, careProvider: merged };

describe('an outer block, from the day of the merger', () => {
  it.each<[string, ReaderPlace, InformationEntity, EffectiveBlock, BlockState]>([
    ['hits the other region, as an inner one', reader(west, unitWest), entity, outer(), 'inner'],
    ['so when the directory has the new name', reader(merged, unitWest), ofMerged, outer(), 'inner'],
    ['does not hit the region’s own', reader(north, sibling), entity, outer(), 'none'],
    ['nor under the new name', reader(merged, sibling), ofMerged, outer(), 'none'],
    ['hits a unit that is new', reader(merged, 'SE2321000999-DEMOVE'), entity, outer(), 'inner'],
    ['hits strangers as before', reader('SE5555555555-DEMOVG', 'SE5555555555-DEMOVE'), entity, outer(), 'outer'],
    [
      'says nothing of the other region’s data',
      reader(north, unit),
      { ...ofMerged, careUnit: unitWest },
      outer(),
      'none',
    ],
    [
      'registered afterwards under the old name, hits all the same',
      reader(west, unitWest),
      entity,
      outer({ madeAt: '2027-05-01T00:00:00Z' }),
      'inner',
    ],
    [
      'registered afterwards under the new name, does not reach inside',
      reader(west, unitWest),
      entity,
      outer({ careProvider: merged, madeAt: '2027-05-01T00:00:00Z' }),
      'none',
    ],
    [
      'lifted for the unit',
      reader(merged, unitWest),
      entity,
      outer({
        revokes: [
          { id: 'l', reason: 'Emergency', careUnit: unitWest, employee: undefined, end: '2028-01-01T00:00:00Z' },
        ],
      }),
      'inner-lifted',
    ],
  ])('%s', (_what, who, about, block, state) => {
    expect(evaluateBlocks(who, about, [block], after, listed).state).toBe(state);
  });

  it('hits where it cannot be known whose a unit was', () => {
    expect(evaluateBlocks(reader(merged, sibling), ofMerged, [outer()], after, unlisted).state).toBe('inner');
  });

  it('of a care provider that goes on, keeps out those that came into it', () => {
    const into = createSuccessions([{ kind: 'care-provider', from: west, into: north, at: day }]);
    expect(evaluateBlocks(reader(west, unitWest), entity, [outer()], after, into).state).toBe('inner');
    const later = outer({ madeAt: '2027-05-01T00:00:00Z' });
    expect(evaluateBlocks(reader(west, unitWest), entity, [later], after, into).state).toBe('none');
  });
});

describe('an outer block that names a new care provider before its day', () => {
  const begins = createSuccessions([
    { kind: 'care-provider', from: north, into: merged, at: day, units: [unit], intoIsNew: true },
    { kind: 'care-provider', from: west, into: merged, at: day, units: [unitWest], intoIsNew: true },
  ]);
  const early = outer({ careProvider: merged });
  it.each<[string, ReaderPlace, InformationEntity, BlockState]>([
    ['keeps the other region out', reader(merged, unitWest), ofMerged, 'inner'],
    ['in both directions', reader(merged, unit), { ...ofMerged, careUnit: unitWest }, 'inner'],
    ['by the old names too', reader(west, unitWest), entity, 'inner'],
    ['keeps strangers out', reader('SE5555555555-DEMOVG', 'SE5555555555-DEMOVE'), entity, 'outer'],
    ['leaves each region its own', reader(merged, unit), ofMerged, 'none'],
  ])('%s', (_what, who, about, state) => {
    expect(evaluateBlocks(who, about, [early], after, begins).state).toBe(state);
    expect(evaluateBlocks(who, { ...about, careProvider: north }, [early], before, begins).state).toBe('none');
  });

  it('hits what was made before the day at a unit that nobody has listed', () => {
    const forgotten = { ...ofMerged, careUnit: sibling };
    const made = (start: string) => ({ ...forgotten, start, end: start });
    const hit = (about: InformationEntity, block: EffectiveBlock) =>
      evaluateBlocks(reader(merged, unitWest), about, [block], after, begins).state;
    for (const block of [early, outer()]) {
      expect(hit(forgotten, block)).toBe('inner');
      expect(hit(made('2026-12-31T22:59:59Z'), block)).toBe('inner');
      expect(hit(made('2026-12-31T23:00:00Z'), outer())).toBe('none');
    }
  });
});

describe('an inner block around a unit', () => {
  const inner = outer({ kind: 'inner', careUnit: unit });

  it('keeps out the unit in which that has gone up', () => {
    const into = createSuccessions([{ kind: 'unit', from: unit, into: sibling, at: day }]);
    expect(evaluateBlocks(reader(north, sibling), entity, [inner], after, into).state).toBe('inner');
    expect(evaluateBlocks(reader(north, unit), entity, [inner], after, into).state).toBe('none');
  });

  it('goes with the unit to its new HSA-id', () => {
    const renamed = createSuccessions([{ kind: 'unit-renamed', from: unit, into: 'SE2321000999-DEMOVE', at: day }]);
    for (const careUnit of [unit, 'SE2321000999-DEMOVE'])
      for (const about of [entity, { ...entity, careUnit: 'SE2321000999-DEMOVE' }]) {
        expect(evaluateBlocks(reader(north, careUnit), about, [inner], after, renamed).state).toBe('none');
        expect(evaluateBlocks(reader(north, sibling), about, [inner], after, renamed).state).toBe('inner');
      }
  });
});

describe('any blocks', () => {
  const hits = (state: BlockState) => state === 'inner' || state === 'outer';
  const someBlocks = fc.array(
    fc
      .tuple(someBlock, fc.constantFrom(undefined, '2026-05-01T00:00:00Z'))
      .map(([block, madeAt]) => ({ ...block, madeAt })),
    { maxLength: 3 },
  );
  const someSuccessions = fc.constantFrom(
    listed,
    unlisted,
    createSuccessions([{ kind: 'care-provider', from: west, into: north, at: day }]),
    createSuccessions([
      { kind: 'care-provider', from: north, into: west, at: day },
      { kind: 'unit', from: unit, into: unitWest, at: day },
      { kind: 'unit-renamed', from: sibling, into: 'SE2321000999-DEMOVE', at: day },
    ]),
  );

  it('are the same before the day', () => {
    fc.assert(
      fc.property(someReader, someEntity, someBlocks, someSuccessions, (who, about, blocks, successions) => {
        expect(evaluateBlocks(who, about, blocks, before, successions).state).toBe(
          evaluateBlocks(who, about, blocks, before).state,
        );
      }),
      { numRuns: 500 },
    );
  });

  /** A unit is one care provider's; its HSA-id begins as that of the care provider here. */
  const isPossible = ({ careProvider, careUnit }: Pick<ReaderPlace, 'careProvider' | 'careUnit'>): boolean =>
    careUnit === undefined || careUnit.slice(0, 12) === careProvider.slice(0, 12);

  it('that hit before the day hit after it, whatever names are used then', () => {
    const someRenaming = fc.boolean();
    fc.assert(
      fc.property(
        someReader.filter(isPossible),
        someEntity.filter(isPossible),
        someBlocks.filter((blocks) => blocks.every(isPossible)),
        someSuccessions,
        someRenaming,
        someRenaming,
        (who, about, blocks, successions, readerNew, entityNew) => {
          const renamed = <Place extends ReaderPlace | InformationEntity>(place: Place, isNew: boolean): Place => {
            const heir = { ...place, careProvider: successions.providerAt(place.careProvider, after) };
            // A unit that another care provider lists was not this one's, whatever its directory said.
            const isListed = successions.answeredAt(heir, before, after).includes(place.careProvider);
            return isNew && isListed ? heir : place;
          };
          const now = evaluateBlocks(
            renamed(who, readerNew),
            renamed(about, entityNew),
            blocks,
            after,
            successions,
          ).state;
          if (hits(evaluateBlocks(who, about, blocks, before).state)) expect(hits(now)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
