import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clinical } from '../../../src/faces/fhir/mapping/clinical.ts';
import { inOrder, orderOf } from '../../../src/faces/fhir/search/order.ts';
import { offeredTypes, type ServedType } from '../../../src/faces/fhir/served/index.ts';
import { diagnosis } from './samples.ts';

const condition: ServedType =
  offeredTypes([{ contracts: ['*'] }]).find(({ type }) => type === 'Condition') ?? expect.fail();
const { header } = diagnosis();

function ordered(sort: string, days: readonly (readonly (string | undefined)[])[]) {
  const matches = days.map(([recordedDate, onsetDateTime], index) => ({
    resource: { resourceType: 'Condition', id: String(index), recordedDate, onsetDateTime } as Clinical,
    record: { header },
  }));
  return inOrder(matches, orderOf(condition, sort) ?? expect.fail()).map(({ resource }) => Number(resource.id));
}

it.each([
  ['recorded-date', [2, 0, 1, 3]],
  ['-recorded-date', [1, 0, 2, 3]],
  ['onset-date', [3, 0, 1, 2]],
  ['-onset-date,recorded-date', [2, 0, 1, 3]],
  [' -recorded-date , onset-date', [1, 0, 2, 3]],
])('matches by %s; what has no such time comes last', (sort, expected) => {
  const days = [
    ['2024-02-01', '2020'],
    ['2024-03-01', '2020'],
    ['2024-01-01', '2021'],
    [undefined, '2019'],
  ] as const;
  expect(ordered(sort, days)).toEqual(expected);
});

it.each(['code', 'recorded-date,code', '-', '', '_score'])('%j is no order of times', (sort) => {
  expect(orderOf(condition, sort)).toBeUndefined();
});

it('keeps what it does not tell apart as it came', () => {
  const day = fc.constantFrom(undefined, '2024-01-01', '2024-01-02', '2024');
  fc.assert(
    fc.property(fc.array(fc.tuple(day, day), { maxLength: 12 }), fc.boolean(), (days, latestFirst) => {
      const found = ordered(latestFirst ? '-recorded-date' : 'recorded-date', days);
      expect(found.toSorted((a, b) => a - b)).toEqual(days.map((_, index) => index));
      for (const recorded of new Set(days.map(([one]) => one))) {
        const same = found.filter((index) => days[index]?.[0] === recorded);
        expect(same).toEqual(same.toSorted((a, b) => a - b));
      }
    }),
  );
});
