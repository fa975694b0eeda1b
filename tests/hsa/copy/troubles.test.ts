import { expect, it } from 'vitest';
import { copyTroubles } from '../../../src/hsa/copy/troubles.ts';

const asOf = '2026-06-01T00:00:00.000Z';
const at = (hours: number) => Date.parse(asOf) + hours * 3_600_000;
const told = (state: object, now = at(0)) => copyTroubles(state as never, { tooOldHours: 6 }, now);

it('a copy is old when its origin has not been looked at for longer than is configured, and not a moment before', () => {
  expect(told({})).toEqual([]);
  expect(told({ asOf }, at(6))).toEqual([]);
  expect(told({ asOf }, at(6) + 1)).toEqual([
    { kind: 'old', since: asOf, detail: `The copy is as its origin was at ${asOf}.` },
  ]);
});

it('what is held back is told with why, beside that it is old', () => {
  const held = { id: 7, report: { held: ['One.', 'Two.'] } };
  expect(told({ held, asOf })).toEqual([
    { kind: 'held', generation: 7, detail: 'Generation 7 waits for a decision: One. Two.' },
  ]);
  expect(told({ held, asOf }, at(7)).map(({ kind }) => kind)).toEqual(['held', 'old']);
});
