import { describe, expect, it } from 'vitest';
import { type Filters, filtered, lastVisit, noFilters } from '../../../src/portal/overview/filters.ts';
import type { Item } from '../../../src/portal/records/item.ts';
import { record } from './made-up.ts';

const item = (key: string, more: Partial<Item> = {}): Item => ({
  key,
  type: 'diagnosis',
  title: 'Hjärtsvikt',
  term: undefined,
  summary: undefined,
  time: '20250310',
  group: undefined,
  thread: undefined,
  marks: [],
  author: undefined,
  details: [],
  origin: [],
  bodies: [],
  measurement: undefined,
  record: record('A', key),
  ...more,
});
const items = [
  item('1'),
  item('2', {
    time: '20240101120000',
    title: 'Öroninflammation',
    bodies: [{ kind: 'text', text: 'Amoxicillin GAVS' }],
  }),
  item('3', { time: undefined, type: 'note', record: record('B', '3') }),
];
const left = (filters: Partial<Filters>) => filtered(items, { ...noFilters, ...filters }).map(({ key }) => key);

describe('filters', () => {
  it('leave what fits all of them', () => {
    expect(left({})).toEqual(['1', '2', '3']);
    expect(left({ text: ' amoxicillin ÖRON ' })).toEqual(['2']);
    expect(left({ types: ['diagnosis'], from: '20250101' })).toEqual(['1']);
    expect(left({ source: 'B' })).toEqual(['3']);
    expect(left({ unit: 'SE1-DEMOVE', to: '20240101' })).toEqual(['2', '3']);
  });

  it('never hide by time what has none', () => {
    expect(left({ from: '20990101' })).toEqual(['3']);
  });

  it('know the latest contact at the reader’s own unit, not those to come', () => {
    const contact = (key: string, time: string) => item(key, { type: 'contact', time });
    const contacts = [
      contact('a', '20240505'),
      contact('b', '202501011200'),
      contact('c', '20260101'),
      items[0] as Item,
    ];
    expect(lastVisit(contacts, 'se1-demove', '20250601')).toBe('20250101');
    expect(lastVisit(contacts, 'SE1-OTHER', '20250601')).toBeUndefined();
    expect(lastVisit(contacts, undefined, '20250601')).toBeUndefined();
  });
});
