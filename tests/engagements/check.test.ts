import { describe, expect, it } from 'vitest';
import { demandValid } from '../../src/engagements/check.ts';
import { type Change, isIndexed } from '../../src/engagements/engagement.ts';
import { EngagementFault } from '../../src/engagements/fault.ts';
import { self, transaction } from './samples.ts';

type Bent = Parameters<typeof transaction>[0];

function change(bent: Bent = {}): Change {
  const { deleteFlag, engagement } = transaction(bent);
  const { $foreign, ...given } = engagement;
  return { deleteFlag, engagement: { owner: self, ...given } };
}

function faultOf(changes: readonly Change[]): string {
  try {
    demandValid(changes, [self, 'SE5565594230-NATIONAL']);
  } catch (thrown) {
    if (thrown instanceof EngagementFault) return `${thrown.fault}: ${thrown.detail}`;
    throw thrown;
  }
  return '';
}

describe('a request that changes the index', () => {
  it.each<[string, Bent, string]>([
    ['an empty field', { categorization: '' }, 'EI004: Transaction 1: categorization is empty.'],
    ['a field of blanks', { owner: ' ' }, 'EI004: Transaction 1: owner is empty.'],
    [
      'white space around',
      { dataController: 'SE1 ' },
      'EI004: Transaction 1: dataController begins or ends with white',
    ],
    ['a long field', { sourceSystem: 'x'.repeat(65) }, 'EI004: Transaction 1: sourceSystem is longer than 64'],
    ['a long object id', { businessObjectInstanceIdentifier: 'x'.repeat(129) }, 'EI004: Transaction 1: businessObj'],
    ['an impossible day', { mostRecentContent: '20260230120000' }, 'EI004: Transaction 1: mostRecentContent is no'],
    ['a NUL', { categorization: 'a\0b' }, 'EI004: Transaction 1: categorization holds'],
    ['half a surrogate pair', { categorization: '\ud800' }, 'EI004: Transaction 1: categorization holds'],
    ['the index as address', { logicalAddress: self.toLowerCase() }, 'EI005: Transaction 1'],
    ['a platform as source', { sourceSystem: 'SE5565594230-NATIONAL' }, 'EI006: Transaction 1'],
  ])('is refused with %s', (_what, bent, expected) => {
    expect(faultOf([change(bent)])).toContain(expected);
  });

  it('holds one to a thousand transactions', () => {
    const many = Array.from({ length: 1001 }, (_, index) => change({ categorization: `c${index}` }));
    expect(faultOf([])).toContain('EI000');
    expect(faultOf(many)).toContain('EI000');
    expect(faultOf(many.slice(1))).toBe('');
  });

  it('is refused whole when two are about the same engagement, whatever else they say', () => {
    const changes = [
      change(),
      change({ categorization: 'voo' }),
      change({ deleteFlag: true, mostRecentContent: '20250101000000' }),
    ];
    expect(faultOf(changes)).toBe('EI002: Transactions 1 and 3 have the same key.');
    expect(faultOf([change(), change({ owner: 'SE2321000222-INDEX' })])).toBe('');
  });

  it('names no value in its faults', () => {
    expect(faultOf([change({ categorization: '' })])).not.toContain('1912');
  });
});

it.each([
  ['191212121212', true],
  // A coordination number and a national reserve number.
  ['196109732393', true],
  ['22800101ZZ12', true],
  // Local series: Stockholm, Västra Götaland, Carelink, and letters of older schemas.
  ['991212121212', false],
  ['19121212K212', false],
  ['191212421212', false],
  ['19121212p212', false],
  ['19121212123A', false],
])('%s is indexed: %s', (number, expected) => {
  expect(isIndexed(number)).toBe(expected);
});
