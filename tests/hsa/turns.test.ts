import { setImmediate as otherWorkDone } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Busy, createTurns } from '../../src/hsa/turns.ts';

it('gives turns in the order of coming, a few at once, and says busy to whom the line is too long for', async () => {
  const turns = createTurns({ atOnce: 2, waiting: 2 });
  const began: number[] = [];
  const works = Array.from({ length: 4 }, () => Promise.withResolvers<number>());
  const asked = works.map(({ promise }, nr) =>
    turns(() => {
      began.push(nr);
      return promise;
    }),
  );
  await expect(turns(async () => 4)).rejects.toBeInstanceOf(Busy);
  expect(began).toEqual([0, 1]);
  works[1]?.resolve(1);
  await asked[1];
  await otherWorkDone();
  expect(began).toEqual([0, 1, 2]);
  works[0]?.reject(new Error('a failure passes the turn on'));
  await expect(asked[0]).rejects.toThrow();
  await otherWorkDone();
  expect(began).toEqual([0, 1, 2, 3]);
  works[2]?.resolve(2);
  works[3]?.resolve(3);
  expect(await Promise.all(asked.slice(1))).toEqual([1, 2, 3]);
  expect(await turns(async () => 5)).toBe(5);
});
