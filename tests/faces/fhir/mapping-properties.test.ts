import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contract, contracts, toRecord, validate } from '../../../src/contracts/index.ts';
import type { AnyType, ComplexType, Element, SimpleType } from '../../../src/contracts/schema.ts';
import { provenanceOf } from '../../../src/faces/fhir/mapping/provenance.ts';
import { offeredTypes } from '../../../src/faces/fhir/served-types.ts';
import { asJson, contextFor } from './samples.ts';
import { structureFaults } from './structure.ts';

/** Times that the contracts' patterns let through, days that do not exist among them. */
const times = [
  '20240229083000',
  '20230231120000',
  '19000101000000',
  '20991231235959',
  '20240331023000',
  '20241027023000',
];
const words = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('', ' ', '<b>&"', 'Livshotande', 'misstänkt', 'Pollen', '1.2.752.116.1.1.1.1.3', 'a\u0000b'),
);

function simple(type: SimpleType): fc.Arbitrary<unknown> {
  if (type.values) return fc.constantFrom(...type.values);
  if (type.base === 'boolean') return fc.boolean();
  if (type.base === 'int') return fc.integer();
  if (!type.pattern) return words;
  const whole = new RegExp(`^(?:${type.pattern.source})$`);
  const fitting = [...times, ...times.map((time) => time.slice(0, 8))].filter((time) => whole.test(time));
  return fc.constantFrom(...fitting);
}

function complex(type: ComplexType): fc.Arbitrary<Record<string, unknown>> {
  const parts = Object.entries(type.elements).map(([name, element]) => [name, elementValue(element)] as const);
  const requiredKeys = Object.entries(type.elements).flatMap(([name, element]) => (element.required ? [name] : []));
  return fc.record(Object.fromEntries(parts), { requiredKeys });
}

function elementValue(element: Element): fc.Arbitrary<unknown> {
  const one = arbitrary(element.type);
  return element.many ? fc.array(one, { minLength: element.required ? 1 : 0, maxLength: 3 }) : one;
}

function arbitrary(type: AnyType): fc.Arbitrary<unknown> {
  return type.kind === 'simple' ? simple(type) : complex(type);
}

describe.each(offeredTypes([{ contracts: ['*'] }]))('any valid record as $type', (served) => {
  const contract = contracts.find(({ id }) => id === served.contract) as Contract;

  it('becomes well-formed R4 and never throws', () => {
    fc.assert(
      fc.property(complex(contract.item), fc.boolean(), (item, forPatient) => {
        expect(validate(contract.item, item, 'item')).toEqual([]);
        const record = toRecord(contract, item);
        const context = contextFor({ forPatient, idOf: (resourceType) => `x-${resourceType.replace('/', '-')}` });
        const { match, included, withdrawnBecause } = served.map(record, context);
        const resources = [match, ...included].flatMap((resource) => resource ?? []);
        const provenances = resources.map((one) => provenanceOf(one, record.header, withdrawnBecause, context));
        expect(served.doubts(record)).toBeInstanceOf(Array);
        for (const resource of [...resources, ...provenances]) expect(structureFaults(asJson(resource))).toEqual([]);
        for (const resource of resources) {
          for (const parameter of served.parameters) {
            if (parameter.kind === 'token') parameter.tokens(resource as never);
            else parameter.interval(resource as never);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
