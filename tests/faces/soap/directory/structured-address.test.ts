import { describe, expect, it } from 'vitest';
import {
  structuredPostalAddress,
  structuredVisitingAddress,
} from '../../../../src/faces/soap/directory/structured-address.ts';

const at = (...lines: string[]) => ({ lines, postalCode: '97180', town: 'Luleå' });
const place = { postCode: '97180', town: 'Luleå' };

describe('a postal address in parts', () => {
  it.each([
    [at('Sjukhuset'), { addressee: ['Sjukhuset'] }],
    [
      at('Sjukhuset', 'Medicin', 'Storgatan 5B'),
      { addressee: ['Sjukhuset', 'Medicin'], street: 'Storgatan', premisesNumber: '5', premisesLetter: 'B' },
    ],
    [at('Storgatan 5 B'), { addressee: ['Storgatan 5 B'] }],
    [at('Norra 3:e gatan 12'), { addressee: ['Enheten'], street: 'Norra 3:e gatan', premisesNumber: '12' }],
    [at('Sjukhuset', 'Box 511'), { addressee: ['Sjukhuset'], street: 'Box 511' }],
    [at('Plan 12345'), { addressee: ['Plan 12345'] }],
  ])('%j', (address, expected) => {
    expect(JSON.parse(JSON.stringify(structuredPostalAddress(address, 'Enheten')))).toEqual({ ...expected, ...place });
  });

  it('is left out whole where postal code or town is not known', () => {
    expect(structuredPostalAddress({ ...at('a'), postalCode: undefined }, 'x')).toBeUndefined();
    expect(structuredPostalAddress({ ...at('a'), town: undefined }, 'x')).toBeUndefined();
    expect(structuredPostalAddress(undefined, 'x')).toBeUndefined();
  });
});

it('a visiting address needs a street and a town', () => {
  expect(structuredVisitingAddress(at('Storgatan 5', 'ingång C'))).toMatchObject({ street: 'Storgatan 5, ingång C' });
  expect(structuredVisitingAddress(at('Storgatan 5'))).toMatchObject({ street: 'Storgatan', premisesNumber: '5' });
  expect(structuredVisitingAddress({ ...at('Storgatan 5'), town: undefined })).toBeUndefined();
  expect(structuredVisitingAddress(undefined)).toBeUndefined();
});
