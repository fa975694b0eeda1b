import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EffectiveBlock, evaluateBlocks } from '../../../src/access/blocks/evaluate.ts';
import type { BlockState, InformationEntity, ReaderPlace } from '../../../src/access/index.ts';
import { someBlock, someEntity, someReader } from './arbitrary.ts';

const provider = 'SE2321000230-DEMOVG';
const unit = 'SE2321000230-DEMOVE';
const otherUnit = 'SE2321000230-DEMOVE2';
const elsewhere = 'SE2321000222-DEMOVG';
const unitElsewhere = 'SE2321000222-DEMOVE';
const doctor = 'SE2321000222-DEMOLAK';
const at = new Date('2026-05-01T12:00:00Z');

const entity: InformationEntity = {
  careProvider: provider,
  careUnit: unit,
  start: '2026-01-10T08:00:00Z',
  end: '2026-01-12T08:00:00Z',
  type: 'dia',
};
const stranger: ReaderPlace = { employee: doctor, careProvider: elsewhere, careUnit: unitElsewhere };
const colleague: ReaderPlace = { employee: doctor, careProvider: provider, careUnit: otherUnit };
const own: ReaderPlace = { employee: doctor, careProvider: provider, careUnit: unit };
const unitless: ReaderPlace = { employee: undefined, careProvider: provider, careUnit: undefined };

const block = (change: Partial<EffectiveBlock> = {}): EffectiveBlock => ({
  kind: 'outer',
  careProvider: provider,
  careUnit: undefined,
  start: undefined,
  end: undefined,
  excludedTypes: [],
  revokes: [],
  ...change,
});
const inner = (change: Partial<EffectiveBlock> = {}) => block({ kind: 'inner', careUnit: unit, ...change });
const lift = {
  id: 'l1',
  reason: 'PatientsConsent',
  careUnit: unitElsewhere,
  employee: undefined,
  end: '2026-05-02T00:00:00Z',
} as const;

const rows: [string, BlockState, ReaderPlace, EffectiveBlock[], Partial<InformationEntity>?][] = [
  ['no block', 'none', stranger, []],
  ['an outer block hits other care providers', 'outer', stranger, [block()]],
  ['an outer block does not hit the own care provider', 'none', colleague, [block()]],
  ['an inner block hits other units', 'inner', colleague, [inner()]],
  ['an inner block does not hit the own unit', 'none', own, [inner()]],
  ['an inner block counts as outer towards other care providers', 'inner', stranger, [inner()]],
  ['an inner block hits a reader without unit', 'inner', unitless, [inner()]],
  ['an inner block of another unit', 'none', colleague, [inner({ careUnit: 'SE2321000230-DEMOVE3' })]],
  ['an inner block, information without unit', 'inner', colleague, [inner()], { careUnit: undefined }],
  ['a block of another care provider', 'none', stranger, [block({ careProvider: elsewhere })]],
  ['HSA-ids in another case', 'outer', stranger, [block({ careProvider: provider.toLowerCase() })]],
  ['both kinds', 'outer', stranger, [inner(), block()]],
  ['an excluded type', 'none', stranger, [block({ excludedTypes: ['lak', 'upp'] })], { type: 'lak' }],
  ['a type that is not excluded', 'outer', stranger, [block({ excludedTypes: ['upp'] })], { type: 'lak' }],
  ['an unspecified type', 'outer', stranger, [block({ excludedTypes: ['lak', 'upp'] })], { type: undefined }],
  ['an unknown type', 'outer', stranger, [block({ excludedTypes: ['lak', 'upp'] })], { type: 'zzz' }],
  ['a block without period', 'outer', stranger, [block()]],
  ['a block that overlaps partly', 'outer', stranger, [block({ start: '2026-01-11T00:00:00Z' })]],
  ['a block that touches the start', 'outer', stranger, [block({ end: '2026-01-10T09:00:00+01:00' })]],
  ['a block wholly before', 'none', stranger, [block({ end: '2026-01-10T07:59:59Z' })]],
  ['a block wholly after', 'none', stranger, [block({ start: '2026-01-12T08:00:01Z' })]],
  [
    'information without dates',
    'outer',
    stranger,
    [block({ end: '1990-01-01T00:00:00Z' })],
    { start: undefined, end: undefined },
  ],
  [
    'information with unreadable dates',
    'outer',
    stranger,
    [block({ end: '1990-01-01T00:00:00Z' })],
    { start: 'x', end: 'y' },
  ],
  [
    'information that ends before it starts',
    'outer',
    stranger,
    [block({ end: '1990-01-01T00:00:00Z' })],
    { start: entity.end, end: entity.start },
  ],
  ['a lift for the unit', 'outer-lifted', stranger, [block({ revokes: [lift] })]],
  ['a lift of an inner block', 'inner-lifted', stranger, [inner({ revokes: [lift] })]],
  ['a lift for the person', 'outer-lifted', stranger, [block({ revokes: [{ ...lift, employee: doctor }] })]],
  ['a lift for somebody else', 'outer', stranger, [block({ revokes: [{ ...lift, employee: 'SE2321000222-DEMOX' }] })]],
  ['a lift for another unit', 'inner', colleague, [inner({ revokes: [lift] })]],
  ['a lift that is over', 'outer', stranger, [block({ revokes: [{ ...lift, end: at.toISOString() }] })]],
  ['a lift with an unreadable end', 'outer', stranger, [block({ revokes: [{ ...lift, end: 'soon' }] })]],
  ['a lift, reader without unit', 'inner', unitless, [inner({ revokes: [{ ...lift, careUnit: unit }] })]],
  ['of two blocks one lifted', 'inner', stranger, [inner(), block({ revokes: [lift] })]],
];

