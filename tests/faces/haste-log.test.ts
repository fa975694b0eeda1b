import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHasteLog, type Haste } from '../../src/faces/haste-log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('writes one line an address and minute, with how many there were', async () => {
  const lines: Haste<string>[] = [];
  const log = createHasteLog<string>(async (line) => void lines.push(line));
  for (const attempt of ['a', 'b', 'c']) log.count('192.0.2.1', attempt);
  log.count('192.0.2.2', 'd');
  vi.advanceTimersByTime(59_999);
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(lines).toEqual([
    { who: '192.0.2.1', attempts: 3, first: 'a' },
    { who: '192.0.2.2', attempts: 1, first: 'd' },
  ]);
  log.count('192.0.2.1', 'e');
  await log.flush();
  expect(lines.at(-1)).toEqual({ who: '192.0.2.1', attempts: 1, first: 'e' });
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(3);
});

it('keeps count of many addresses, not of any number', async () => {
  const lines: Haste<number>[] = [];
  const log = createHasteLog<number>(async (line) => void lines.push(line));
  for (let each = 0; each < 1_500; each += 1) log.count(`address ${each}`, each);
  await log.flush();
  expect(lines).toHaveLength(1_001);
  expect(lines.at(-1)).toEqual({ who: 'others', attempts: 500, first: 1_000 });
});
