import { afterAll, beforeAll } from 'vitest';
import { type Councils, type CouncilsOptions, startCouncils } from '../../src/simulators/index.ts';
import { testPki } from '../support/certs.ts';
import { type Client, createClient } from './client.ts';

export const directory = 'config/hsa/demo.ldif';
/** A day on which the tests know what they get. */
export const today = '2026-11-20';
export const tolvan = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };

/** Starts the three councils for a test file and stops them after it. */
export function withCouncils(options: Partial<CouncilsOptions> = {}) {
  const started: { councils: Councils; client: Client } = { councils: undefined as never, client: undefined as never };
  beforeAll(async () => {
    const pki = await testPki();
    started.councils = await startCouncils({ pki: pki.dir, directory, today, ...options });
    started.client = createClient(pki, 'bridge-client');
  });
  afterAll(async () => {
    started.client?.agent.destroy();
    await started.councils?.close();
  });
  return started;
}