describe('blocks', () => {
  it.each(rows)('%s: %s', (_name, state, reader, blocks, change = {}) => {
    expect(evaluateBlocks(reader, { ...entity, ...change }, blocks, at).state).toBe(state);
  });

  const hits = (state: BlockState) => state === 'inner' || state === 'outer';

  it('never hits less when a block is added', () => {
    fc.assert(
      fc.property(
        someReader,
        someEntity,
        fc.array(someBlock, { maxLength: 3 }),
        someBlock,
        (reader, about, blocks, more) => {
          const before = evaluateBlocks(reader, about, blocks, at).state;
          const after = evaluateBlocks(reader, about, [...blocks, more], at).state;
          expect(hits(after) || !hits(before)).toBe(true);
        },
      ),
    );
  });

  it('never hits less when less is known of the information or the reader', () => {
    fc.assert(
      fc.property(
        someReader,
        someEntity,
        fc.array(someBlock, { maxLength: 3 }),
        fc.constantFrom('careUnit', 'dates', 'type', 'reader'),
        (reader, about, blocks, dropped) => {
          const before = evaluateBlocks(reader, about, blocks, at).state;
          const lessReader = dropped === 'reader' ? { ...reader, careUnit: undefined, employee: undefined } : reader;
          const less = {
            ...about,
            ...(dropped === 'careUnit' && { careUnit: undefined }),
            ...(dropped === 'dates' && { start: undefined, end: undefined }),
            ...(dropped === 'type' && { type: undefined }),
          };
          expect(hits(evaluateBlocks(lessReader, less, blocks, at).state) || !hits(before)).toBe(true);
        },
      ),
    );
  });
});

describe('what is lifted', () => {
  const byOther = { ...lift, id: 'l2', reason: 'Emergency' } as const;
  const over = { ...lift, id: 'l0', end: '2026-04-30T00:00:00Z' };

  it('tells by which lift of each block, as long as none of them stands', () => {
    const lifted = [block({ revokes: [over, lift] }), inner({ revokes: [byOther] })];
    expect(evaluateBlocks(stranger, entity, lifted, at)).toEqual({
      state: 'outer-lifted',
      lifts: [
        { id: 'l1', reason: 'PatientsConsent' },
        { id: 'l2', reason: 'Emergency' },
      ],
    });
    expect(evaluateBlocks(stranger, entity, [...lifted, block()], at)).toEqual({ state: 'outer', lifts: [] });
    expect(evaluateBlocks(colleague, entity, [block({ revokes: [lift] })], at)).toEqual({ state: 'none', lifts: [] });
  });
});
