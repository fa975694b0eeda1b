import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Priority, priorityNumber } from '../../src/sources/priority.ts';
import { createReadingTurns } from '../../src/sources/reading-turns.ts';

const large = 1_000_000;

/** Turns whose clock the test moves. */
function slowTurns() {
  const due: (() => void)[] = [];
  const turns = createReadingTurns((next) => due.push(next));
  /** Lets what has been granted be read, and the next begin; false when nobody was reading. */
  const goOn = async (): Promise<boolean> => {
    const next = due.shift();
    next?.();
    await new Promise(setImmediate);
    return next !== undefined;
  };
  return { turns, goOn };
}

it('of those whose bytes are there the most pressing goes on, then the oldest; one that has none holds nobody up', async () => {
  const priority = fc.constantFrom<(Priority | undefined)[]>('emergency', 'interactive', undefined, 'background');
  const priorities = fc.array(priority, { minLength: 10, maxLength: 10 });
  const arrivals = fc.array(fc.nat({ max: 9 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(priorities, arrivals, fc.array(fc.nat({ max: 5 })), async (pressing, answers, lulls) => {
      const { turns, goOn } = slowTurns();
      const readers = pressing.map((each) => turns.join(each));
      const numbers = pressing.map((each) => priorityNumber[each ?? 'interactive']);
      const byTurn = (a: number, b: number): number => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b;
      const waiting: number[] = [];
      const read: number[] = [];
      const busy = { now: false };
      const arrives = (answer: number): void => {
        if (busy.now) waiting.push(answer);
        busy.now = true;
        readers[answer]?.(large)?.then(() => read.push(answer));
      };
      const passes = async (): Promise<void> => {
        const first = waiting.toSorted(byTurn)[0];
        const before = read.length;
        busy.now = first !== undefined;
        await goOn();
        expect(read.slice(before)).toEqual(first === undefined ? [] : [first]);
        if (first !== undefined) waiting.splice(waiting.indexOf(first), 1);
      };
      for (const [nr, answer] of answers.entries()) {
        arrives(answer);
        await new Promise(setImmediate);
        for (let left = lulls[nr] ?? 0; left > 0; left--) await passes();
      }
      while (busy.now) await passes();
      expect(read.toSorted()).toEqual(answers.toSorted());
      expect(await goOn()).toBe(false);
    }),
  );
});

it('the beginning of an answer is read when it comes, whoever reads', async () => {
  const { turns, goOn } = slowTurns();
  const first = turns.join();
  expect(first(large)).toBeInstanceOf(Promise);
  const small = turns.join();
  expect(small(16_000)).toBeUndefined();
  expect(small(16_000)).toBeUndefined();
  const rest = small(16_000);
  expect(rest).toBeInstanceOf(Promise);
  await goOn();
  await rest;
});
