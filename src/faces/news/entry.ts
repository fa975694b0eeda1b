import { type NewsItem, type Paragraph, paragraphsOf, sourcesOf } from '../../news/index.ts';
import type { Language } from '../portal-api/problem.ts';

/** Where and for whom a feed is made. */
export interface FeedPlace {
  readonly bridge: { readonly name: string; readonly hsaId: string };
  /** Address of the portal, without a slash at its end. */
  readonly home: string;
  readonly language: Language;
  /** Names of record systems. */
  readonly nameOf: (source: string) => string;
}

/** One item as feeds tell it, in one language. Its id lasts whatever becomes of it. */
export interface FeedEntry {
  readonly id: string;
  readonly url: string;
  /** Swedish where it is in that alone. */
  readonly language: Language;
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
  readonly author: string;
  readonly categories: readonly string[];
  /** ISO 8601: when it was first, and was last, something new to read. */
  readonly published: string;
  readonly updated: string;
}

const words = {
  sv: { when: 'När', concerns: 'Gäller', noticed: 'Det märks', feed: 'nyheter och driftinformation' },
  en: { when: 'When', concerns: 'Concerns', noticed: 'What is noticed', feed: 'news and operating information' },
} as const;

export function feedTitle({ bridge, language }: FeedPlace): string {
  return `${bridge.name}: ${words[language].feed}`;
}

export function entryOf(item: NewsItem, place: FeedPlace): FeedEntry {
  const { announcement, author, firstWrittenAt, writtenAt } = item;
  const { en, from, kind, affectsCare, regions } = announcement;
  const language = place.language === 'en' && en ? 'en' : 'sv';
  const { title, text } = language === 'en' && en ? en : announcement.sv;
  return {
    id: `urn:uuid:${item.id}`,
    url: `${place.home}/news/${item.id}`,
    language,
    title,
    paragraphs: [...facts(item, language, place), ...paragraphsOf(text)],
    author: author.careProvider.name,
    categories: [kind, ...(affectsCare ? ['affects-care'] : []), ...regions],
    published: later(firstWrittenAt, from),
    updated: later(writtenAt, from),
  };
}

function facts({ announcement }: NewsItem, language: Language, { nameOf }: FeedPlace): readonly Paragraph[] {
  const { when, concerns, noticed } = words[language];
  const { effect } = (language === 'en' ? announcement.en : undefined) ?? announcement.sv;
  const told = [
    [when, announcement.kind === 'maintenance' ? period(announcement.begins, announcement.to, language) : ''],
    [concerns, sourcesOf(announcement).map(nameOf).join(', ')],
    [noticed, effect ?? ''],
  ];
  return told.flatMap(([name, value]) => (value ? [[`${name}: ${value}`]] : []));
}

/** In Swedish time, whoever reads. */
function period(from: string, to: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  });
  return format.formatRange(new Date(from), new Date(to));
}

function later(one: string, other: string): string {
  return new Date(Math.max(Date.parse(one), Date.parse(other))).toISOString();
}
