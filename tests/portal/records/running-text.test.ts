import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textBlocks } from '../../../src/portal/records/running-text.ts';

/** In the browser the pages have one; here is one of the same interface. */
beforeAll(() => vi.stubGlobal('DOMParser', DOMParser));
afterAll(() => vi.unstubAllGlobals());

describe('marked-up text', () => {
  it('of DocBook is headings and paragraphs', () => {
    const source =
      '<article version="5.0"><info><title>Besök</title></info><section><title>Status</title><para>Gott\n  allmäntillstånd</para>' +
      '<section><title>Buk</title><para>Mjuk</para></section></section></article>';
    expect(textBlocks(source, 'application/xml')).toEqual([
      { kind: 'heading', depth: 1, text: 'Besök' },
      { kind: 'heading', depth: 2, text: 'Status' },
      { kind: 'paragraph', text: 'Gott allmäntillstånd' },
      { kind: 'heading', depth: 3, text: 'Buk' },
      { kind: 'paragraph', text: 'Mjuk' },
    ]);
  });

  it('loses nothing that stands beside its elements, and nothing in elements nobody knows', () => {
    expect(textBlocks('<article>före<para>i</para>efter<okänt>kvar</okänt></article>', 'application/xml')).toEqual(
      ['före', 'i', 'efter', 'kvar'].map((text) => ({ kind: 'paragraph', text })),
    );
  });

  it('is left as it stands where it declares a type, has nothing to show or nests too deep', () => {
    const deep = `${'<section>'.repeat(60)}x${'</section>'.repeat(60)}`;
    expect(
      textBlocks('<!DOCTYPE a [<!ENTITY b "c">]><article><para>&b;</para></article>', 'application/xml'),
    ).toBeUndefined();
    expect(textBlocks('<article/>', 'application/xml')).toBeUndefined();
    expect(textBlocks(deep, 'application/xml')).toBeUndefined();
  });
});
