import { expect, it } from 'vitest';
import { questionsOf } from '../../../../src/faces/portal-api/readings/choice.ts';

it.each([
  ['20261126', '20251126'],
  ['20280229', '20270228'],
  ['20280301', '20270301'],
])('reaches from %s a year back to %s', (today, start) => {
  const [question] = questionsOf({ choice: { kind: 'last-year' } }, ['GetDiagnosis:2'], [], today);
  expect(question?.period).toEqual({ start, end: today });
});
