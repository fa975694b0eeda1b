import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Announcement, NewsItem } from '../../src/news/item.ts';
import { createMaintenance, type Maintenance } from '../../src/news/maintenance.ts';
import { createNewsStore, type NewsStore } from '../../src/news/store.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { at, itemOf, work } from './items.ts';

const [source = ''] = work.sources;

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let store: Store;
let news: NewsStore;
let maintenance: Maintenance;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
  news = createNewsStore(store);
  maintenance = createMaintenance(store);
  const during = (begins: string, to: string, more: Partial<NewsItem> = {}) =>
    news.add(itemOf({ ...work, begins: at(begins), to: at(to) }, more));
  await during('01:00', '03:00');
  await during('02:30', '04:00');
  const shortened = { ...work, begins: at('06:00'), to: at('09:00') };
  const first = itemOf(shortened);
  await news.add(first);
  await news.add({ ...first, version: 2, announcement: { ...shortened, to: at('07:00') } });
  await during('10:00', '12:00', { withdrawn: { at: at('11:00'), reason: 'Klart.' } });
  await during('14:00', '16:00', { withdrawn: { at: at('13:00'), reason: 'Inställt.' } });
  await news.add(itemOf({ ...work, kind: 'operations', from: at('18:00'), to: at('19:00') } as Announcement));
});
afterAll(async () => {
  await store?.close();
  await dataDir?.remove();
});

const within = async (from: string, to: string, of = source) =>
  (await maintenance.within(of, { from: new Date(at(from)), to: new Date(at(to)) })).map((each) =>
    [each.from, each.to].map((instant) => instant.toISOString().slice(11, 16)),
  );

describe('planned work on a record system', () => {
  it('is told as it was, joined, and not where it was called off', async () => {
    expect(await within('00:00', '23:00')).toEqual([
      ['01:00', '04:00'],
      ['06:00', '07:00'],
      ['10:00', '11:00'],
    ]);
    expect(await within('00:00', '23:00', source.toLowerCase())).toHaveLength(3);
    expect(await within('00:00', '23:00', 'SE2321000230-DEMOVAS')).toEqual([]);
  });

  it('is told within the period', async () => {
    expect(await within('02:00', '06:30')).toEqual([
      ['02:00', '04:00'],
      ['06:00', '06:30'],
    ]);
    expect(await within('04:00', '06:00')).toEqual([]);
  });

  it('is under way until the last of it ends', async () => {
    const underWay = (time: string) => maintenance.underWay(new Date(at(time)));
    expect(await underWay('02:45')).toEqual([{ source, until: at('04:00') }]);
    expect(await underWay('01:00')).toEqual([{ source, until: at('03:00') }]);
    for (const time of ['00:30', '04:00', '08:00', '11:30', '15:00', '18:30']) expect(await underWay(time)).toEqual([]);
  });

  it('is forgotten as put away a week after it ended', async () => {
    const [old, other] = [itemOf(work), itemOf(work)];
    await news.add(old);
    await news.putAway('se-x', old.id, 1);
    await news.add({ ...other, writtenAt: '2026-05-17T02:59:00.000Z' });
    expect(await news.putAwayBy('SE-X')).toEqual(new Map([[old.id, 1]]));
    await news.add({ ...other, version: 2, writtenAt: '2026-05-17T03:01:00.000Z' });
    expect(await news.putAwayBy('SE-X')).toEqual(new Map());
  });

  it('has versions that nobody overwrites', async () => {
    const item = itemOf(work);
    expect(await news.add(item)).toBe(true);
    expect(await news.add({ ...item, writtenAt: at('00:30') })).toBe(false);
    expect(await news.versions(item.id)).toEqual([item]);
  });
});
