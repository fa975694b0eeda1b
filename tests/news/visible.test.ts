import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audiences, regions } from '../../src/news/item.ts';
import { regionOf } from '../../src/news/regions.ts';
import { isVisibleTo } from '../../src/news/visible.ts';
import type { Role } from '../../src/sign-in/index.ts';
import { at, itemOf, work } from './items.ts';

const roles: readonly Role[] = ['clinician', 'security-officer', 'integration-engineer', 'manager', 'editor'];
const instant = fc.date({ min: new Date(at('00:00')), max: new Date(at('06:00')), noInvalidDate: true });
const told = fc.record({
  audience: fc.constantFrom(...audiences),
  regions: fc.subarray([...regions], { minLength: 1 }),
  from: instant.map((date) => date.toISOString()),
  to: instant.map((date) => date.toISOString()),
});
const reader = fc.record({
  roles: fc.subarray([...roles]),
  region: fc.option(fc.constantFrom(...regions), { nil: undefined }),
});
const audienceOf = {
  clinicians: 'clinician',
  engineers: 'integration-engineer',
  officers: 'security-officer',
  managers: 'manager',
} as const;

describe('what somebody is told', () => {
  it('is never outside its time, never for another audience and never of another region', () => {
    fc.assert(
      fc.property(told, reader, instant, fc.boolean(), (more, who, now, isWithdrawn) => {
        const item = itemOf(
          { ...work, ...more },
          isWithdrawn ? { withdrawn: { at: at('02:00'), reason: 'Inställt.' } } : {},
        );
        const { audience } = more;
        const expected =
          !isWithdrawn &&
          new Date(more.from) <= now &&
          now < new Date(more.to) &&
          (audience === 'everyone' || who.roles.includes(audienceOf[audience])) &&
          (!who.region || more.regions.includes(who.region));
        expect(isVisibleTo(who, item, now)).toBe(expected);
      }),
    );
  });

  it('is that of the county where one works, or of its care provider', () => {
    const place = (countyCode: string | undefined) =>
      ({ countyCode }) as Parameters<typeof regionOf>[0]['careProvider'];
    expect(regionOf({ careUnit: place('24'), careProvider: place('25') })).toBe('vasterbotten');
    expect(regionOf({ careUnit: undefined, careProvider: place('22') })).toBe('vasternorrland');
    expect(regionOf({ careUnit: place(undefined), careProvider: place('01') })).toBeUndefined();
  });
});
