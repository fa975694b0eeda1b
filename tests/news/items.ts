import { randomUUID } from 'node:crypto';
import type { Announcement, NewsItem } from '../../src/news/item.ts';

export const at = (time: string): string => new Date(`2026-05-10T${time}Z`).toISOString();

/** Work on one record system from one to three in the morning, told of from midnight. */
export const work: Extract<Announcement, { kind: 'maintenance' }> = {
  kind: 'maintenance',
  sv: { title: 'Underhåll', text: 'Databasen flyttas.', effect: 'Nya provsvar dröjer.' },
  regions: ['norrbotten', 'vasterbotten', 'vasternorrland'],
  audience: 'everyone',
  affectsCare: true,
  sources: ['SE2321000222-DEMONCS'],
  from: at('00:00'),
  begins: at('01:00'),
  to: at('03:00'),
};

export function itemOf(announcement: Announcement, more: Partial<NewsItem> = {}): NewsItem {
  const author = {
    hsaId: 'SE2321000230-DEMOINTEGRATION',
    name: 'Ida',
    careProvider: { hsaId: 'SE2321000230-DEMOVG', name: 'Region Norrbotten' },
  };
  return {
    id: randomUUID(),
    version: 1,
    announcement,
    careProvider: author.careProvider.hsaId,
    author,
    firstWrittenAt: at('00:00'),
    writtenAt: at('00:00'),
    withdrawn: undefined,
    ...more,
  };
}
