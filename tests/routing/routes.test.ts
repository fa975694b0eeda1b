import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import { createRouting } from '../../src/routing/index.ts';
import type { Route } from '../../src/routing/table.ts';
import { indexTable } from '../../src/routing/table-index.ts';
import type { AddressTree } from '../../src/routing/tree.ts';
import { demoConfig } from '../support/config.ts';

const [vas, ncs, fhir] = ['SE2321000230-DEMOVAS', 'SE2321000222-DEMONCS', 'SE2321000206-DEMOFHIR'] as const;
const config = demoConfig((bendable) => {
  bendable.sources = bendable.sources.slice(0, 3);
  bendable.sources[2].url = 'catalogue:';
}) as Config;
const [ward, clinic, region] = ['SE1-WARD', 'SE1-CLINIC', 'SE1-REGION'] as const;
const tree: AddressTree = {
  above: async (address) => ({ parents: address === ward ? [clinic, region] : [], state: 'known' }),
};

const route = (address: string, source: string, more: Partial<Route> = {}): Route => ({
  address,
  contract: 'GetDiagnosis:2',
  source,
  origin: 'catalogue',
  ...more,
});

function routingOver(routes: readonly Route[], now = Date.parse('2026-11-25T12:00:00Z')) {
  const index = indexTable({ routes, permissions: [] });
  return createRouting(config, { table: () => index, tree, now: () => now });
}

async function where(routes: readonly Route[], address: string) {
  const answer = await routingOver(routes).destinationAt(address, 'GetDiagnosis:2');
  return answer.outcome === 'found' ? [answer.source.hsaId, answer.address] : answer.outcome;
}

describe('a route for an address', () => {
  it.each<[string, readonly Route[], string, unknown]>([
    ['is its own', [route(ward, vas), route(clinic, ncs), route('*', fhir)], ward, [vas, ward]],
    ['is spelt as the table does', [route(ward, vas)], ward.toLowerCase(), [vas, ward]],
    ['is that of the nearest unit above', [route(region, ncs), route(clinic, vas)], ward, [vas, ward]],
    ['goes before the default', [route(region, ncs), route('*', vas)], ward, [ncs, ward]],
    ['is the default when nothing else is', [route(clinic, ncs), route('*', vas)], 'SE9-ELSE', [vas, 'SE9-ELSE']],
    [
      'may name both ids together',
      [route('SE1-A#SE1-B', vas), route('SE1-A', ncs)],
      'SE1-A#SE1-B',
      [vas, 'SE1-A#SE1-B'],
    ],
    ['is the first half’s', [route('SE1-A', vas), route('SE1-B', ncs)], 'SE1-A#SE1-B', [vas, 'SE1-A']],
    ['or else the second half’s', [route('SE1-B', ncs)], 'SE1-A#SE1-B', [ncs, 'SE1-B']],
    ['or one above a half', [route(clinic, ncs)], `SE1-A#${ward}`, [ncs, ward]],
    ['takes no halves of anything else', [route('SE1-A', vas)], 'SE1-A#SE1-B#SE1-C', 'none'],
    ['is not guessed from white space', [route(ward, vas)], ` ${ward}`, 'none'],
    ['names the contract rather than all', [route(ward, ncs, { contract: '*' }), route(ward, vas)], ward, [vas, ward]],
    ['is nearer rather than more exact', [route(ward, ncs, { contract: '*' }), route('*', vas)], ward, [ncs, ward]],
    ['leads nowhere for another contract', [route(ward, vas, { contract: 'GetCareContacts:2' })], ward, 'none'],
    ['passes over a source that is not known', [route(ward, 'SE9-GONE'), route('*', vas)], ward, [vas, ward]],
    ['has ended', [route(ward, vas, { to: '2026-11-24' }), route('*', ncs)], ward, [ncs, ward]],
    ['has not begun', [route(ward, vas, { from: '2026-11-26' })], ward, 'none'],
    ['is ambiguous with two sources', [route(ward, vas), route(ward, ncs)], ward, 'ambiguous'],
    ['is not, when one has ended', [route(ward, vas), route(ward, ncs, { to: '2026-01-01' })], ward, [vas, ward]],
    ['may stand twice', [route(ward, vas), route(ward, vas, { url: 'https://elsewhere' })], ward, [vas, ward]],
    ['needs a profile', [route(ward, vas, { profile: 'RIVTABP19' })], ward, 'no-profile'],
    [
      'prefers profile 2.1',
      [route(ward, vas, { profile: 'RIVTABP20' }), route(ward, ncs, { profile: 'RIVTABP21' })],
      ward,
      [ncs, ward],
    ],
    ['needs a URL', [route(ward, fhir)], ward, 'no-url'],
    ['has the catalogue’s URL', [route(ward, fhir, { url: 'https://a' })], ward, [fhir, ward]],
    [
      'is ambiguous with two',
      [route(ward, fhir, { url: 'https://a' }), route(ward, fhir, { url: 'https://b' })],
      ward,
      'ambiguous',
    ],
  ])('%s', async (_what, routes, address, expected) => {
    expect(await where(routes, address)).toEqual(expected);
  });

  it('says where it looked', async () => {
    const { tried, tree: state } = await routingOver([]).destinationAt(ward, 'GetDiagnosis:2');
    expect(tried.map(({ how, entry }) => [how, entry])).toEqual([
      ['exact', ward],
      ['parent', clinic],
      ['parent', region],
      ['default', '*'],
    ]);
    expect(state).toBe('known');
  });

  it('is decided by the nearest entry alone, whatever else the table holds', async () => {
    const order = [ward, clinic, region, '*'];
    const entry = fc.record({ at: fc.constantFrom(...order), source: fc.constantFrom(vas, ncs), ended: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 8 }), async (entries) => {
        const routes = entries.map(({ at, source, ended }) => route(at, source, ended ? { to: '2020-01-01' } : {}));
        const open = entries.filter(({ ended }) => !ended);
        const nearest = order.find((at) => open.some((each) => each.at === at));
        const sources = new Set(open.filter(({ at }) => at === nearest).map(({ source }) => source));
        const expected = sources.size === 0 ? 'none' : sources.size > 1 ? 'ambiguous' : [[...sources][0], ward];
        expect(await where(routes, ward)).toEqual(expected);
      }),
    );
  });
});

describe('all sources of a contract', () => {
  const reaches = (routes: readonly Route[]) =>
    routingOver(routes)
      .sourcesFor('GetDiagnosis:2')
      .map(({ reach }) => (reach.outcome === 'found' ? reach.address : reach.outcome));

  it('are reached at their own address where a route has it', () => {
    expect(reaches([route(ward, vas), route(vas, vas), route(clinic, ncs)])).toEqual([vas, clinic, 'none']);
  });

  it('are not reached by a default, an ended route, or one without URL', () => {
    expect(reaches([route('*', vas), route(ncs, ncs, { to: '2020-01-01' }), route(fhir, fhir)])).toEqual([
      'none',
      'none',
      'no-url',
    ]);
  });
});
