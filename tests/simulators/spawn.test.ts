import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/commands/simulate.ts';
import { loadConfig } from '../../src/config.ts';
import {
  archive,
  councilSources,
  councilsOptions,
  norrbotten,
  referralSystems,
  spawnCouncils,
  vasternorrland,
} from '../../src/simulators/index.ts';
import { testPki } from '../support/certs.ts';
import { createClient } from './client.ts';
import { directory, today } from './councils.ts';

describe('councils in a process of their own', () => {
  it('behave as in this one', async () => {
    const pki = await testPki();
    const councils = await spawnCouncils({ pki: pki.dir, directory, today });
    const client = createClient(pki, 'bridge-client');
    try {
      expect(Object.keys(councils.urls)).toEqual([...councilSources, archive, ...Object.keys(referralSystems)]);
      const metadata = () => client.get(`${councils.urls[vasternorrland]}/metadata`);
      expect((await metadata()).status).toBe(200);
      await councils.setFault(vasternorrland, { kind: 'http500' });
      expect((await metadata()).status).toBe(500);
      await councils.setFault(vasternorrland, undefined);
      expect((await metadata()).status).toBe(200);
      await expect(councils.setFault('SE2321000230-OTHER', undefined)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await councils.setFault(norrbotten, { kind: 'hang' });
      const hanging = expect(client.post(councils.urls[norrbotten] ?? '', '')).rejects.toThrow();
      await councils.close();
      await hanging;
      await expect(metadata()).rejects.toMatchObject({ code: expect.stringMatching(/ECONNREFUSED|ECONNRESET/) });
      await expect(councils.setFault(norrbotten, undefined)).rejects.toThrow();
    } finally {
      client.agent.destroy();
      await councils.close();
    }
  });

  it('say why they cannot start', async () => {
    const pki = await testPki();
    await expect(spawnCouncils({ pki: pki.dir, directory: 'nowhere.ldif' })).rejects.toThrow(/nowhere\.ldif/);
    await expect(spawnCouncils({ pki: '/nowhere', directory })).rejects.toThrow(/npm run certs/);
  });
});

describe('the command', () => {
  const config = loadConfig({});

  it('explains itself, and refuses what it does not understand', async () => {
    const out = new PassThrough();
    expect(await simulate(['--help'], config, out)).toBe(0);
    expect(String(out.read())).toContain('--port-norrbotten');
    await expect(simulate(['--colour'], config, out)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
    await expect(simulate(['--port-norrbotten', 'x'], config, out)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  });

  it('takes PKI and directory from the configuration', () => {
    expect(councilsOptions(config)).toEqual({
      pki: 'certs-dev/out',
      directory: 'config/hsa/demo.ldif',
      persons: 'file:config/persons/demo.yaml',
    });
    expect(councilsOptions({ ...config, directory: { ...config.directory, url: 'ldaps://ldap' } }).directory).toBe(
      'config/hsa/demo.ldif',
    );
  });
});
