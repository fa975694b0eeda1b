import { expect, it } from 'vitest';
import { knownIn } from '../../../src/sources/fhir-r4/known-in.ts';

it.each(['__proto__', 'constructor', 'toString', 'final', undefined])('%s is no word of a table', (word) => {
  expect(knownIn({ amended: 'TILL' }, word)).toBeUndefined();
});

it('what stands in the table is found', () => {
  expect(knownIn({ amended: 'TILL' }, 'amended')).toBe('TILL');
});
