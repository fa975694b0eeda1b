import { describe, expect, it } from 'vitest';
import { deedOf } from '../../../src/portal/access-log/deed.ts';
import { deedTexts } from '../../../src/portal/access-log/deed-texts.ts';

const reading = { action: 'read', contract: 'GetDiagnosis:2', kind: 'access', outcome: 'released' } as const;

describe('what an entry tells of, in plain words', () => {
  it.each([
    [reading, 'Läste diagnoser'],
    [{ ...reading, kind: 'continuation' }, 'Läste diagnoser – ytterligare en del'],
    [{ ...reading, outcome: 'empty' }, 'Frågade efter diagnoser; inget visades'],
    [{ ...reading, kind: 'refusal', outcome: 'refused' }, 'Ville läsa diagnoser'],
    [{ ...reading, contract: 'GetSomething:1' }, 'Läste annan information (GetSomething:1)'],
    [{ ...reading, action: 'indicator' }, 'Såg att det finns mer än det som visas'],
    [{ ...reading, action: 'block:lift', kind: 'act', contract: undefined }, 'Hävde en spärr tillfälligt'],
    [{ ...reading, action: 'POST /api/consents', contract: undefined }, 'Gjorde ”POST /api/consents”'],
  ] as const)('%o: %s', (entry, told) => {
    expect(deedOf(entry, 'sv')).toBe(told);
  });

  it('has words for the same acts in both languages', () => {
    expect(Object.keys(deedTexts.en.acts)).toEqual(Object.keys(deedTexts.sv.acts));
  });
});
