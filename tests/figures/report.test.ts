import { describe, expect, it } from 'vitest';
import { bounds, emptyHistogram, placeOf } from '../../src/figures/histogram.ts';
import { createReports } from '../../src/figures/index.ts';
import { later, monthOf, monthsBetween, spanOf } from '../../src/figures/report/month.ts';
import { noCounts, type SourceCounts, type SourceFigures } from '../../src/figures/source-figures.ts';
import type { Period, SourceQuestion } from '../../src/figures/source-rows.ts';
import { lastBound } from '../../src/portal/operations/reports/words.ts';
import type { WithheldLine } from '../../src/quality/index.ts';
import { demoConfig } from '../support/config.ts';

const source = 'SE2321000230-DEMOVAS';
const contract = 'GetDiagnosis:2';

const answers = (count: number, milliseconds: number) =>
  emptyHistogram.map((_, place) => (place === placeOf(milliseconds) ? count : 0));

interface World {
  readonly figures?: readonly Partial<SourceFigures>[];
  /** The figures of hours that maintenance touched. */
  readonly away?: readonly Period[];
  readonly lines?: readonly Partial<WithheldLine>[];
  readonly now?: string;
}

function reports({ figures = [], away = [], lines = [], now = '2026-12-15T12:00:00Z' }: World) {
  const asked: SourceQuestion[] = [];
  const made = createReports({
    config: demoConfig(),
    figures: {
      since: async () => new Date('2026-10-31T23:30:00Z'),
      async sources(question) {
        asked.push(question);
        const kept = figures.filter(({ period }) => question.except === undefined || period !== 'away');
        return kept.map((figure) => ({ source, contract, ...noCounts, ...figure, period: '2026-11' }));
      },
    },
    quality: { lines: async () => lines as WithheldLine[] },
    maintenance: async () => away,
    now: () => new Date(now),
  });
  return { asked, reports: made };
}

const counts = (changes: Partial<SourceCounts>): Partial<SourceFigures> => changes;

describe('Swedish months', () => {
  it('begin and end at midnight there', () => {
    expect(monthOf(new Date('2026-10-31T23:30:00Z'))).toBe('2026-11');
    expect(spanOf('2026-03')).toEqual({ from: new Date('2026-02-28T23:00:00Z'), to: new Date('2026-03-31T22:00:00Z') });
    expect(later('2026-11', 2)).toBe('2027-01');
    expect(later('2026-01', -12)).toBe('2025-01');
    expect(monthsBetween('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01']);
  });
});

