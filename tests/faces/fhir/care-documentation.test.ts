import { describe, expect, it } from 'vitest';
import { mapCareDocumentation } from '../../../src/faces/fhir/mapping/care-documentation.ts';
import { docBookToHtml } from '../../../src/faces/fhir/mapping/docbook.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { note } from './care-samples.ts';
import { asJson, contextFor } from './samples.ts';

function documentOf(...given: Parameters<typeof note>) {
  const document = asJson(mapCareDocumentation(note(...given), contextFor()));
  expectValidResource(document);
  return document;
}

const decoded = (data = '') => Buffer.from(data, 'base64').toString('utf8');

describe('GetCareDocumentation → DocumentReference', () => {
  it('a complete note', () => {
    const document = documentOf();
    expect(document).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSDocumentReference'] },
      masterIdentifier: { value: 'anteckning-1' },
      identifier: [{ system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'anteckning-1' }],
      status: 'current',
      docStatus: 'final',
      type: { coding: [{ system: 'urn:oid:1.2.752.129.2.2.2.11', code: 'bes' }], text: 'Besöksanteckning' },
      date: '2024-03-01T09:00:00+01:00',
      author: [{ reference: '#author', display: 'Maja Testlund' }],
      authenticator: { display: 'Nils Provberg', identifier: { value: 'SE2321000230-DEMOLAK2' } },
      custodian: { identifier: { value: 'SE2321000230-DEMOREGION' } },
      description: 'Besök på mottagning',
      context: {
        related: [
          { identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:1e6a3f3a-2f43-4c55-9d0c-0a1b2c3d4e5f' } },
        ],
      },
    });
    const [content] = document.content;
    expect(content?.attachment).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      title: 'Besök på mottagning',
    });
    expect(decoded(content?.attachment.data)).toBe('Söker för hosta & feber sedan tre dagar.\nLungor: ua.');
    expect(document.extension?.map(({ url, valueDateTime }) => [url.split('/').at(-1), valueDateTime])).toEqual([
      ['ext-signature-time', '2024-03-01T10:00:00+01:00'],
      ['block-comparison-time', '2024-03-01T08:00:00+01:00'],
    ]);
  });

  it('what nobody has signed is preliminary', () => {
    const { signature: _, ...unsigned } = note().data.header;
    const record = { ...note(), data: { ...note().data, header: unsigned } };
    expect(mapCareDocumentation(record, contextFor()).docStatus).toBe('preliminary');
  });

  it('a file, embedded or elsewhere', () => {
    const { clinicalDocumentNoteText: _, ...body } = note().data.body;
    const withEntry = (entry: object) => {
      const record = { ...note(), data: { ...note().data, body: { ...body, multimediaEntry: entry as never } } };
      const document = asJson(mapCareDocumentation(record, contextFor()));
      expectValidResource(document);
      return document.content[0]?.attachment;
    };
    expect(withEntry({ mediaType: 'application/pdf', value: 'JVBERg==' })).toMatchObject({
      contentType: 'application/pdf',
      data: 'JVBERg==',
    });
    expect(withEntry({ mediaType: 'image/png', reference: 'https://demo.example/bild' })).toMatchObject({
      url: 'https://demo.example/bild',
    });
  });

  it('a patient who disagrees is heard beside the note', () => {
    const document = documentOf({
      dissentingOpinion: [
        {
          authorTime: '20240302120000',
          opinion: 'Jag rökte inte',
          personId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
          personName: 'Tolvan Tolvansson',
        },
      ],
    });
    expect(document.text?.div).toContain('Avvikande mening: Tolvan Tolvansson, 2024-03-02 12:00: Jag rökte inte');
    const opinion = document.extension?.find(({ url }) => url.endsWith('dissenting-opinion'));
    expect(opinion?.extension?.map(({ url }) => url)).toEqual(['authorTime', 'opinion', 'personId', 'personName']);
  });
});

describe('a note in DocBook', () => {
  it('becomes HTML', () => {
    const { attachment } = documentOf({
      clinicalDocumentNoteText:
        '<?xml version="1.0"?><article><title>Besök</title><section><title>Status</title><para>BT <emphasis role="bold">120/80</emphasis>' +
        '<sbr/>Se <ulink url="https://demo.example">svar</ulink></para></section></article>',
    }).content[0] as { attachment: { contentType?: string; data?: string } };
    expect(attachment.contentType).toBe('text/html; charset=utf-8');
    expect(decoded(attachment.data)).toBe(
      '<html><body><div><h1>Besök</h1><div><h2>Status</h2><p>BT <strong>120/80</strong><br/>' +
        'Se <a href="https://demo.example">svar</a></p></div></div></body></html>',
    );
  });

  it.each([
    ['plain text', 'Söker för hosta'],
    ['another document', '<?xml version="1.0"?><note>x</note>'],
    ['broken markup', '<article><para>x</article>'],
    ['a document type', '<!DOCTYPE article [<!ENTITY a "b">]><article>&a;</article>'],
  ])('is told from %s, which stays as it is', (_what, text) => {
    expect(docBookToHtml(text)).toBeUndefined();
  });

  it('passes on no element or attribute that is not in the table', () => {
    const html = docBookToHtml(
      '<article><script>alert(1)</script><para onclick="x" style="y">a &lt;b&gt;</para><ulink url="javascript:x">l</ulink></article>',
    );
    expect(html).toBe('<html><body><div>alert(1)<p>a &lt;b&gt;</p>l</div></body></html>');
  });

  it.each([
    ['a list', '<itemizedlist><listitem><para>a</para></listitem></itemizedlist>', '<ul><li><p>a</p></li></ul>'],
    [
      'terms',
      '<variablelist><varlistentry><term>t</term><listitem>d</listitem></varlistentry></variablelist>',
      '<dl><dt>t</dt><dd>d</dd></dl>',
    ],
    [
      'a table',
      '<table><tbody><row><entry>1</entry></row></tbody></table>',
      '<table><tbody><tr><td>1</td></tr></tbody></table>',
    ],
    ['set text', '<literallayout>a  b</literallayout>', '<pre>a  b</pre>'],
  ])('%s', (_what, docBook, html) => {
    expect(docBookToHtml(`<article>${docBook}</article>`)).toBe(`<html><body><div>${html}</div></body></html>`);
  });
});
