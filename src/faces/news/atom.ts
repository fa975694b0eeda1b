import type { Paragraph } from '../../news/index.ts';
import { escapeAttribute, escapeText } from '../../xml/index.ts';
import { type FeedEntry, type FeedPlace, feedTitle } from './entry.ts';

/** An Atom feed (RFC 4287). */
export function atomFeed(entries: readonly FeedEntry[], place: FeedPlace): string {
  const { bridge, home, language } = place;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    element('id', `urn:norrbryggan:news:${bridge.hsaId}`),
    element('title', feedTitle(place)),
    element('updated', latest(entries)),
    `<link rel="self" type="application/atom+xml" href="${escapeAttribute(`${home}/news.atom`)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeAttribute(`${home}/news`)}"/>`,
    `<author>${element('name', bridge.name)}</author>`,
    ...entries.map(atomEntry),
    '</feed>\n',
  ].join('\n');
}

/** A feed must say when (§4.2.15), also where nothing has been told. */
function latest(entries: readonly FeedEntry[]): string {
  return entries
    .map(({ updated }) => updated)
    .reduce((one, other) => (one > other ? one : other), new Date(0).toISOString());
}

function atomEntry({
  id,
  url,
  language,
  title,
  paragraphs,
  author,
  categories,
  published,
  updated,
}: FeedEntry): string {
  return [
    `<entry xml:lang="${language}">`,
    element('id', id),
    element('title', title),
    element('published', published),
    element('updated', updated),
    `<link rel="alternate" type="text/html" href="${escapeAttribute(url)}"/>`,
    `<author>${element('name', author)}</author>`,
    ...categories.map((term) => `<category term="${escapeAttribute(term)}"/>`),
    `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${markup(paragraphs)}</div></content>`,
    '</entry>',
  ].join('\n');
}

/** Paragraphs as markup that is both HTML and XHTML. */
export function markup(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map((pieces) =>
      pieces.map((piece) =>
        typeof piece === 'string'
          ? escapeText(piece)
          : `<a href="${escapeAttribute(piece.link)}">${escapeText(piece.text)}</a>`,
      ),
    )
    .map((pieces) => `<p>${pieces.join('')}</p>`)
    .join('');
}

function element(name: string, text: string): string {
  return `<${name}>${escapeText(text)}</${name}>`;
}
