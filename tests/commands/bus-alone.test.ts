import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadBusKey } from '../../src/bus/index.ts';
import type { Config } from '../../src/config.ts';
import { openStore } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { printBus } from '../support/print-bus.ts';

let data: Awaited<ReturnType<typeof temporaryDataDir>>;
let config: Config;
beforeAll(async () => {
  data = await temporaryDataDir();
  config = demoConfig(() => undefined, { DATA_DIR: data.path }) as Config;
});
afterAll(() => data.remove());

it('where no bridge runs, the command line looks into the store itself, and says so', { timeout: 60_000 }, async () => {
  const nowhere = { ...config, dataDir: `${data.path}/none` };
  await expect(printBus(nowhere, 'status')).rejects.toMatchObject({ code: 'BRIDGE_NOT_RUNNING' });
  await loadBusKey({ busKeyFile: undefined, dataDir: data.path, allowGenerate: true });
  await (await openStore({ databaseUrl: undefined, dataDir: data.path })).close();
  const { code, text } = await printBus(config, 'status');
  expect(code).toBe(1);
  expect(text).toContain('work is NOT moving: No bridge runs with this data folder.');
  expect((await printBus(config, 'dead')).text).toBe('No messages.\n');
});
