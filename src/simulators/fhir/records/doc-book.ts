/** A note in DocBook 5 as the HTML that this server keeps. The world's notes have titles, sections and paragraphs. */
export const isDocBook = (text: string): boolean => /^\s*<article\b/.test(text);

const elements: readonly (readonly [docBook: RegExp, html: string])[] = [
  [/<info><title>(.*?)<\/title><\/info>/gs, '<h1>$1</h1>'],
  [/<section><title>(.*?)<\/title>/gs, '<div><h2>$1</h2>'],
  [/<\/section>/g, '</div>'],
  [/<(\/?)para>/g, '<$1p>'],
  [/<article[^>]*>/g, '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"></head><body>'],
  [/<\/article>/g, '</body></html>'],
];

export const htmlOf = (docBook: string): string =>
  elements.reduce((text, [pattern, html]) => text.replaceAll(pattern, html), docBook);
