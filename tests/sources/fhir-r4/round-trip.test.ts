import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractId } from '../../../src/contracts/index.ts';
import { mappings } from '../../../src/sources/fhir-r4/mappings.ts';
import { arbitraryOf } from '../../contracts/arbitrary.ts';
import { runs } from '../../support/runs.ts';
import { flat, plausibleItem, tellings } from './compared.ts';
import { unitFrom } from './plausible.ts';
import { contractOf, thereAndBack } from './there-and-back.ts';

/** The care directory says whose unit it is where the contract does not. */
const ownerOf = (id: ContractId) => (contractOf(id).namesNoCareProvider ? { careProvider: unitFrom('provider') } : {});

describe('as our FHIR face writes it and a FHIR source reads it', () => {
  it.each(Object.keys(mappings) as ContractId[])(
    'a record of %s is the same again, but for what is listed',
    async (id) => {
      const items = (arbitraryOf(contractOf(id).item) as fc.Arbitrary<object>).map((raw) => plausibleItem(id, raw));
      await fc.assert(
        fc.asyncProperty(items, async (item) => {
          const { written, read } = await thereAndBack(id, item, ownerOf(id));
          const expected = tellings(id, item);
          expect(read).toHaveLength(expected.length);
          for (const [index, record] of read.entries()) {
            expect(record.problems).toBeUndefined();
            expect(flat(id, record.data)).toEqual(flat(id, expected[index]));
            const { careUnit, careProvider, patient, approvedForPatient, sourceSystem } = written.header;
            expect(record.header).toMatchObject({ careUnit, careProvider, patient, sourceSystem });
            if (expected.length === 1)
              expect(record.header).toMatchObject({ approvedForPatient, documentId: written.header.documentId });
          }
        }),
        runs(120),
      );
    },
  );
});
