import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBusKey } from '../../src/bus/index.ts';

describe('the bus key', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-key-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is made once in the data folder, for its owner only', async () => {
    const place = { busKeyFile: undefined, dataDir: join(folder, 'new', 'data'), allowGenerate: true };
    const [key, again] = await Promise.all([loadBusKey(place), loadBusKey(place)]);
    expect(key).toHaveLength(32);
    expect(again).toEqual(key);
    expect(await loadBusKey({ ...place, allowGenerate: false })).toEqual(key);
    expect((await stat(join(place.dataDir, 'bus.key'))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['base64', Buffer.alloc(32, 9).toString('base64')],
    ['base64 without padding', Buffer.alloc(32, 9).toString('base64').replace('=', '')],
    ['hexadecimal', `${Buffer.alloc(32, 9).toString('hex')}\n`],
  ])('is read as %s', async (form, text) => {
    const busKeyFile = join(folder, form);
    await writeFile(busKeyFile, text);
    expect(await loadBusKey({ busKeyFile, dataDir: folder, allowGenerate: false })).toEqual(Buffer.alloc(32, 9));
  });

  it.each([
    ['empty', ''],
    ['short', Buffer.alloc(31).toString('base64')],
    ['long', Buffer.alloc(33).toString('base64')],
    ['words', 'correct horse battery staple'],
  ])('is refused when %s, without repeating it', async (form, text) => {
    const busKeyFile = join(folder, form);
    await writeFile(busKeyFile, text);
    const loading = loadBusKey({ busKeyFile, dataDir: folder, allowGenerate: true });
    await expect(loading).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      detail: expect.stringContaining(busKeyFile),
    });
    if (text) await expect(loading).rejects.not.toThrow(text);
  });

  it('is never made where the operator named a file, nor where that is not allowed', async () => {
    const busKeyFile = join(folder, 'missing');
    for (const place of [
      { busKeyFile, allowGenerate: true },
      { busKeyFile: undefined, allowGenerate: false },
    ]) {
      const dataDir = join(folder, 'none');
      await expect(loadBusKey({ ...place, dataDir })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    }
  });
});
