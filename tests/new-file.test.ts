import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeNewFile } from '../src/new-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-new-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is made by one of many that try at the same time, and whoever reads it meanwhile reads all of it', async () => {
  const file = join(folder, 'deep', 'a.key');
  const content = 'x'.repeat(100_000);
  const seen = new Set<number>();
  let writing = true;
  const reader = (async () => {
    while (writing) {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text !== undefined) seen.add(text.length);
    }
  })();
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => writeNewFile(file, content)));
  writing = false;
  await reader;
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(tries.filter((one) => one.status === 'rejected' && one.reason.code !== 'EEXIST')).toEqual([]);
  expect([...seen].filter((length) => length !== content.length)).toEqual([]);
  expect(await readdir(join(folder, 'deep'))).toEqual(['a.key']);
});
