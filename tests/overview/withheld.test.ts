import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOf } from '../../src/overview/rule.ts';
import type { WithheldCount } from '../../src/quality/index.ts';
import { asker, fhir, gives, overviewOver, record, request, vas } from './asking.ts';

describe('what is withheld', () => {
  it('stands in Coverage by reason, and is told to the quality report by rule', async () => {
    const broken = (id: string, at: number) => ({
      ...record(vas, id),
      problems: [`diagnosis/body/code[${at}] is missing`, 'x'],
    });
    const sources = asker({
      [vas]: () => gives(broken('1', 1), broken('2', 7), record(vas, '3', { careUnit: undefined }), record(vas, '4')),
      [fhir]: () => gives(record(fhir, '5', { patient: { id: '189002029800', type: '1.2.752.129.2.1.3.1' } })),
    });
    const told: WithheldCount[] = [];
    const { coverage } = await overviewOver(sources, undefined, [], undefined, undefined, (events) => {
      events.on('records:withheld:counted', ({ counts }) => told.push(...counts));
    }).ask(request());
    expect(coverage[0]).toMatchObject({ withheld: 3, withheldFor: { broken: 2, 'no-care-unit': 1 }, records: 1 });
    const of = { source: vas, contract: 'GetDiagnosis:2' };
    expect(told).toEqual([
      { ...of, reason: 'broken', rule: 'diagnosis/body/code is missing', count: 2 },
      { ...of, reason: 'no-care-unit', rule: '', count: 1 },
      { ...of, source: fhir, reason: 'other-patient', rule: '', count: 1 },
    ]);
  });

  it('keeps no number of a person in a rule, whatever an element was called', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{12}$/), fc.string(), (number, text) => {
        expect(ruleOf([`diagnosis holds _${number}${text}, which is not an element`])).not.toContain(number);
      }),
    );
    expect(ruleOf([])).toBe('');
  });
});
