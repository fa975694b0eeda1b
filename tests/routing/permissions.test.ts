import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { ContractId } from '../../src/contracts/index.ts';
import { createPermissions } from '../../src/routing/index.ts';
import type { AddressTree } from '../../src/routing/tree.ts';

type Entry = Config['callers'][number];
type Permission = Entry['permissions'][number];

const caller = (permissions: readonly Permission[], hsaId = 'SE2321000230-DEMOEHR'): Entry => ({
  hsaId,
  name: 'EHR',
  gate: 'consumer',
  careProvider: 'SE2321000230-DEMOVG',
  permissions,
});
const vas = 'SE2321000230-DEMOVAS';

describe('permissions', () => {
  it.each<[string, Permission, boolean]>([
    ['this contract at this address', { contract: 'GetDiagnosis:2', address: vas }, true],
    ['every contract at this address', { contract: '*', address: vas }, true],
    ['this contract everywhere', { contract: 'GetDiagnosis:2', address: '*' }, true],
    ['everything', { contract: '*', address: '*' }, true],
    ['an address in other letters', { contract: '*', address: vas.toLowerCase() }, true],
    ['another contract', { contract: 'GetCareContacts:2', address: '*' }, false],
    ['another major version', { contract: 'GetDiagnosis:3', address: '*' }, false],
    ['another address', { contract: '*', address: 'SE2321000222-DEMONCS' }, false],
    ['an address with white space', { contract: '*', address: `${vas} ` }, false],
    ['the beginning of the address', { contract: '*', address: 'SE2321000230' }, false],
  ])('%s: %j gives %s', async (_what, permission, may) => {
    const permissions = createPermissions([caller([permission])]);
    expect(await permissions.mayCall('SE2321000230-DEMOEHR', 'GetDiagnosis:2', vas)).toBe(may);
  });

  it('knows a caller whatever the case of its HSA-id, and nobody else', async () => {
    const permissions = createPermissions([caller([{ contract: '*', address: '*' }])]);
    expect(permissions.callerOf('se2321000230-demoehr')?.name).toBe('EHR');
    expect(permissions.callerOf('SE2321000230-DEMOEHR2')).toBeUndefined();
    expect(await permissions.mayCall('SE2321000230-DEMOEHR2', 'GetDiagnosis:2', vas)).toBe(false);
    expect(permissions.holdsSome('', 'GetDiagnosis:2')).toBe(false);
  });

  it('tells whether the contract is held somewhere, which is what decides who learns of routes', () => {
    const permissions = createPermissions([caller([{ contract: 'GetDiagnosis:2', address: vas }])]);
    expect(permissions.holdsSome('SE2321000230-DEMOEHR', 'GetDiagnosis:2')).toBe(true);
    expect(permissions.holdsSome('SE2321000230-DEMOEHR', 'GetCareContacts:2')).toBe(false);
    expect(createPermissions([caller([])]).holdsSome('SE2321000230-DEMOEHR', 'GetDiagnosis:2')).toBe(false);
  });

  it('never allows more when a permission is taken away', async () => {
    const contract = fc.constantFrom<ContractId>('GetDiagnosis:2', 'GetCareContacts:2');
    const address = fc.constantFrom(vas, 'SE2321000222-DEMONCS');
    const granted = fc.array(
      fc.record({ contract: fc.oneof(contract, fc.constant('*')), address: fc.oneof(address, fc.constant('*')) }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(granted, fc.nat(3), contract, address, async (all, dropped, asked, at) => {
        const may = (permissions: readonly Permission[]) =>
          createPermissions([caller(permissions)]).mayCall('SE2321000230-DEMOEHR', asked, at);
        const fewer = all.filter((_, index) => index !== dropped % all.length);
        return (await may(all)) || !(await may(fewer));
      }),
    );
  });

  it('counts only while it holds, both ends included', async () => {
    const permission = { contract: 'GetDiagnosis:2', address: vas, from: '2026-01-01', to: '2026-01-31' };
    const at = async (time: string) => {
      const permissions = createPermissions([caller([permission])], { now: () => Date.parse(time) });
      const held = permissions.holdsSome('SE2321000230-DEMOEHR', 'GetDiagnosis:2');
      return [held, await permissions.mayCall('SE2321000230-DEMOEHR', 'GetDiagnosis:2', vas)];
    };
    expect(await at('2025-12-31T23:59:59.999+01:00')).toEqual([false, false]);
    expect(await at('2026-01-01T00:00:00.000+01:00')).toEqual([true, true]);
    expect(await at('2026-01-31T23:59:59.999+01:00')).toEqual([true, true]);
    expect(await at('2026-02-01T00:00:00.000+01:00')).toEqual([false, false]);
  });

  it('reaches down from units above, and the tree is asked only when nothing nearer is held', async () => {
    const asked: string[] = [];
    const tree: AddressTree = {
      above: async (address) => {
        asked.push(address);
        return { parents: ['SE1-CLINIC', 'SE1-REGION'], state: 'known' };
      },
    };
    const at = (address: string) =>
      createPermissions([caller([{ contract: 'GetDiagnosis:2', address }])], { tree }).decide(
        'SE2321000230-DEMOEHR',
        'GetDiagnosis:2',
        vas,
        0,
      );
    expect((await at(vas)).tried.map(({ how }) => how)).toEqual(['exact']);
    expect((await at('*')).tried.map(({ how }) => how)).toEqual(['exact', 'default']);
    expect(asked).toEqual([]);
    const above = await at('se1-region');
    expect(above.permission?.address).toBe('se1-region');
    expect(above.tried.map(({ how, address }) => [how, address])).toEqual([
      ['exact', vas],
      ['default', vas],
      ['parent', vas],
      ['parent', vas],
    ]);
    expect((await at('SE1-ELSEWHERE')).permission).toBeUndefined();
  });

  it('asks the tree nothing for a caller that holds the contract nowhere', async () => {
    const tree: AddressTree = { above: () => Promise.reject(new Error('asked')) };
    const permissions = createPermissions([caller([{ contract: 'GetCareContacts:2', address: vas }])], { tree });
    expect(await permissions.mayCall('SE2321000230-DEMOEHR', 'GetDiagnosis:2', vas)).toBe(false);
  });
});
