import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPermissions } from '../../src/access/index.ts';
import type { Config } from '../../src/config.ts';
import type { ContractId } from '../../src/contracts/index.ts';

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
  ])('%s: %j gives %s', (_what, permission, may) => {
    expect(createPermissions([caller([permission])]).mayCall('SE2321000230-DEMOEHR', 'GetDiagnosis:2', vas)).toBe(may);
  });

  it('knows a caller whatever the case of its HSA-id, and nobody else', () => {
    const permissions = createPermissions([caller([{ contract: '*', address: '*' }])]);
    expect(permissions.callerOf('se2321000230-demoehr')?.name).toBe('EHR');
    expect(permissions.callerOf('SE2321000230-DEMOEHR2')).toBeUndefined();
    expect(permissions.mayCall('SE2321000230-DEMOEHR2', 'GetDiagnosis:2', vas)).toBe(false);
    expect(permissions.holdsSome('', 'GetDiagnosis:2')).toBe(false);
  });

  it('tells whether the contract is held somewhere, which is what decides who learns of routes', () => {
    const permissions = createPermissions([caller([{ contract: 'GetDiagnosis:2', address: vas }])]);
    expect(permissions.holdsSome('SE2321000230-DEMOEHR', 'GetDiagnosis:2')).toBe(true);
    expect(permissions.holdsSome('SE2321000230-DEMOEHR', 'GetCareContacts:2')).toBe(false);
    expect(createPermissions([caller([])]).holdsSome('SE2321000230-DEMOEHR', 'GetDiagnosis:2')).toBe(false);
  });

  it('never allows more when a permission is taken away', () => {
    const contract = fc.constantFrom<ContractId>('GetDiagnosis:2', 'GetCareContacts:2');
    const address = fc.constantFrom(vas, 'SE2321000222-DEMONCS');
    const granted = fc.array(
      fc.record({ contract: fc.oneof(contract, fc.constant('*')), address: fc.oneof(address, fc.constant('*')) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(granted, fc.nat(3), contract, address, (all, dropped, asked, at) => {
        const may = (permissions: readonly Permission[]) =>
          createPermissions([caller(permissions)]).mayCall('SE2321000230-DEMOEHR', asked, at);
        const fewer = all.filter((_, index) => index !== dropped % all.length);
        return may(all) || !may(fewer);
      }),
    );
  });
});
