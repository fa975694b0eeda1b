import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getPersonsForProfile5 } from '../../src/contracts/get-persons-for-profile-5.ts';
import {
  type Contract,
  type ContractId,
  contracts,
  directoryContracts,
  engagementContracts,
  infrastructureContracts,
  type ServiceContract,
  securityContracts,
  translationsTo,
} from '../../src/contracts/index.ts';
import { referralContracts } from '../../src/contracts/referrals/registry.ts';
import { offeredTypes } from '../../src/faces/fhir/served/index.ts';
import { informationTypes } from '../../src/riv13606/index.ts';
import type { Context } from '../../src/sources/fhir-r4/context.ts';
import { mappings } from '../../src/sources/fhir-r4/mappings.ts';

/** docs/contracts.md says what the code does, cell by cell. */
const page = readFileSync('docs/contracts.md', 'utf8');
const served = offeredTypes([{ contracts: ['*'] }]);

const titleOf = ({ name, major, minor }: ServiceContract) => `**${name} ${major}.${minor}**`;
const rowOf = (first: string) =>
  page
    .split('\n')
    .find((line) => line.startsWith(`| ${first} |`))
    ?.split('|')
    .map((cell) => cell.trim());
const codesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
const partOf = (cell: string | undefined, start: string) =>
  cell
    ?.split('; ')
    .find((part) => part.startsWith(start))
    ?.slice(start.length);

const typesOf = (contract: string) =>
  served.filter(({ origins }) => origins.some(({ mapping }) => mapping.contract === contract)).map(({ type }) => type);

/** The types that a FHIR system is searched for. */
async function askedFor(id: ContractId): Promise<string[]> {
  const asked: string[] = [];
  async function* search(type: string) {
    asked.push(type);
    yield [];
  }
  for await (const made of mappings[id]?.(search, {} as Context) ?? []) expect(made).toBeUndefined();
  return asked;
}

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (id, contract: Contract) => {
  const [, , carries, domain, from, fhir] = rowOf(titleOf(contract)) ?? [];
  const others = translationsTo(id).map((translation) => translation.from);

  it('has its row, with domain and categorizations', () => {
    expect(carries).toBeTruthy();
    expect(codesIn(domain)).toEqual([contract.domain, ...contract.categorizations]);
  });

  it('is said to come from the dialects that it can come from', async () => {
    expect(from).toContain('RIV-TA');
    const codes = informationTypes.filter((type) => type.contract === id).map(({ code }) => code);
    expect(codesIn(partOf(from, '13606'))).toEqual(codes);
    expect(partOf(from, 'FHIR ')?.split(', ') ?? []).toEqual(await askedFor(id));
    expect(partOf(from, 'version ')).toBe(others[0]?.replace(/^.*:/, ''));
  });

  it('is said to become the types that it becomes, itself or through another version', () => {
    const own = typesOf(id);
    const types = own.length > 0 ? own : others.flatMap(typesOf);
    const named = served.map(({ type }) => type).filter((type) => new RegExp(`\\b${type}\\b`).test(fhir ?? ''));
    expect(named).toEqual(types);
    if (own.length === 0) expect(fhir).toMatch(types.length > 0 ? /through version/ : /^none/);
  });
});

it.each(
  [
    ...infrastructureContracts,
    ...directoryContracts,
    ...securityContracts,
    ...engagementContracts,
    ...referralContracts,
  ].map((contract) => [titleOf(contract), contract.domain]),
)('%s has its row', (title, domain) => {
  expect(codesIn(rowOf(title)?.[3])).toEqual([domain]);
});

it.each([
  [titleOf(getPersonsForProfile5), `\`${getPersonsForProfile5.domain}\``],
  ['**SokVagvalsInfo 2**', 'TAK'],
])('%s, which is called, has its row', (title, words) => {
  expect(rowOf(title)?.join()).toContain(words);
});

describe('13606', () => {
  it.each(informationTypes.map(({ code }) => code))('%s stands among what the languages do not share', (code) => {
    expect(rowOf(`\`${code}\``)).toBeDefined();
  });
});

it('our own extensions stand there, each with its parts or the type of its value', () => {
  const table = page.slice(page.indexOf('## FHIR: our own extensions'), page.indexOf('## RIV 13606'));
  const told = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  const source = globSync('src/faces/fhir/{mapping,directory,audit}/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const written = [
    ...source.matchAll(/\b(?:own|ownParts|professionalExtension)\(\s*'([\w-]+)'/g),
    ...source.matchAll(/norrbryggan\.example\/fhir\/StructureDefinition\/([\w-]+)/g),
  ];
  expect([...new Set(told)].sort()).toEqual([...new Set(written.map(([, name]) => name))].sort());
  for (const [, name, value] of source.matchAll(/\bown\(\s*'([\w-]+)',\s*\{\s*value(\w+):/g))
    expect(table.toLowerCase()).toContain(`| \`${name}\` | ${value?.toLowerCase()} |`);
});
