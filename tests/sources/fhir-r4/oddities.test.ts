import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ContractId } from '../../../src/contracts/index.ts';
import { type Answer, reply } from '../record-system.ts';
import { ask } from './fhir-system.ts';

/**
 * One file an oddity: the bundle that a system answers with, letter for letter, and what becomes of it. `records` match
 * in order; `withheld` are the first problems of those that are withheld; `failure` is that of the whole question.
 */
interface Oddity {
  readonly contract: ContractId;
  /** The type whose search answers with the bundle; the others are empty. */
  readonly type: string;
  readonly bundle: unknown;
  readonly records?: readonly object[];
  readonly withheld?: readonly string[];
  readonly failure?: string;
}

const folder = new URL('oddities/', import.meta.url);
const oddities = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

it.each(oddities)('%s', async (_, text) => {
  const { contract, type, records: expected = [], withheld = [], failure: refused } = JSON.parse(text) as Oddity;
  // Cut out, not written anew: numbers keep their digits.
  const bundle = text.slice(text.indexOf('"bundle":') + '"bundle":'.length, text.lastIndexOf('}'));
  const answer: Answer = (response, { url }) =>
    reply(
      response,
      200,
      'application/fhir+json',
      url.includes(`/${type}/_search`) ? bundle : '{"resourceType":"Bundle"}',
    );
  const { records, failure } = await ask(contract, answer, {}, { defaultCareUnit: 'SE2321000206-DEMOVE' });
  expect(failure?.reason).toBe(refused);
  expect(records.filter(({ problems }) => !problems).map(({ data }) => data)).toMatchObject(expected);
  expect(records.flatMap(({ problems }) => problems?.slice(0, 1) ?? [])).toEqual(withheld);
});
