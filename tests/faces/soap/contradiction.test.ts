import { describe, expect, it } from 'vitest';
import type { RecordFilter } from '../../../src/contracts/index.ts';
import { contradiction } from '../../../src/faces/soap/contradiction.ts';

const asks = (change: Partial<RecordFilter>): RecordFilter => ({
  patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
  period: undefined,
  careUnits: [],
  sourceSystem: undefined,
  careContacts: [],
  ...change,
});
const vas = 'SE2321000230-DEMOVAS';

describe('filters that only one contract has', () => {
  it.each([
    ['a provider that is blank', { careGiverHSAId: [' '] }, vas, 'Filters must not be empty'],
    ['an identifier that is blank', { healthcareProvider: [{ root: '1.2', extension: '' }] }, vas, 'must not be empty'],
    ['more providers than anybody means', { careGiverHSAId: Array(1_001).fill('A') }, vas, 'At most'],
    ['a continuation asked of everybody', { hasMoreReference: 'page-2' }, undefined, 'the system that gave it'],
  ])('are refused: %s', (_, specific, address, expected) => {
    expect(contradiction(asks({ specific }), address)).toContain(expected);
  });

  it.each([
    ['providers', { careGiverHSAId: ['SE2321000230-DEMOVG'] }, undefined],
    ['a continuation asked of its system', { hasMoreReference: 'page-2' }, vas],
  ])('are accepted: %s', (_, specific, address) => {
    expect(contradiction(asks({ specific }), address)).toBeUndefined();
  });
});
