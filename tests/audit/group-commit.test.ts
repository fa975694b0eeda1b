import { expect, it, vi } from 'vitest';
import { groupCommit } from '../../src/audit/group-commit.ts';

const full = () => new Error('full');

/** A writer whose writes end when the test says so. */
function heldWriter() {
  const writes: { items: readonly string[]; done: () => void; failed: (error: Error) => void }[] = [];
  const write = (items: readonly string[]) => new Promise<void>((done, failed) => writes.push({ items, done, failed }));
  return { write, writes };
}

it('writes at once when idle, and everything that came meanwhile next', async () => {
  const { write, writes } = heldWriter();
  const commits = groupCommit(write, { group: 10, waiting: 10 }, full);
  const appended = [commits.append(['a'], 'now'), commits.append(['b', 'c'], 'now'), commits.append(['d'], 'now')];
  expect(writes.map(({ items }) => items)).toEqual([['a']]);
  writes[0]?.done();
  await appended[0];
  expect(writes.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'd']]);
  writes[1]?.done();
  await Promise.all(appended);
  await commits.idle();
});

it('fails a group together, and goes on', async () => {
  const { write, writes } = heldWriter();
  const commits = groupCommit(write, { group: 10, waiting: 10 }, full);
  const first = commits.append(['a'], 'now');
  const [second, third] = [commits.append(['b'], 'now'), commits.append(['c'], 'now')];
  writes[0]?.failed(new Error('disk'));
  await expect(first).rejects.toThrow('disk');
  writes[1]?.done();
  await Promise.all([second, third]);
});

it('keeps the limits: whole callers in a group, and a bounded queue', async () => {
  const { write, writes } = heldWriter();
  const commits = groupCommit(write, { group: 3, waiting: 6 }, full);
  const appended = [['a'], ['b', 'c'], ['d', 'e'], ['f', 'g']].map((items) => commits.append(items, 'now'));
  await expect(commits.append(['h'], 'now')).rejects.toThrow('full');
  for (let next = 0; next < 4; next++) {
    await expect.poll(() => writes.length).toBe(next + 1);
    writes[next]?.done();
  }
  await Promise.all(appended);
  expect(writes.map(({ items }) => items)).toEqual([['a'], ['b', 'c'], ['d', 'e'], ['f', 'g']]);
});

it('lets what nobody waits for go with the next write', async () => {
  const { write, writes } = heldWriter();
  const commits = groupCommit(write, { group: 10, waiting: 10 }, full);
  const ending = commits.append(['end'], 'soon');
  expect(writes).toEqual([]);
  const both = [ending, commits.append(['a'], 'now')];
  expect(writes.map(({ items }) => items)).toEqual([['end', 'a']]);
  const later = commits.append(['end of a'], 'soon');
  writes[0]?.done();
  await Promise.all(both);
  expect(writes).toHaveLength(1);
  // Whoever waits for all to be written does not wait for company.
  const idle = commits.idle();
  expect(writes[1]?.items).toEqual(['end of a']);
  writes[1]?.done();
  await Promise.all([later, idle]);
});

it('writes alone, after a moment, what has no company', async () => {
  vi.useFakeTimers();
  try {
    const { write, writes } = heldWriter();
    const commits = groupCommit(write, { group: 10, waiting: 10 }, full);
    const ending = commits.append(['end'], 'soon');
    vi.advanceTimersByTime(49);
    expect(writes).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(writes.map(({ items }) => items)).toEqual([['end']]);
    writes[0]?.done();
    await ending;
  } finally {
    vi.useRealTimers();
  }
});
