import type { SourceQuery } from '../../../src/sources/index.ts';
import { type Answer, askOnce, reply } from '../record-system.ts';

/** The FHIR record system of these tests, and answers it may give. */
const system = { source: 'SE2321000206-DEMOFHIR', logicalAddress: 'SE2321000206-DEMOFHIR' };
const entry = { hsaId: 'SE2321000206-DEMOFHIR', careProvider: 'SE2321000206-DEMOVG' };

export const json =
  (value: unknown): Answer =>
  (response) => {
    const body = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);
    reply(response, 200, 'application/fhir+json; charset=utf-8', body);
  };

export const bundle = (resources: readonly object[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
  entry: resources.map((resource) => ({ resource })),
});

/** Answers by the type searched for; the others are empty. */
export const byType =
  (resources: Readonly<Record<string, readonly object[]>>): Answer =>
  (response, { url }) => {
    const type = url.split('/').at(-2) ?? '';
    return reply(response, 200, 'application/fhir+json', JSON.stringify(bundle(resources[type] ?? [])));
  };

export const hsa = (value: string) => ({ system: 'urn:oid:1.2.752.29.4.19', value });

export const ask = (
  contract: SourceQuery['contract'],
  answer: Answer,
  change: Partial<SourceQuery> = {},
  source = {},
) => askOnce('fhir-r4', answer, { ...system, contract, ...change }, { ...entry, ...source });
