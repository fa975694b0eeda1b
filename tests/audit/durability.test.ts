import { expect, it } from 'vitest';
import { createAccessLog } from '../../src/audit/index.ts';
import { openStore } from '../../src/store/index.ts';
import { startChild } from '../support/child.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';

it('loses no acknowledged entry to SIGKILL, embedded', { timeout: 120_000 }, async () => {
  const dataDir = await temporaryDataDir();
  const acknowledged: string[] = [];
  for (let kill = 0; kill < 3; kill++) {
    const child = startChild(new URL('./programs/append-entries.ts', import.meta.url), dataDir.path);
    await child.printed(2 + Math.floor(Math.random() * 400));
    await child.signal('SIGKILL');
    acknowledged.push(...child.lines.slice(1).filter((line) => line.length === 36));
  }
  const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
  const log = await createAccessLog({ store, config: logConfig(dataDir.path) });
  const found = await Promise.all(acknowledged.map((id) => log.find(id)));
  await log.close();
  await store.close();
  await dataDir.remove();
  expect(acknowledged.length).toBeGreaterThan(3);
  expect(acknowledged.filter((_, index) => !found[index])).toEqual([]);
});
