import { expect, it } from 'vitest';
import { createQueue } from '../../../src/portal/overview/queue.ts';

it('does no more at once than it may, in order, also when one fails', async () => {
  const queue = createQueue(2);
  const works = ['a', 'b', 'c', 'd'].map((name) => ({ name, ...Promise.withResolvers<void>() }));
  const begun: string[] = [];
  const ends = works.map(({ name, promise }) =>
    queue(() => {
      begun.push(name);
      return promise;
    }).catch(() => undefined),
  );
  const end = (index: number, fails = false) => {
    const work = works[index];
    if (fails) work?.reject(new Error('made up'));
    else work?.resolve();
    return ends[index];
  };
  expect(begun).toEqual(['a', 'b']);
  await end(1, true);
  expect(begun).toEqual(['a', 'b', 'c']);
  await end(0);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  await Promise.all([end(2), end(3)]);
});
