import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fileVersion } from '../../src/file-version.ts';
import { liveFiles } from '../../src/keys/live.ts';

it('stays what it was for all when one of those who use it cannot, and is tried again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-live-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'file');
  await writeFile(file, 'one');
  const live = liveFiles([file], () => fileVersion(file));
  const before = live.current;
  const used: string[] = [];
  let isUsable = false;
  live.whenChanged(() => used.push(live.current));
  live.whenChanged(() => {
    if (!isUsable) throw new Error('too small');
  });

  await writeFile(file, 'another');
  expect([live.look(), live.current]).toEqual(['refused', before]);
  expect(live.refused).toBeDefined();
  expect(used).toHaveLength(2);
  expect(used.at(-1)).toBe(before);
  isUsable = true;
  expect(live.look()).toBe('taken');
  expect(live.current).not.toBe(before);
  expect([used.at(-1), live.refused]).toEqual([live.current, undefined]);
});
