import { describe, expect, it } from 'vitest';
import type { Fact, Relation, RelationState } from '../../src/access/facts.ts';
import { type Approaching, isLetIn, waysInFor } from '../../src/access/ways-in.ts';

const at = new Date('2026-11-26T12:00:00+01:00');
const relation = (state: RelationState): Fact<Relation> => ({
  known: true,
  value: { state, id: undefined, until: undefined },
  asOf: at.toISOString(),
  from: 'bridge',
});
const right = (scope: string) => ({ activity: 'Läsa', informationClass: 'alla', scope });
const physician: Approaching = {
  reader: { rights: [right('SJF'), right('VG')], assurance: 3, socialCare: false },
  assurance: 3,
  relation: relation('current'),
  birthDate: '1951-04-17',
  at,
};

describe('the ways in to others’ information', () => {
  it('are for a grown-up in the unit’s care: consent, incapacity, emergency, and her no', () => {
    expect(waysInFor(physician)).toEqual({ ways: ['consent', 'incapable', 'emergency', 'refusal'], obstacles: [] });
  });

  it.each([
    ['2017-01-01', true],
    ['2008-11-27', true],
    ['2008-11-26', false],
    ['2008', true],
    ['2007', false],
    [undefined, true],
  ])('have the child’s for who was born %s: %s', (birthDate, isChild) => {
    expect(waysInFor({ ...physician, birthDate }).ways.includes('child')).toBe(isChild);
  });

  it('are fewer for social care: neither emergency nor child (SVOD 3:2, 3:4)', () => {
    const reader = { ...physician.reader, socialCare: true };
    expect(waysInFor({ ...physician, reader, birthDate: '2017-01-01' }).ways).toEqual([
      'consent',
      'incapable',
      'refusal',
    ]);
  });

  it.each(['none', 'ended'] as const)('without a relation (%s) begin with one; an emergency makes it', (state) => {
    expect(waysInFor({ ...physician, relation: relation(state) })).toEqual({
      ways: ['emergency'],
      obstacles: ['relation'],
    });
  });

  it('are none where nobody knows of a relation', () => {
    const unknown: Fact<Relation> = { known: false, from: 'tjansten', reason: 'timed out' };
    expect(waysInFor({ ...physician, relation: unknown })).toEqual({ ways: [], obstacles: ['relation-unknown'] });
  });

  it('are shut by a weak sign-in and by a missing right; her no can be put down all the same', () => {
    expect(waysInFor({ ...physician, reader: { ...physician.reader, assurance: 2 } })).toEqual({
      ways: ['refusal'],
      obstacles: ['assurance'],
    });
    expect(waysInFor({ ...physician, reader: { ...physician.reader, assurance: undefined } }).obstacles).toEqual([
      'assurance',
    ]);
    expect(waysInFor({ ...physician, reader: { ...physician.reader, rights: [right('VG')] } })).toEqual({
      ways: ['refusal'],
      obstacles: ['right'],
    });
  });
});

describe('who is let in', () => {
  it.each([
    ['given', false, true],
    ['child', false, true],
    ['emergency', false, false],
    ['emergency', true, true],
    ['incapable', false, false],
    ['incapable', true, true],
    ['refused', false, false],
    ['none', false, false],
  ] as const)('by %s, opened: %s', (state, opened, letIn) => {
    expect(isLetIn(state, opened)).toBe(letIn);
  });
});
