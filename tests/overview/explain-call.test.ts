import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import { getDiagnosis2 } from '../../src/contracts/index.ts';
import type { BridgeError } from '../../src/errors.ts';
import { explainCall } from '../../src/overview/index.ts';
import { planSources } from '../../src/overview/plan.ts';
import { createPermissions, createRouting } from '../../src/routing/index.ts';
import { tableFromConfig } from '../../src/routing/table.ts';
import { indexTable } from '../../src/routing/table-index.ts';
import type { AddressTree } from '../../src/routing/tree.ts';
import { demoConfig } from '../support/config.ts';
import { request } from './asking.ts';

const [vas, ncs, ehr, ward, clinic] = [
  'SE2321000230-DEMOVAS',
  'SE2321000222-DEMONCS',
  'SE2321000230-DEMOEHR',
  'SE1-WARD',
  'SE1-CLINIC',
] as const;
const at = Date.parse('2026-11-25T12:00:00Z');
const tree: AddressTree = {
  above: async (address) => ({ parents: address === ward ? [clinic] : [], state: 'known' }),
};

// biome-ignore lint/suspicious/noExplicitAny: tests bend the configuration.
type Bend = (config: any) => void;
const configured = (bend: Bend) => demoConfig(bend) as Config;

function explain(
  config: Config,
  { caller = ehr as string, contract = 'GetDiagnosis:2', address = vas as string } = {},
) {
  const index = indexTable(tableFromConfig(config));
  return explainCall(
    { caller, contract: contract as 'GetDiagnosis:2', address, at },
    { config, ground: { table: () => index, tree, heirOf: () => undefined } },
  );
}

/** What the broker’s own decision says. */
async function decided(config: Config, caller: string, address: string): Promise<string | undefined> {
  const index = indexTable(tableFromConfig(config));
  const ground = { table: () => index, tree, now: () => at };
  const table = {
    config,
    routing: createRouting(config, ground),
    permissions: createPermissions(config.callers, ground),
  };
  const asked = request({ caller: { ...request().caller, hsaId: caller }, logicalAddress: address });
  return planSources(asked, getDiagnosis2 as unknown as Contract, table).then(
    () => undefined,
    (thrown) => (thrown as BridgeError).code,
  );
}

const period = fc.constantFrom({}, {}, { to: '2026-01-01' }, { from: '2027-01-01' });
const contract = fc.constantFrom('*', 'GetDiagnosis:2', 'GetCareContacts:2');
const place = fc.constantFrom(vas, ncs, ward, clinic, '*');

