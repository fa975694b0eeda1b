import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import { createHeirs, createPermissions, createRouting } from '../../src/routing/index.ts';
import { demoConfig } from '../support/config.ts';

const [old, heir, vas, ehr] = [
  'SE2321000230-DEMOHC1',
  'SE2321000230-DEMOMED',
  'SE2321000230-DEMOVAS',
  'SE2321000230-DEMOEHR',
] as const;
const config = demoConfig((file) => {
  file.routes = [{ address: heir, contract: '*', source: vas }];
  file.callers[0].permissions = [{ contract: '*', address: heir }];
  file.successions = [{ kind: 'unit', from: old, into: heir, at: '2027-01-01' }];
}) as Config;
const [before, after] = [Date.parse('2026-12-31T22:59:59Z'), Date.parse('2026-12-31T23:00:00Z')];
const ground = (now: number) => ({ heirOf: createHeirs(config), now: () => now });

describe('the address of what has gone up in another', () => {
  it('leads there from the day on, and is called by the name it was called', async () => {
    const at = (now: number) => createRouting(config, ground(now)).destinationAt(old, 'GetDiagnosis:2');
    expect(await at(before)).toMatchObject({ outcome: 'none' });
    const found = await at(after);
    expect(found).toMatchObject({ outcome: 'found', address: old, source: { hsaId: vas } });
    expect(found.tried.at(-1)).toEqual({ how: 'heir', entry: heir, address: old });
  });

  it('may be called by who may call the other', async () => {
    const may = (now: number) => createPermissions(config.callers, ground(now)).mayCall(ehr, 'GetDiagnosis:2', old);
    expect([await may(before), await may(after)]).toEqual([false, true]);
  });
});