describe('the monthly report', () => {
  it('stands beside what the contracts ask for, and tells which are met', async () => {
    const { of } = reports({
      figures: [
        counts({ answered: answers(990, 400), failed: { 'timed-out': 6, busy: 50 }, records: 12 }),
        counts({ answered: answers(9, 29_000), failed: { 'bad-data': 1 } }),
      ],
    }).reports;
    const report = await of(source.toLowerCase(), '2026-11');
    expect(report).toMatchObject({ source, month: '2026-11', until: undefined, unreadable: 1 });
    expect(report.queries).toMatchObject({ asked: 1_056, answered: 999, notItsOwn: 50, inMaintenance: 0 });
    expect(report.availability).toEqual({ target: 0.995, share: 999 / 1_006, isMet: false });
    expect(report.answersInTime).toEqual({ target: 0.995, share: 990 / 1_005, isMet: false });
    expect(report.percentiles).toEqual({ p50: 500, p95: 500, p99: 500 });
    expect(report.history).toHaveLength(1);
    expect(report.waitedMs).toBe(9_000);
  });

  it('does not hold against a source what came later than the bridge waits but perhaps within what is allowed', async () => {
    const inTime = async (answered: number, timedOut: number) =>
      (
        await reports({
          figures: [counts({ answered: answers(answered, 400), failed: { 'timed-out': timedOut } })],
        }).reports.of(source, '2026-11')
      ).answersInTime;
    expect(await inTime(990, 10)).toEqual({ target: 0.995, share: undefined, isMet: undefined });
    expect(await inTime(998, 2)).toEqual({ target: 0.995, share: 0.998, isMet: true });
    expect(await inTime(1_000, 0)).toMatchObject({ share: 1, isMet: true });
  });

  it('takes exactly the share that is asked for as enough', async () => {
    const { of } = reports({ figures: [counts({ answered: answers(995, 1), failed: { refused: 5 } })] }).reports;
    expect((await of(source, '2026-11')).availability.isMet).toBe(true);
  });

  it('says what could not be measured rather than that it was met', async () => {
    const report = await reports({}).reports.of(source, '2026-11');
    expect(report.availability).toMatchObject({ share: undefined, isMet: undefined });
    expect(report.indexedInTime.isMet).toBeUndefined();
    expect(report.index).toBeUndefined();
    expect(report.percentiles.p50).toBeUndefined();
  });

  it('leaves planned maintenance out of availability, and says how much that was', async () => {
    const hour = { from: new Date('2026-11-10T20:00:00Z'), to: new Date('2026-11-10T21:00:00Z') };
    const before = { from: new Date('2026-10-01T20:00:00Z'), to: new Date('2026-10-01T21:00:00Z') };
    const { asked, reports: made } = reports({
      figures: [
        counts({ answered: answers(10, 1) }),
        { ...counts({ failed: { unreachable: 7 } }), contract: 'GetCareDocumentation:3', period: 'away' },
      ],
      away: [before, hour],
    });
    const report = await made.of(source, '2026-11');
    expect(report.availability.share).toBe(1);
    expect(report.queries).toMatchObject({ asked: 17, answered: 10, inMaintenance: 7 });
    expect(report.contracts).toMatchObject([
      { asked: 10, availability: 1 },
      { asked: 7, availability: undefined },
    ]);
    expect(report.history).toMatchObject([{ asked: 17, availability: 1 }]);
    expect(report.maintenance).toEqual([{ from: hour.from.toISOString(), to: hour.to.toISOString() }]);
    expect(asked[0]?.except).toEqual([before, hour]);
  });

  it('tells how far the index lagged, and what was withheld and why', async () => {
    const index = { done: 2, undone: 1, listed: 1_000, differing: 30, late: 6 };
    const line = { source, contract, firstDay: '2026-11-01', lastDay: '2026-11-02' } as const;
    const report = await reports({
      figures: [{ ...counts({ index }), contract: '' }],
      lines: [
        { ...line, reason: 'broken', rule: 'a is missing', count: 4 },
        { ...line, reason: 'broken', rule: 'b is missing', count: 3 },
        { ...line, reason: 'nullified', rule: '', count: 9 },
      ],
    }).reports.of(source, '2026-11');
    expect(report.indexedInTime).toMatchObject({ share: 0.994, isMet: false });
    expect(report.index).toEqual(index);
    expect(report.withheld).toEqual([
      { reason: 'nullified', count: 9 },
      { reason: 'broken', count: 7 },
    ]);
    expect(report.brokenRules.map(({ rule, count }) => [rule, count])).toEqual([
      ['a is missing', 4],
      ['b is missing', 3],
    ]);
    expect(report.contracts).toEqual([]);
  });

  it('marks the month under way, and knows no other than those counted', async () => {
    const { list, of } = reports({}).reports;
    expect((await list()).months).toEqual(['2026-12', '2026-11']);
    expect((await of(source, '2026-12')).until).toBe('2026-12-15T12:00:00.000Z');
    for (const [who, month] of [
      [source, '2026-10'],
      [source, 'x'],
      ['SE-UNKNOWN', '2026-11'],
    ] as const)
      await expect(of(who, month)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has one last bound, in figures and in words', () => {
    expect(bounds.at(-1)).toBe(lastBound);
  });
});
