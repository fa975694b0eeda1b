import { expect, it } from 'vitest';
import { questionsOf, united } from '../../../../src/faces/portal-api/readings/choice.ts';
import type { Choice } from '../../../../src/faces/portal-api/shapes/reading.ts';

it.each([
  ['20261126', '20251126'],
  ['20280229', '20270228'],
  ['20280301', '20270301'],
])('reaches from %s a year back to %s', (today, start) => {
  const [question] = questionsOf({ choice: { kind: 'last-year' } }, ['GetDiagnosis:2'], [], today);
  expect(question?.period).toEqual({ start, end: today });
});

it('asks once for what several choices hold, as far back as any of them', () => {
  const offered = ['GetDiagnosis:2', 'GetCareContacts:3'] as const;
  const of = (choice: Choice) => questionsOf({ choice }, offered, ['SE1-A', 'SE1-B'], '20261126');
  const lastYear = of({ kind: 'last-year' });
  expect(united([...lastYear, ...of({ kind: 'acute' })])).toEqual([
    { contract: 'GetDiagnosis:2', period: undefined, source: undefined },
    lastYear[1],
  ]);
  const bySource = [...of({ kind: 'source', source: 'SE1-A' }), ...of({ kind: 'source', source: 'se1-b' })];
  expect(united([...bySource, ...of({ kind: 'source', source: 'se1-a' })])).toHaveLength(4);
});
