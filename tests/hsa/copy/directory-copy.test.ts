import { copyFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { createEvents } from '../../../src/events.ts';
import { openDirectoryCopy } from '../../../src/hsa/copy/directory-copy.ts';
import { createDirectory } from '../../../src/hsa/directory.ts';
import { demoFile } from '../source-conformance.ts';
import { type Copy, empty, openCopy } from './copies.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 5, 1);
const provider = 'SE2321000230-DEMOVG';

let shared: Copy;
beforeAll(async () => {
  shared = await openCopy();
}, 120_000);
afterAll(() => shared.close());

/** The demo's directory with a copy of a file that was written at the start. */
async function opened(named: string, content?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-copy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, named);
  await (content === undefined ? copyFile(demoFile, file) : writeFile(file, content));
  await utimes(file, new Date(start), new Date(start));
  const { store } = shared;
  await empty(shared);
  const share = { percent: 100, objects: 1e9 };
  const guard = { units: share, people: share };
  const each = { fullHours: 24, changesMinutes: 10, namesMinutes: 10, tooOldHours: 6, guard };
  const config = loadConfig({});
  const directory = { ...config.directory, url: `file:${demoFile}`, copy: { ...each, from: [`file:${file}`] } };
  let moment = start;
  const events = createEvents();
  const now = () => moment;
  const copy = openDirectoryCopy({ config: { ...config, directory }, store, events, now });
  if (!copy) throw new Error('There is no copy.');
  const lookups = await createDirectory(directory, events, { now, copy });
  onTestFinished(async () => {
    await lookups.close();
    await copy.close();
  });
  const later = (milliseconds: number) => {
    moment += milliseconds;
  };
  return { copy, lookups, later };
}

describe('lookups with a copy', { timeout: 90_000 }, () => {
  it('ask the directory itself while there is no copy', async () => {
    const { copy, lookups, later } = await opened('all.ldif');
    later(60_000);
    const before = await lookups.unit(provider);
    expect(before).toMatchObject({
      asOf: new Date(start + 60_000).toISOString(),
      value: { object: { hsaId: provider } },
    });
    await copy.run('import');
    const after = await lookups.unit(provider);
    expect(after).toEqual({ ...before, asOf: new Date(start).toISOString() });
  });

  it('tell how old the file is that nobody writes any more, and let nobody in by it after twelve hours', async () => {
    const { copy, lookups, later } = await opened('all.ldif');
    await copy.run('import');
    const { value } = await lookups.people();
    const person = value.items.find(({ protected: hidden }) => !hidden)?.hsaId ?? '';
    expect(await lookups.commissionsOf(person)).toMatchObject({ asOf: new Date(start).toISOString(), stale: false });
    later(hour);
    expect((await copy.run('sync')).state).toBe('unchanged');
    expect(await lookups.commissionsOf(person)).toMatchObject({ asOf: new Date(start).toISOString(), stale: true });
    later(12 * hour);
    await copy.run('sync');
    await copy.run('import');
    const tooOld = { code: 'DIRECTORY_UNAVAILABLE' };
    await expect(lookups.commissionsOf(person)).rejects.toMatchObject(tooOld);
    await expect(lookups.person(person)).rejects.toMatchObject(tooOld);
    await expect(lookups.people()).rejects.toMatchObject(tooOld);
    expect(await lookups.unit(provider)).toMatchObject({ asOf: new Date(start).toISOString(), stale: true });
  });

  it('have two ages where units alone are copied', async () => {
    const { copy, lookups, later } = await opened(
      'units.xml',
      `<FileGetHsaUnitsResponse xmlns="urn:riv:hsa:HsaWsResponder:3"><hsaUnits><hsaUnit>
        <hsaIdentity>${provider}</hsaIdentity><DN>o=Region,c=SE</DN><name>Kopian</name></hsaUnit></hsaUnits>
        </FileGetHsaUnitsResponse>`,
    );
    await copy.run('import');
    later(13 * hour);
    const { value, asOf } = await lookups.people();
    expect(asOf).toBe(new Date(start + 13 * hour).toISOString());
    const person = value.items[0]?.hsaId ?? '';
    expect(await lookups.commissionsOf(person)).toMatchObject({ asOf, stale: false });
    expect(await lookups.object(provider)).toMatchObject({
      asOf: new Date(start).toISOString(),
      stale: true,
      value: { name: 'Kopian' },
    });
  });
});
