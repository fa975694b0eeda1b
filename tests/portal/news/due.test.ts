import { describe, expect, it } from 'vitest';
import type { ShownNews } from '../../../src/faces/portal-api/shapes/news.ts';
import { bannersOf, notesOn, plannedByDay } from '../../../src/portal/news/due.ts';

const at = (time: string): string => `2026-05-10T${time}:00.000Z`;
const now = (time: string): number => Date.parse(at(time));
const work = {
  id: 'work',
  kind: 'maintenance',
  affectsCare: true,
  putAway: false,
  sources: [{ hsaId: 'SE2321000222-DEMONCS', name: 'Västerbotten' }],
  from: '2026-05-01T00:00:00.000Z',
  begins: at('12:00'),
  to: at('14:00'),
} as unknown as ShownNews;

describe('the banner', () => {
  it('tells of what affects care, a day before planned work begins, until it is put away', () => {
    expect(bannersOf([work], now('00:00'))).toEqual([work]);
    expect(bannersOf([work], now('12:00') - 25 * 3_600_000)).toEqual([]);
    expect(bannersOf([{ ...work, putAway: true }], now('12:30'))).toEqual([]);
    expect(bannersOf([{ ...work, affectsCare: false }], now('12:30'))).toEqual([]);
    expect(bannersOf([{ ...work, begins: undefined }], now('00:00'))).toHaveLength(1);
  });
});

describe('a note on a record system', () => {
  it('stands there while the work goes on, whatever the case of its id', () => {
    expect(notesOn(['se2321000222-demoncs'], [work], now('12:00'))).toEqual([work]);
    expect(notesOn(['SE2321000222-DEMONCS'], [work], now('11:59'))).toEqual([]);
    expect(notesOn(['SE2321000230-DEMOVAS'], [work], now('12:00'))).toEqual([]);
  });
});

describe('what is planned', () => {
  it('stands by day, the soonest first', () => {
    const later = { ...work, id: 'later', begins: '2026-05-11T01:00:00.000Z' };
    const earlier = { ...work, id: 'earlier', begins: at('08:00') };
    const news = { ...work, kind: 'news' } as ShownNews;
    const days = plannedByDay([later, news, work, earlier], (instant) => instant.slice(0, 10));
    expect(days.map(([day, items]) => [day, items.map(({ id }) => id)])).toEqual([
      ['2026-05-10', ['earlier', 'work']],
      ['2026-05-11', ['later']],
    ]);
  });
});
