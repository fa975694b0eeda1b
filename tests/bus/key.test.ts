import { chmod, chown, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derivedKey, loadBusKey, namingOf } from '../../src/bus/index.ts';
import { addBusKey } from '../../src/bus/key.ts';
import { createSealer } from '../../src/bus/seal.ts';

describe('the bus key', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-key-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is made once in the data folder, for its owner only', async () => {
    const place = { busKeyFile: undefined, dataDir: join(folder, 'new', 'data'), allowGenerate: true };
    const [key, again] = await Promise.all([loadBusKey(place), loadBusKey(place)]);
    expect(key.sealing).toHaveLength(32);
    expect(again.sealing).toEqual(key.sealing);
    expect(key.naming).toEqual(key.sealing);
    expect((await loadBusKey({ ...place, allowGenerate: false })).opening).toEqual([key.sealing]);
    expect((await stat(join(place.dataDir, 'bus.key'))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['base64', Buffer.alloc(32, 9).toString('base64')],
    ['base64 without padding', Buffer.alloc(32, 9).toString('base64').replace('=', '')],
    ['hexadecimal', `${Buffer.alloc(32, 9).toString('hex')}\n`],
  ])('is read as %s', async (form, text) => {
    const busKeyFile = join(folder, form);
    await writeFile(busKeyFile, text, { mode: 0o600 });
    const { sealing } = await loadBusKey({ busKeyFile, dataDir: folder, allowGenerate: false });
    expect(sealing).toEqual(Buffer.alloc(32, 9));
  });

  it.each([
    ['empty', ''],
    ['short', Buffer.alloc(31).toString('base64')],
    ['long', Buffer.alloc(33).toString('base64')],
    ['words', 'correct horse battery staple'],
  ])('is refused when %s, without repeating it', async (form, text) => {
    const busKeyFile = join(folder, form);
    await writeFile(busKeyFile, text, { mode: 0o600 });
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

  it('is followed by a new one while it runs, which seals when every process has it, and opens at once', async () => {
    const busKeyFile = join(folder, 'rotated');
    const text = (...fills: number[]) => fills.map((fill) => Buffer.alloc(32, fill).toString('base64')).join('\n');
    await writeFile(busKeyFile, text(1), { mode: 0o600 });
    const keys = await loadBusKey({ busKeyFile, dataDir: folder, allowGenerate: false });
    const purpose = derivedKey(keys, 'referrals');
    const sealer = createSealer(purpose);
    const ids = namingOf(purpose);
    const before = sealer.seal(Buffer.from('before'), '');

    await writeFile(busKeyFile, text(2, 1));
    expect(keys.live.look()).toBe('taken');
    // Others may not have read it yet: what they would not open is not sealed.
    expect(keys.sealing).toEqual(Buffer.alloc(32, 1));
    const late = createSealer(derivedKey(Buffer.alloc(32, 2), 'referrals'));
    expect(sealer.open(late.seal(Buffer.from('others'), ''), '')?.toString()).toBe('others');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(busKeyFile, longAgo, longAgo);
    keys.live.look();
    expect(keys.sealing).toEqual(Buffer.alloc(32, 2));
    expect(late.open(sealer.seal(Buffer.from('after'), ''), '')?.toString()).toBe('after');
    expect(sealer.open(before, '')?.toString()).toBe('before');
    expect(namingOf(purpose)).toEqual(ids);
    expect(ids).toEqual(derivedKey(Buffer.alloc(32, 1), 'referrals').sealing);

    for (const wrong of [text(2), text(1, 2), `${text(2)}\nno key\n${text(1)}`]) {
      await writeFile(busKeyFile, wrong);
      expect(keys.live.look()).toBe('refused');
      expect(keys.opening).toHaveLength(2);
    }
  });

  it('is put before the others by the command, whole and with their permissions', async () => {
    const busKeyFile = join(folder, 'added');
    const old = Buffer.alloc(32, 4).toString('base64');
    await writeFile(busKeyFile, old, { mode: 0o400 });
    await addBusKey(busKeyFile);
    const keys = await loadBusKey({ busKeyFile, dataDir: folder, allowGenerate: false });
    expect(keys.opening).toHaveLength(2);
    expect(keys.naming).toEqual(Buffer.alloc(32, 4));
    expect((await stat(busKeyFile)).mode & 0o777).toBe(0o400);
    await writeFile(join(folder, 'no-keys'), 'words', { mode: 0o600 });
    await expect(addBusKey(join(folder, 'no-keys'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('is refused when anybody may read it, at start and while it runs', async () => {
    const busKeyFile = join(folder, 'open');
    await writeFile(busKeyFile, Buffer.alloc(32, 4).toString('base64'), { mode: 0o600 });
    const place = { busKeyFile, dataDir: folder, allowGenerate: false };
    const keys = await loadBusKey(place);
    await chmod(busKeyFile, 0o644);
    expect(keys.live.look()).toBe('refused');
    await expect(loadBusKey(place)).rejects.toThrow('may be read by anyone; chmod 600');
  });

  it('keeps its owner and permissions whoever adds one, and what is left of an attempt is named', async () => {
    const file = join(folder, 'owned');
    await writeFile(file, Buffer.alloc(32, 4).toString('base64'));
    await chmod(file, 0o660);
    // Only root may give a file away.
    const owner = process.getuid?.() === 0 ? 12_345 : (await stat(file)).uid;
    await chown(file, owner, (await stat(file)).gid);
    await addBusKey(file);
    expect(await stat(file)).toMatchObject({ uid: owner, mode: 0o100_660 });
    await writeFile(`${file}.new`, '');
    await expect(addBusKey(file)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      detail: expect.stringContaining('owned.new cannot be made. Remove it'),
    });
  });
});
