import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ContractId, contractById, validate } from '../../../src/contracts/index.ts';
import { createResourceIndex } from '../../../src/sources/fhir-r4/index-of-resources.ts';
import { parseJson } from '../../../src/sources/fhir-r4/json.ts';
import { mappings } from '../../../src/sources/fhir-r4/mappings.ts';
import { type Bundle, bundleOf } from '../../../src/sources/fhir-r4/resources.ts';
import type { Source } from '../../../src/sources/http.ts';
import { finishRecord } from '../../../src/sources/mapped.ts';
import { patient } from '../record-system.ts';

/** Values in the forms that FHIR gives them, and sometimes in others. */
const word = fc.constantFrom('', 'text', 'final', 'active', 'LAB', 'pad-pad', 'entered-in-error', '2024', '2024-05-01');
const time = fc.constantFrom('2024', '2024-05-01', '2024-05-01T08:00:00+02:00', '2024-13-01', 'soon');
const digits = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
const system = fc.constantFrom(
  'http://loinc.org',
  'http://www.whocc.no/atc',
  'urn:oid:1.2.752.29.4.19',
  'https://example.org',
);
const codes = fc.constantFrom(
  'checkup',
  'registration',
  'post-delivery',
  'laboratory',
  'RAD',
  '11488-4',
  '4',
  '30',
  'ND',
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const coding = fc.record({ system: maybe(system), code: maybe(codes), display: maybe(word) });
const concept = fc.record({ coding: maybe(fc.array(coding, { maxLength: 2 })), text: maybe(word) });
const reference = fc.record({
  reference: maybe(fc.constantFrom('Observation/1', 'Observation/2', '#1', 'Practitioner/1')),
  display: maybe(word),
});
const quantity = fc.record({ value: maybe(digits), unit: maybe(word), comparator: maybe(fc.constantFrom('<', '>=')) });
const anything = fc.oneof(word, time, digits, fc.boolean(), concept, reference, quantity, coding);
const some = fc.oneof(anything, fc.array(anything, { maxLength: 2 }));
const concepts = fc.array(concept, { maxLength: 2 });

const searched = [
  'Observation',
  'DiagnosticReport',
  'Condition',
  'Flag',
  'AllergyIntolerance',
  'Encounter',
  'CarePlan',
  'Task',
];
const resourceType = fc.constantFrom(
  ...searched,
  'DocumentReference',
  'MedicationStatement',
  'MedicationRequest',
  'Immunization',
);
const resource = fc.record({
  resourceType,
  id: fc.constantFrom('1', '2', ''),
  status: maybe(word),
  code: maybe(concept),
  category: maybe(concepts),
  recordedDate: maybe(time),
  effectiveDateTime: maybe(time),
  occurrenceDateTime: maybe(time),
  issued: maybe(time),
  date: maybe(time),
  authoredOn: maybe(time),
  subject: maybe(reference),
  performer: maybe(fc.oneof(fc.array(reference, { maxLength: 2 }), some)),
  hasMember: maybe(fc.array(reference, { maxLength: 2 })),
  result: maybe(fc.array(reference, { maxLength: 2 })),
  valueQuantity: maybe(quantity),
  conclusion: maybe(word),
  medicationCodeableConcept: maybe(concept),
  component: maybe(fc.array(fc.record({ code: maybe(concept), valueQuantity: maybe(quantity) }), { maxLength: 2 })),
  note: maybe(some),
  identifier: maybe(some),
  dosage: maybe(fc.array(fc.record({ text: maybe(word) }), { maxLength: 2 })),
});

const base = new URL('https://fhir.example/r4');
const source = {
  hsaId: 'SE2321000206-DEMOFHIR',
  name: 'Test',
  url: base.href,
  careProvider: 'SE2321000206-DEMOVG',
  defaultCareUnit: 'SE2321000206-DEMOVE',
} as Source;

it.each(Object.keys(mappings) as ContractId[])(
  '%s: whatever comes, records without problems keep the contract',
  async (id) => {
    const contract = contractById(id);
    const mapping = mappings[id];
    if (!contract || !mapping) throw new Error(`${id} is not among the contracts`);
    await fc.assert(
      fc.asyncProperty(fc.array(resource, { maxLength: 4 }), async (resources) => {
        const bundle = { resourceType: 'Bundle', entry: resources.map((one) => ({ resource: one })) };
        const page: NonNullable<Bundle['entry']> = bundleOf(parseJson(JSON.stringify(bundle)))?.entry ?? [];
        const index = createResourceIndex(base);
        index.add(page);
        const search = async function* () {
          yield page;
        };
        for await (const mapped of mapping(search, { index, source, patient })) {
          const { data, problems } = finishRecord(contract, mapped);
          if (!problems) expect(validate(contract.item, data, contract.itemElement)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  },
);
