import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contract, contractById } from '../../src/contracts/index.ts';
import { informationTypeNamed } from '../../src/riv13606/index.ts';
import { arbitraryOf } from '../contracts/arbitrary.ts';
import { responseWith } from './passage.ts';

describe.each(['und-kkm-kli', 'und-bdi', 'und-kon'])('a result of %s', (code) => {
  const type = informationTypeNamed(code);
  const contract = type && contractById(type.contract);
  if (!type || !contract) throw new Error(`no ${code}`);

  it('stands whole in the one cluster where its readers look for it', () => {
    const items = arbitraryOf((contract as Contract).item) as fc.Arbitrary<object>;
    fc.assert(
      fc.property(items, (item) => {
        const written = type.write(item as never);
        fc.pre('compositions' in written);
        const tops = responseWith(written.compositions.slice(0, 1)).match(/<items .*?<meaning code="[\w-]+"/g) ?? [];
        expect(tops.map((top) => /code="([\w-]+)"/.exec(top)?.[1])).toEqual(['und-und-ure']);
      }),
      { numRuns: 30 },
    );
  });
});
