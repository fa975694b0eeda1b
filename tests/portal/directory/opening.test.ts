import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpeningHours } from '../../../src/faces/portal-api/shapes/directory.ts';
import { openingAt } from '../../../src/portal/directory/opening.ts';

/** `1-5#08:00#17:00` as the directory writes it. */
function hours(...written: string[]): OpeningHours[] {
  return written.map((text) => {
    const [days = '', opens = '', closes = ''] = text.split('#');
    const [fromDay = 1, toDay = 1] = days.split('-').map(Number);
    return { fromDay, toDay, opens, closes, comment: undefined };
  });
}
/** In the week of Monday 2 March 2026, by the clock of Sweden. */
const at = (day: number, time: string, offset = '+01:00') => new Date(`2026-03-0${day + 1}T${time}:00${offset}`);

const office = hours('1-4#08:00#17:00', '5-5#08:00#15:00');

describe('opening hours', () => {
  it.each([
    [1, '08:00', { kind: 'open', inDays: 0, weekday: 1, time: '17:00' }],
    [1, '16:59', { kind: 'open', inDays: 0, weekday: 1, time: '17:00' }],
    [1, '17:00', { kind: 'closed', inDays: 1, weekday: 2, time: '08:00' }],
    [1, '07:59', { kind: 'closed', inDays: 0, weekday: 1, time: '08:00' }],
    [5, '15:00', { kind: 'closed', inDays: 3, weekday: 1, time: '08:00' }],
    [7, '12:00', { kind: 'closed', inDays: 1, weekday: 1, time: '08:00' }],
  ])('of an office on day %i at %s', (day, time, expected) => {
    expect(openingAt(office, at(day, time))).toEqual(expected);
  });

  it('are told with a break in the middle of the day', () => {
    const broken = hours('1-5#08:00#11:30', '1-5#13:00#16:00');
    expect(openingAt(broken, at(2, '10:00'))).toMatchObject({ kind: 'open', time: '11:30' });
    expect(openingAt(broken, at(2, '12:00'))).toMatchObject({ kind: 'closed', inDays: 0, time: '13:00' });
  });

  it('go on over midnight where one day’s touch the next’s', () => {
    const nights = hours('5-6#20:00#24:00', '6-7#00:00#04:00');
    expect(openingAt(nights, at(5, '21:00'))).toEqual({ kind: 'open', inDays: 1, weekday: 6, time: '04:00' });
    expect(openingAt(nights, at(7, '05:00'))).toEqual({ kind: 'closed', inDays: 5, weekday: 5, time: '20:00' });
    const weekend = hours('7-7#18:00#24:00', '1-1#00:00#06:00');
    expect(openingAt(weekend, at(7, '19:00'))).toEqual({ kind: 'open', inDays: 1, weekday: 1, time: '06:00' });
    expect(openingAt(weekend, at(1, '05:00'))).toEqual({ kind: 'open', inDays: 0, weekday: 1, time: '06:00' });
  });

  it('end at midnight of the day that ends', () => {
    expect(openingAt(hours('3-3#09:00#24:00'), at(3, '23:59'))).toEqual({
      kind: 'open',
      inDays: 0,
      weekday: 3,
      time: '24:00',
    });
  });

  it('are a week away for what was open today only', () => {
    expect(openingAt(hours('1-1#08:00#09:00'), at(1, '10:00'))).toEqual({
      kind: 'closed',
      inDays: 7,
      weekday: 1,
      time: '08:00',
    });
  });

  it('have no end when there is none, and are not known when nothing is said', () => {
    expect(openingAt(hours('1-7#00:00#24:00'), at(3, '03:00'))).toEqual({ kind: 'always' });
    expect(openingAt([], at(3, '03:00'))).toEqual({ kind: 'unknown' });
  });

  it('are those of Sweden in summer time too', () => {
    expect(openingAt(office, new Date('2026-07-06T06:00:00Z'))).toMatchObject({ kind: 'open' });
    expect(openingAt(office, new Date('2026-07-06T05:59:00Z'))).toMatchObject({ kind: 'closed', inDays: 0 });
  });

  it('say open exactly while one of them covers the time', () => {
    const half = fc.integer({ min: 0, max: 48 });
    const two = (part: number) => String(part).padStart(2, '0');
    const clock = (count: number) => `${two(Math.floor(count / 2))}:${count % 2 ? '30' : '00'}`;
    const one = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), half, half)
      .filter(([, , from, to]) => from < to)
      .map(([a, b, from, to]) => `${Math.min(a, b)}-${Math.max(a, b)}#${clock(from)}#${clock(to)}`);
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 47 }),
        (written, day, count) => {
          const time = clock(count);
          const covered = hours(...written).some(
            ({ fromDay, toDay, opens, closes }) => fromDay <= day && day <= toDay && opens <= time && time < closes,
          );
          const { kind } = openingAt(hours(...written), at(day, time));
          expect(kind === 'open' || kind === 'always').toBe(covered);
        },
      ),
    );
  });
});
