import fc from 'fast-check';
import type { Bundle, Condition } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { encodeResource, writeResource } from '../../../src/faces/fhir/format.ts';

const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Hjärtsvikt – utredd', '“citat”', '', 'åäö'));

const bundles = fc
  .record({ total: fc.option(fc.nat(), { nil: undefined }), said: fc.option(fc.array(texts), { nil: undefined }) })
  .map(
    ({ total, said }): Bundle => ({
      resourceType: 'Bundle',
      type: 'searchset',
      total,
      entry: said?.map((text) => ({ resource: { resourceType: 'Condition', code: { text } } as Condition })),
    }),
  );

describe('a Bundle as it leaves', () => {
  it('is what JSON says of it, whatever its texts hold', () => {
    fc.assert(
      fc.property(bundles, fc.boolean(), (bundle, pretty) => {
        const written = Buffer.from(writeResource(bundle, 'json', pretty));
        expect(encodeResource(bundle, 'json', pretty).toString()).toBe(written.toString());
      }),
    );
  });
});
