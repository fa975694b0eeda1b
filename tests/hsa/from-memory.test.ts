import { expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { createCache, liveDirectoryPolicy } from '../../src/hsa/cache.ts';
import { unitsOnly } from '../../src/hsa/copy/units-only.ts';
import { directoryOver } from '../../src/hsa/directory.ts';
import { loadLdifDirectory } from '../../src/hsa/ldif-source.ts';
import type { DirectorySource } from '../../src/hsa/source.ts';
import { demoFile } from './source-conformance.ts';

const away = () => Promise.reject(new BridgeError('DIRECTORY_UNAVAILABLE'));

it('a search finds what is kept while the directory is away, with its age and as not all, but never nobody', async () => {
  const itself = await loadLdifDirectory(demoFile);
  const source: DirectorySource = { ...itself, candidates: away };
  let moment = Date.UTC(2026, 5, 1);
  const cache = createCache(liveDirectoryPolicy, () => moment, createEvents());
  const directory = directoryOver(source, cache, () => moment);
  await expect(directory.search('DEMOHC1')).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  await directory.unit('SE2321000230-DEMOHC1');
  await directory.person('SE2321000222-DEMOSKYDDAD');
  const asOf = new Date(moment).toISOString();
  moment += 3_600_000;
  expect(await directory.search('DEMOHC1')).toMatchObject({
    value: { items: [{ hsaId: 'SE2321000230-DEMOHC1' }], more: true },
    asOf,
    stale: true,
  });
  await expect(directory.search('DEMOSKYDDAD')).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  moment += 12 * 3_600_000;
  await expect(directory.search('DEMOHC1')).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
});

it('a copy of units goes on finding them while the directory is away, and says that there may be more', async () => {
  const units = await loadLdifDirectory(demoFile);
  const source = unitsOnly(units, { ...units, candidates: away });
  const { items, more } = await source.candidates(['DEMOHC1'], 10);
  expect(items.map(({ hsaId }) => hsaId)).toContain('SE2321000230-DEMOHC1');
  expect(more).toBe(true);
  const broken = unitsOnly(units, { ...units, candidates: () => Promise.reject(new Error('a mistake')) });
  await expect(broken.candidates(['DEMOHC1'], 10)).rejects.toThrow('a mistake');
});