describe('why a call would be answered or refused', () => {
  it('is what the broker decides, whatever the table', async () => {
    const routes = fc.array(
      fc.tuple(place, contract, fc.constantFrom(vas, ncs), period).map(([address, of, source, held]) => ({
        address,
        contract: of,
        source,
        ...held,
      })),
      { maxLength: 4 },
    );
    const permissions = fc.array(
      fc.tuple(place, contract, period).map(([address, of, held]) => ({ address, contract: of, ...held })),
      { maxLength: 3 },
    );
    const caller = fc.constantFrom(ehr, 'SE1-NOBODY');
    const address = fc.constantFrom(vas, ward, 'SE9-X', 'SE2321000230-DEMOBRIDGE', `${vas}#${ncs}`);
    await fc.assert(
      fc.asyncProperty(routes, permissions, caller, address, async (all, held, who, where) => {
        const config = configured((bendable) => {
          bendable.routes = all;
          bendable.callers[0].permissions = held;
        });
        const { code, steps, changes } = await explain(config, { caller: who, address: where });
        expect(code).toBe(await decided(config, who, where));
        expect(steps.every(({ ok }) => ok)).toBe(code === undefined);
        expect(changes.length > 0).toBe(code !== undefined);
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, Bend, { caller?: string; contract?: string; address?: string }, string, RegExp[]]>([
    [
      'an unknown caller',
      () => undefined,
      { caller: 'SE1-NOBODY' },
      'CALLER_NOT_PERMITTED',
      [/Add it to callers/, /Add to permissions of SE1-NOBODY/],
    ],
    ['an unknown contract', () => undefined, { contract: 'GetNothing:1' }, 'ADDRESS_UNKNOWN', [/under passthrough/]],
    [
      'a gate that nobody can pass',
      (c) => {
        c.callers[0].gate = 'bridge';
      },
      {},
      'ACTOR_REQUIRED',
      [/saml.issuers or tokens.issuers/],
    ],
    ['white space', () => undefined, { address: `${vas} ` }, 'ADDRESS_UNKNOWN', [/without white space/]],
    [
      'an ended route',
      (c) => {
        c.routes[0].to = '2026-01-01';
      },
      {},
      'ADDRESS_UNKNOWN',
      [/from or to of the route .*ENDED/],
    ],
    [
      'a source without the contract',
      (c) => {
        c.sources[0].contracts = ['GetCareContacts:2'];
      },
      {},
      'ADDRESS_UNKNOWN',
      [/Add 'GetDiagnosis:2' to contracts of SE2321000230-DEMOVAS/],
    ],
    [
      'no route',
      () => undefined,
      { address: ward },
      'ADDRESS_UNKNOWN',
      [/Add to routes: { address: SE1-WARD, contract: 'GetDiagnosis:2'/],
    ],
    [
      'no permission',
      (c) => {
        c.callers[0].permissions = [{ contract: '*', address: ncs }];
      },
      {},
      'CALLER_NOT_PERMITTED',
      [/Add to permissions of .*address: SE2321000230-DEMOVAS/],
    ],
    [
      'a permission not yet',
      (c) => {
        c.callers[0].permissions = [{ contract: '*', address: '*', from: '2027-01-01' }];
      },
      {},
      'CALLER_NOT_PERMITTED',
      [/from or to of the permission .*NOT YET/],
    ],
    [
      'two routes',
      (c) => {
        c.routes.push({ ...c.routes[0], source: ncs });
      },
      {},
      'ROUTE_AMBIGUOUS',
      [/all but one/],
    ],
    [
      'no URL',
      (c) => {
        c.sources[0].url = 'catalogue:';
      },
      {},
      'ROUTE_WITHOUT_URL',
      [/https URL/],
    ],
  ])('%s', async (_what, bend, question, code, changes) => {
    const explanation = await explain(configured(bend), question);
    expect(explanation.code).toBe(code);
    expect(explanation.changes).toHaveLength(changes.length);
    for (const [index, change] of changes.entries()) expect(explanation.changes[index]).toMatch(change);
  });

  it('tells of a contract that is only passed on, where it is', async () => {
    const config = configured((bendable) => {
      bendable.sources[0].passthrough = ['urn:riv:some:domain:GetOtherResponder:1'];
      bendable.sources[0].contracts.push('GetOther:1');
      bendable.sources[1].contracts.push('GetOther:1');
    });
    expect((await explain(config, { contract: 'GetOther:1' })).code).toBeUndefined();
    const whole = await explain(config, { contract: 'GetOther:1', address: config.bridge.hsaId });
    expect(whole.code).toBe('ADDRESS_UNKNOWN');
    const elsewhere = await explain(config, { contract: 'GetOther:1', address: ncs });
    expect(elsewhere).toMatchObject({
      code: 'ADDRESS_UNKNOWN',
      changes: [expect.stringContaining(`passthrough of ${ncs}`)],
    });
  });

  it('of the whole says for each source whether it is asked', async () => {
    const config = configured((bendable) => {
      bendable.callers[0].permissions = [bendable.bridge.hsaId, vas].map((address) => ({ contract: '*', address }));
      bendable.routes.splice(2, 1);
    });
    const { steps } = await explain(config, { address: config.bridge.hsaId });
    const details = steps.flatMap((step) => step.details).join('\n');
    expect(details).toMatch(/DEMOVAS .*: asked as/);
    expect(details).toMatch(/DEMONCS .*: not asked, no permission at SE2321000222-DEMONCS/);
    expect(details).toMatch(/DEMOFHIR .*: not asked, no route/);
  });

  it('a change that it names makes a no a yes', async () => {
    const before = configured((bendable) => {
      bendable.routes = [];
      bendable.callers[0].permissions = [];
    });
    const { changes } = await explain(before);
    expect(changes).toEqual([
      "Add to routes: { address: SE2321000230-DEMOVAS, contract: 'GetDiagnosis:2', source: SE2321000230-DEMOVAS }.",
      "Add to permissions of SE2321000230-DEMOEHR: { contract: 'GetDiagnosis:2', address: SE2321000230-DEMOVAS }.",
    ]);
    const after = configured((bendable) => {
      bendable.routes = [{ address: vas, contract: 'GetDiagnosis:2', source: vas }];
      bendable.callers[0].permissions = [{ contract: 'GetDiagnosis:2', address: vas }];
    });
    expect((await explain(after)).code).toBeUndefined();
  });
});

describe('what the bridge itself answers', () => {
  const careProvider = 'SE2321000230-DEMOVG';
  const narrow = configured((config) => {
    config.callers[0].permissions = [{ contract: 'CheckConsent:2', address: careProvider }];
  });

  it('is said to be answered by it, at its addresses', async () => {
    const told = await explain(narrow, { contract: 'CheckConsent:2', address: careProvider });
    expect(told.code).toBeUndefined();
    expect(told.steps.map(({ text }) => text)).toContain('The bridge itself answers it there.');
  });

  it('needs a permission there, and is nowhere else', async () => {
    const ours = { contract: 'CheckConsent:2', address: 'SE2321000230-DEMOBRIDGE' };
    expect((await explain(narrow, ours)).code).toBe('CALLER_NOT_PERMITTED');
    expect((await explain(narrow, { contract: 'CheckConsent:2', address: vas })).code).toBe('ADDRESS_UNKNOWN');
  });
});
