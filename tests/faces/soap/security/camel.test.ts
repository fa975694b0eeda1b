import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkBlocks3 } from '../../../../src/contracts/security/blocking-older.ts';
import { storeLog1 } from '../../../../src/contracts/security/log-1.ts';
import { camelCased } from '../../../../src/faces/soap/security/camel.ts';
import { arbitraryOf } from '../../../contracts/arbitrary.ts';

it('changes the first letter of every name, and no value', () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryOf(checkBlocks3.request), arbitraryOf(storeLog1.request)), (value) => {
      const written = JSON.stringify(value);
      const names = written.replaceAll(
        /"([A-Z])(\w*)":/g,
        (_, first: string, rest: string) => `"${first.toLowerCase()}${rest}":`,
      );
      expect(JSON.stringify(camelCased(value))).toBe(names);
    }),
    { numRuns: 30 },
  );
});
