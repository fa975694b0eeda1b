import { describe, expect, it } from 'vitest';
import type { RegisteredBlock, RegisteredRevoke } from '../../src/access/blocks/registered-block.ts';
import { createSuccessions } from '../../src/hsa/succession/successions.ts';
import { blocksConcerned } from '../../src/lift-requests/index.ts';
import { action } from '../access/sample-registrations.ts';

const at = new Date('2026-11-26T12:00:00Z');
const asking = {
  careProvider: 'SE2321000230-DEMOVG',
  careUnit: 'SE2321000230-DEMOMED',
  employee: 'SE2321000230-DEMOLAKARE',
};
const outside = { from: asking, toProvider: 'SE2321000222-DEMOVG' };
const inside = { from: asking, toProvider: 'SE2321000230-DEMOVG' };
const block = (more: Partial<RegisteredBlock>) =>
  ({
    id: 'block',
    kind: 'outer',
    careProvider: 'SE2321000222-DEMOVG',
    revokes: [],
    recordedAt: at.toISOString(),
    registration: action,
    ...more,
  }) as RegisteredBlock;
const unit = 'SE2321000222-DEMOMED';
const answering = { careProvider: 'SE2321000222-DEMOVG', careUnit: unit };
const inner = { kind: 'inner', careUnit: unit } as const;

describe('the blocks that a unit would lift', () => {
  it.each([
    ['the care provider’s outer one, for another care provider', outside, block({}), true],
    ['its own inner one', outside, block(inner), true],
    ['not another unit’s', outside, block({ kind: 'inner', careUnit: 'SE2321000222-DEMOORT' }), false],
    ['not one that is taken back', outside, block({ cancelled: {} as RegisteredBlock['cancelled'] }), false],
    ['not another care provider’s', outside, block({ careProvider: 'SE2321000206-DEMOVG' }), false],
    ['inside the care provider, not the outer one', inside, block({ careProvider: inside.toProvider }), false],
  ] as const)('are %s', (_what, request, given, isConcerned) => {
    expect(blocksConcerned(request, [given], answering, at)).toEqual(isConcerned ? [given] : []);
  });

  it.each([
    ['lifted for the asking unit', {}, false],
    ['lifted for one person alone', { employee: 'SE2321000230-DEMOP023' }, true],
    ['lifted for another unit', { careUnit: 'SE2321000230-DEMOKIR' }, true],
    ['lifted until an hour ago', { end: '2026-11-26T11:00:00Z' }, true],
    ['lifted no more', { cancelled: {} }, true],
  ])('when %s: %j', (_what, more, isConcerned) => {
    const revoke = { careUnit: asking.careUnit, end: '2026-11-27T12:00:00Z', ...more } as RegisteredRevoke;
    expect(blocksConcerned(outside, [block({ revokes: [revoke] })], answering, at)).toHaveLength(isConcerned ? 1 : 0);
  });

  it('are none of the asking unit’s own', () => {
    const own = block({ kind: 'inner', careProvider: inside.toProvider, careUnit: asking.careUnit });
    expect(blocksConcerned(inside, [own], asking, at)).toEqual([]);
  });
});

describe('after a merger', () => {
  const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
  const successions = createSuccessions([
    { kind: 'care-provider', from: north, into: merged, at: '2026-01-01', units: [asking.careUnit] },
    { kind: 'care-provider', from: west, into: merged, at: '2026-01-01', units: [unit, 'SE2321000222-DEMOORT'] },
  ]);
  const request = { from: { ...asking, careProvider: merged }, toProvider: merged };
  const outer = block({ recordedAt: '2025-05-01T00:00:00.000Z', careProvider: west });

  it('an outer block is lifted at the units of whose it was, and at no other', () => {
    expect(blocksConcerned(request, [outer], { careProvider: merged, careUnit: unit }, at, successions)).toEqual([
      outer,
    ]);
    expect(
      blocksConcerned(request, [outer], { careProvider: merged, careUnit: 'SE2321000230-DEMOHC1' }, at, successions),
    ).toEqual([]);
    expect(
      blocksConcerned(request, [outer], { careProvider: merged, careUnit: asking.careUnit }, at, successions),
    ).toEqual([]);
  });

  it('one is lifted by those whose it was, not by those it keeps out, before the directory has taken the merger up', () => {
    const taken = createSuccessions([
      { kind: 'care-provider', from: west, into: north, at: '2026-01-01', units: [unit] },
    ]);
    const own = block({ recordedAt: '2025-05-01T00:00:00.000Z', careProvider: north });
    const inAll = {
      from: { ...asking, careUnit: 'SE5555555555-DEMOVE', careProvider: 'SE5555555555-DEMOVG' },
      toProvider: north,
    };
    expect(blocksConcerned(inAll, [own], { careProvider: north, careUnit: asking.careUnit }, at, taken)).toEqual([own]);
    const theirs = { careProvider: west, careUnit: 'SE2321000222-DEMOCLOSED' };
    expect(blocksConcerned(inAll, [own], theirs, at, taken)).toEqual([]);
  });

  it('it needs no lift for those whom it never hid anything from', () => {
    const inside = { ...request, from: { ...request.from, careUnit: 'SE2321000222-DEMOORT' } };
    expect(blocksConcerned(inside, [outer], { careProvider: merged, careUnit: unit }, at, successions)).toEqual([]);
  });
});
