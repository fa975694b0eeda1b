import { expect, it } from 'vitest';
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
  const appended = [commits.append(['a']), commits.append(['b', 'c']), commits.append(['d'])];
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
  const first = commits.append(['a']);
  const [second, third] = [commits.append(['b']), commits.append(['c'])];
  writes[0]?.failed(new Error('disk'));
  await expect(first).rejects.toThrow('disk');
  writes[1]?.done();
  await Promise.all([second, third]);
});

it('keeps the limits: whole callers in a group, and a bounded queue', async () => {
  const { write, writes } = heldWriter();
  const commits = groupCommit(write, { group: 3, waiting: 6 }, full);
  const appended = [['a'], ['b', 'c'], ['d', 'e'], ['f', 'g']].map((items) => commits.append(items));
  await expect(commits.append(['h'])).rejects.toThrow('full');
  for (let next = 0; next < 4; next++) {
    await expect.poll(() => writes.length).toBe(next + 1);
    writes[next]?.done();
  }
  await Promise.all(appended);
  expect(writes.map(({ items }) => items)).toEqual([['a'], ['b', 'c'], ['d', 'e'], ['f', 'g']]);
});
