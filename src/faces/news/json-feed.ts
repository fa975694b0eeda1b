import { markup } from './atom.ts';
import { type FeedEntry, type FeedPlace, feedTitle } from './entry.ts';

/** A JSON Feed (version 1.1). */
export function jsonFeed(entries: readonly FeedEntry[], place: FeedPlace): string {
  const { bridge, home, language } = place;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feedTitle(place),
    home_page_url: `${home}/news`,
    feed_url: `${home}/news.json`,
    language,
    authors: [{ name: bridge.name }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: markup(entry.paragraphs),
      date_published: entry.published,
      date_modified: entry.updated,
      authors: [{ name: entry.author }],
      tags: entry.categories,
      language: entry.language,
    })),
  });
}
