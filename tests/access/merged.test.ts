import { describe, expect, it } from 'vitest';
import type { NewAssertion } from '../../src/access/consents/assertion.ts';
import { consentOf } from '../../src/access/consents/state.ts';
import { type BlockState, decideRecord, type Owner } from '../../src/access/index.ts';
import { isOwnUnit, isVeryUnit, placedAt } from '../../src/access/merged.ts';
import { createSuccessions } from '../../src/hsa/succession/successions.ts';
import { at, inOrder, known, provider, unit } from './circumstances.ts';
import { sampleAssertion } from './sample-registrations.ts';

const gone = 'SE2321000222-DEMOGONE';
const successions = createSuccessions([{ kind: 'unit', from: gone, into: unit, at: '2026-01-01' }]);
const renamed = createSuccessions([{ kind: 'unit-renamed', from: gone, into: unit, at: '2026-01-01' }]);
const owner: Owner = { careProvider: provider, careUnit: gone, approvedForPatient: true };

describe('a record of a unit that has gone up in the reader’s own', () => {
  it.each<[BlockState, string]>([
    ['none', 'own-unit/no-block'],
    ['inner', 'own-provider/ordinary/inner'],
    ['inner-lifted', 'own-provider/ordinary/inner-lifted'],
  ])('with blocks %s is judged by %s', (blocks, rule) => {
    const reader = placedAt(inOrder.reader, successions, new Date(at));
    expect(decideRecord({ ...inOrder, reader }, owner, known(blocks)).rule).toBe(rule);
  });

  it('is the own unit’s whatever blocks there are, where that was renamed alone', () => {
    const reader = placedAt(inOrder.reader, renamed, new Date(at));
    expect(decideRecord({ ...inOrder, reader }, owner, known('inner')).rule).toBe('own-unit/inner');
  });

  it('is another unit’s where nothing has merged', () => {
    expect(decideRecord(inOrder, owner, known('none')).rule).toBe('own-provider/ordinary/no-block');
  });
});

it('who stands at the unit that is gone stands in the other, and at her own all the same', () => {
  const place = { careProvider: provider, careUnit: gone };
  const reader = placedAt(place, successions, new Date(at));
  expect([isOwnUnit(reader, unit), isOwnUnit(reader, gone)]).toEqual([true, true]);
  expect([isVeryUnit(reader, unit), isVeryUnit(reader, gone)]).toEqual([false, true]);
  expect(placedAt(place, successions, new Date('2025-12-31T22:59:59.999Z'))).toBe(place);
});

describe('what was asserted at a unit that has gone up in another', () => {
  const now = new Date(at);
  const reader = placedAt({ employee: 'SE1-DEMOLAK', careProvider: provider, careUnit: unit }, successions, now);
  const state = (facts: Partial<NewAssertion>, place = reader) => {
    const asserted = sampleAssertion({ careProvider: provider, careUnit: gone, employee: undefined, ...facts });
    const kept = { start: '2025-01-01T00:00:00Z', recordedAt: '2025-01-01T00:00:00Z' };
    const nothing = { opened: undefined, cancelled: undefined, deleted: undefined };
    return consentOf([{ ...asserted, ...kept, ...nothing }], place, now).state;
  };

  it('holds for her for whom it was, and a no for all', () => {
    expect(state({})).toBe('none');
    expect(state({ kind: 'emergency' })).toBe('none');
    expect(state({ employee: 'SE1-DEMOLAK' })).toBe('given');
    expect(state({ kind: 'refused' })).toBe('refused');
  });

  it('holds for all where the unit was renamed', () => {
    const same = placedAt({ employee: 'SE1-DEMOLAK', careProvider: provider, careUnit: unit }, renamed, now);
    expect(state({}, same)).toBe('given');
  });
});
