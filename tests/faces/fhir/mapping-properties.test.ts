import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BridgeRecord, type Contract, contracts, toRecord, validate } from '../../../src/contracts/index.ts';
import type { ComplexType, Element, SimpleType } from '../../../src/contracts/schema.ts';
import type { Clinical } from '../../../src/faces/fhir/mapping/clinical.ts';
import { provenanceOf } from '../../../src/faces/fhir/mapping/provenance.ts';
import type { MappedRecord, RecordMapping } from '../../../src/faces/fhir/mapping/record-mapping.ts';
import { mappingsOf, offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import { runs } from '../../support/runs.ts';
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
  fc.constantFrom(
    '',
    ' ',
    '__proto__',
    'constructor',
    '<b>&"',
    'Livshotande',
    'misstänkt',
    'Pollen',
    '1.2.752.116.1.1.1.1.3',
    'a\u0000b',
  ),
);

function simple(type: SimpleType): fc.Arbitrary<unknown> {
  if (type.values) return fc.constantFrom(...type.values);
  if (type.base === 'boolean') return fc.boolean();
  if (type.base === 'int' || type.base === 'integer') return fc.integer();
  if (type.base === 'decimal') return fc.constantFrom('0', '-0.10', '+.5', '7.');
  if (type.base === 'double') return fc.constantFrom('1', '0.10', '-2.5E-3', 'INF', 'NaN');
  if (type.base === 'base64Binary') return fc.constantFrom('', 'QQ==', 'QUI=', 'QUJD');
  if (type.base === 'anyURI') return fc.constantFrom('', 'https://demo.example/a?b=c', 'urn:x');
  if (!type.pattern) return words;
  const whole = new RegExp(`^(?:${type.pattern.source})$`);
  const fitting = [...times, ...times.map((time) => time.slice(0, 8))].filter((time) => whole.test(time));
  return fitting.length > 0 ? fc.constantFrom(...fitting) : fc.stringMatching(whole);
}

/** Analyses hold analyses: so deep down, what is optional stays away. */
const deepest = 8;

function complex(type: ComplexType, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const elements = Object.entries(type.elements).filter(([, element]) => element.required || depth < deepest);
  const parts = elements.map(([name, element]) => [name, elementValue(element, depth)] as const);
  const requiredKeys = elements.flatMap(([name, element]) => (element.required ? [name] : []));
  return fc.record(Object.fromEntries(parts), { requiredKeys });
}

function elementValue(element: Element, depth: number): fc.Arbitrary<unknown> {
  const one = element.type.kind === 'simple' ? simple(element.type) : complex(element.type, depth + 1);
  return element.many ? fc.array(one, { minLength: element.required ? 1 : 0, maxLength: 3 }) : one;
}

const types = offeredTypes([{ contracts: ['*'] }]);

describe('any valid record', () => {
  it.each(mappingsOf(types))('of $contract becomes well-formed R4 and never throws', (mapping) => {
    const contract = contracts.find(({ id }) => id === mapping.contract) as Contract;
    fc.assert(
      fc.property(complex(contract.item), fc.boolean(), (item, forPatient) => {
        expect(validate(contract.item, item, 'item')).toEqual([]);
        const record = toRecord(contract, item);
        const context = contextFor({
          forPatient,
          idOf: (type, _header, part) => idFrom(JSON.stringify([type, part])),
        });
        const mapped = mapping.map(record, context);
        const provenances = mapped.resources.map((one) => provenanceOf(one, record.header, mapped, context));
        for (const resource of [...mapped.resources, ...provenances]) {
          expect(structureFaults(asJson(resource))).toEqual([]);
        }
        expectDistinct(mapped.resources);
        expectAsPromised(mapped, mapping);
        for (const resource of mapped.resources) {
          searchAll(resource, record);
          expectAsServed(resource, mapping);
        }
      }),
      runs(150),
    );
  });
});

/** Ids are of the record and the part alone; what the mapping gives as part need not be of the id alphabet. */
function idFrom(name: string): string {
  return Buffer.from(name).toString('hex').slice(-64);
}

function expectDistinct(resources: readonly Clinical[]): void {
  const references = resources.map(({ resourceType, id }) => `${resourceType}/${id}`);
  expect(new Set(references).size).toBe(references.length);
}

/** A search leaves records unmapped by what their mapping promises: it must be true of every record. */
function expectAsPromised({ resources, doubts = [] }: MappedRecord, { becomes }: RecordMapping): void {
  if (becomes === undefined) return;
  expect(resources.map(({ resourceType }) => resourceType)).toEqual([becomes]);
  expect(doubts).toEqual([]);
}

/** A search by category or profile leaves out contracts by what is written of them: it must be true of every record. */
function expectAsServed(resource: Clinical, mapping: RecordMapping): void {
  const served = types.find(({ type }) => type === resource.resourceType);
  const origin = served?.origins.find((one) => one.mapping === mapping);
  expect({ type: resource.resourceType, isServed: origin !== undefined }).toMatchObject({ isServed: true });
  const { profileOf } = contextFor().generation;
  const profiles = origin?.profiles.map(profileOf) ?? [];
  for (const profile of resource.meta?.profile ?? []) expect(profiles).toContain(profile);
  if (!origin?.categories || !('category' in resource)) return;
  const codings = [resource.category].flat().flatMap((one) => (typeof one === 'object' ? (one?.coding ?? []) : []));
  const known = origin.categories.map(({ system, code }) => `${system}|${code}`);
  for (const { system, code } of codings) expect(known).toContain(`${system}|${code}`);
}

function searchAll(resource: Clinical, { header }: BridgeRecord): void {
  for (const { type, parameters } of types) {
    if (type !== resource.resourceType) continue;
    for (const parameter of parameters) {
      if (parameter.kind === 'token') parameter.tokens(resource, header);
      else if (parameter.kind === 'date') parameter.interval(resource, header);
      else if (parameter.kind === 'reference') parameter.pointers(resource);
      else if (parameter.kind === 'quantity') parameter.quantities(resource);
      else parameter.uris(resource);
    }
  }
}
