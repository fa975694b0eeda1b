import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textOfMarkup } from '../../../src/faces/portal-api/output/text-of-markup.ts';
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

  it.each([
    [
      '<itemizedlist><listitem><para>Waran 2,5 mg</para><para>1 tablett</para></listitem></itemizedlist>',
      ['Waran 2,5 mg', '1 tablett'],
    ],
    [
      '<informaltable><tgroup><tbody><row><entry>Waran</entry><entry>2,5 mg</entry></row></tbody></tgroup></informaltable>',
      ['Waran', '2,5 mg'],
    ],
    ['<dl><dt>Waran</dt><dd>2,5 mg</dd></dl>', ['Waran', '2,5 mg']],
    ['<ul><li>Hjärta<ul><li>Waran</li><li>Alvedon</li></ul></li></ul>', ['Hjärta', 'Waran', 'Alvedon']],
    ['<p>Waran <b>2,5<br/>mg</b> dagligen</p>', ['Waran 2,5', 'mg dagligen']],
    [
      '<para onclick="alert(1)">Gott<script>alert(1)</script></para><style>p{}</style><para>&lt;script&gt;</para>',
      ['Gott', '<script>'],
    ],
    ['<para>Ta <emphasis>en</emphasis> tablett.<okänt>Ring</okänt> oss</para>', ['Ta en tablett.', 'Ring', 'oss']],
  ])('never runs together what stands apart, on the page as on paper: %s', (inner, lines) => {
    const source = `<article>${inner}</article>`;
    expect(textBlocks(source, 'application/xml')?.map(({ text }) => text)).toEqual(lines);
    expect(textOfMarkup(source).split('\n')).toEqual(lines);
  });
});
