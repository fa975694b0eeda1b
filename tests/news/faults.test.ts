import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../src/news/faults.ts';
import type { Announcement } from '../../src/news/item.ts';
import { at, itemOf, work } from './items.ts';

const sources = ['SE2321000222-DEMONCS', 'SE2321000230-DEMOVAS'];
const faults = (announcement: Announcement, now = at('00:00'), before?: Announcement) =>
  faultsOf({ announcement, before: before && itemOf(before), sources, now: new Date(now) });
const news: Announcement = { ...work, kind: 'news', affectsCare: false };

describe('an announcement', () => {
  it('is taken as it should be', () => {
    expect(faults(work)).toEqual([]);
    expect(faults(news)).toEqual([]);
  });

  it.each<readonly [string, Partial<typeof work>]>([
    ['empty', { sv: { ...work.sv, title: ' ' } }],
    ['empty', { en: { ...work.sv, text: '' } }],
    ['effect-missing', { sv: { title: 'Underhåll', text: 'Snart.' } }],
    ['link', { sv: { ...work.sv, text: 'Se [här](javascript:alert(1)).' } }],
    ['link', { sv: { ...work.sv, text: 'Se http://exempel.se/.' } }],
    ['personal-number', { sv: { ...work.sv, text: 'Gäller 19121212-1212.' } }],
    ['region-missing', { regions: [] }],
    ['clinicians-missing', { audience: 'engineers' }],
    ['source-missing', { sources: [] }],
    ['source-unknown', { sources: ['SE2321000222-DEMOX'] }],
    ['ends-before-it-begins', { to: at('01:00') }],
    ['ends-before-it-begins', { from: at('02:00') }],
    ['too-long', { to: '2026-05-18T01:00:00Z' }],
    ['begins-too-late', { begins: '2027-05-10T01:00:00Z', to: '2027-05-10T02:00:00Z' }],
  ])('is refused as %s: %j', (fault, change) => {
    expect(faults({ ...work, ...change })).toEqual([fault]);
  });

  it('of work is made before the work begins', () => {
    expect(faults(work, at('01:14'))).toEqual([]);
    expect(faults(work, at('01:16'))).toEqual(['begins-too-early']);
  });

  it('of work that has begun may be prolonged or shortened, and no more', () => {
    const changed = (change: Partial<typeof work>, now = at('02:00')) => faults({ ...work, ...change }, now, work);
    expect(changed({ to: at('05:00') })).toEqual([]);
    expect(changed({ to: at('02:00') })).toEqual([]);
    expect(changed({ begins: at('00:30') })).toEqual(['begun']);
    expect(changed({ sources })).toEqual(['begun']);
    expect(changed({ to: at('05:00') }, at('03:00'))).toEqual(['ended']);
    expect(changed({ begins: at('02:00') }, at('00:30'))).toEqual([]);
  });
});
