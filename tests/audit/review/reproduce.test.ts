import { describe, expect, it } from 'vitest';
import { type Criterion, criteria } from '../../../src/audit/review/criteria.ts';
import { noteIn, toldIn } from '../../../src/audit/review/criteria-words.ts';
import { compared } from '../../../src/audit/review/reproduce.ts';
import { drawSample } from '../../../src/audit/review/sample.ts';
import { by, stored } from '../stored-entries.ts';

const item = (entry: string, ...met: Criterion[]) => ({ entry, criteria: met, note: undefined });
const before = { population: 9, items: [item('a', 'random'), item('b', 'random', 'emergency'), item('c', 'random')] };
const isThere = async (entry: string) => entry !== 'a';

describe('a sample drawn again', () => {
  it('is the same when the same accesses come, in whatever order', async () => {
    const now = { population: 9, items: before.items.toReversed() };
    expect(await compared(before, now, isThere)).toEqual({
      same: true,
      population: { before: 9, now: 9 },
      again: 3,
      missing: [],
      added: [],
      told: [],
    });
  });

  it('tells which accesses differ, and whether the log still has those that are missing', async () => {
    const now = { population: 8, items: [item('b', 'random'), item('d', 'random')] };
    expect(await compared(before, now, isThere)).toEqual({
      same: false,
      population: { before: 9, now: 8 },
      again: 1,
      missing: [
        { entry: 'a', criteria: ['random'], why: 'disposed' },
        { entry: 'c', criteria: ['random'], why: 'displaced' },
      ],
      added: [{ entry: 'd', criteria: ['random'] }],
      told: [{ entry: 'b', criteria: ['random'], before: ['random', 'emergency'] }],
    });
  });
});

describe('what criteria say', () => {
  it('is said of each in Swedish too, with what it was told from or why it was not', async () => {
    const lookups = { surnameOf: async () => undefined, patient: async () => 'unavailable' as const };
    const sample = await drawSample([stored()], { seed: 'ab', size: 1 }, lookups);
    expect(sample.criteria).toHaveLength(Object.keys(criteria).length);
    for (const report of sample.criteria) {
      const told = toldIn('sv', report);
      expect(told.title).not.toBe(report.title);
      expect({ source: told.source !== undefined, note: told.note !== undefined }, report.criterion).toEqual({
        source: report.source !== undefined,
        note: report.note !== undefined,
      });
      expect(toldIn('en', report)).toEqual(report);
    }
  });

  it('keeps the numbers of its notes', async () => {
    const entries = Array.from({ length: 600 }, (_, nr) =>
      stored({
        patient: { id: `${nr}`, type: '1.2.752.129.2.1.3.1' },
        actor: by(nr < 40 ? 'SE-DEMOMANY' : `SE-DEMO${nr}`),
      }),
    );
    const lookups = { surnameOf: async () => undefined, patient: async () => 'unknown' as const };
    const sample = await drawSample(entries, { seed: 'ab', size: 1 }, lookups);
    const many = sample.items.find(({ note }) => note)?.note;
    expect(noteIn('sv', many)).toBe('Läsaren läste om 40 patienter; medianen för enhetens läsare är 1.');
    const partly = sample.criteria.find(({ criterion }) => criterion === 'same-surname');
    expect(partly && toldIn('sv', partly).note).toBe('Av 600 åtkomster undersöktes 500, dragna med samma frö.');
    expect(noteIn('sv', undefined)).toBeUndefined();
  });
});
