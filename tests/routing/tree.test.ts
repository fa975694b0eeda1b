import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, type Directory } from '../../src/hsa/index.ts';
import { createAddressTree, createPermissions, createRouting } from '../../src/routing/index.ts';
import { demoConfig } from '../support/config.ts';
import { hasSlapd, type Slapd, startSlapd } from '../support/slapd.ts';

const [ward, hospital, provider] = ['SE2321000230-DEMOMEDAVD', 'SE2321000230-DEMOSJH', 'SE2321000230-DEMOVG'] as const;
const [vas, ehr] = ['SE2321000230-DEMOVAS', 'SE2321000230-DEMOEHR'] as const;

describe.runIf(hasSlapd())('units above an address, over a real directory', () => {
  let server: Slapd;
  let directory: Directory;
  const events = createEvents();
  const told: string[] = [];
  events.on('routing:tree:unavailable', ({ text }) => told.push(text));

  beforeAll(async () => {
    server = await startSlapd('config/hsa/demo.ldif');
    const config = demoConfig((bendable) => {
      bendable.directory.url = server.url;
    }) as Config;
    directory = await createDirectory(config.directory, events);
  }, 60_000);
  afterAll(async () => {
    await directory?.close();
    await server?.remove();
  });

  const config = demoConfig((bendable) => {
    bendable.routes = [{ address: hospital, contract: '*', source: vas }];
    bendable.callers[0].permissions = [{ contract: '*', address: provider }];
  }) as Config;

  it('lead to the system of the hospital, with the permission for the region', async () => {
    const ground = { tree: createAddressTree(directory, events) };
    const answer = await createRouting(config, ground).destinationAt(ward, 'GetDiagnosis:2');
    expect(answer).toMatchObject({ outcome: 'found', address: ward, source: { hsaId: vas }, tree: 'known' });
    expect(answer.tried.at(-1)).toMatchObject({ how: 'parent', entry: hospital });
    const permissions = createPermissions(config.callers, ground);
    expect(await permissions.mayCall(ehr, 'GetDiagnosis:2', ward.toLowerCase())).toBe(true);
    expect(await permissions.mayCall(ehr, 'GetDiagnosis:2', 'SE2321000222-DEMOVG')).toBe(false);
    expect(told).toEqual([]);
  });

  it('are passed over, and that is told, when the directory is down', async () => {
    await server.stop();
    const ground = { tree: createAddressTree(directory, events) };
    // Not asked before, so not in the directory’s memory.
    const unknown = 'SE2321000230-DEMOKIRMOTT';
    const answer = await createRouting(config, ground).destinationAt(unknown, 'GetDiagnosis:2');
    expect(answer).toMatchObject({ outcome: 'none', tree: 'unavailable' });
    expect(await createPermissions(config.callers, ground).mayCall(ehr, 'GetDiagnosis:2', unknown)).toBe(false);
    expect(told).toHaveLength(1);
  });
});
