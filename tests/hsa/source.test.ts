import { expect, it } from 'vitest';
import { whole } from '../../src/hsa/source.ts';

it('refuses a list that was cut where all must be there', () => {
  expect(whole({ items: [1, 2], more: false })).toEqual([1, 2]);
  expect(() => whole({ items: [1, 2], more: true })).toThrow(
    expect.objectContaining({ code: 'DIRECTORY_UNAVAILABLE' }),
  );
});
