import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BridgeError, type ErrorCode } from '../../src/errors.ts';
import { createXmlReader, decodeXml, encodeXml, escapeText, type XmlHandler } from '../../src/xml/index.ts';

const limits = { depth: 20, elements: 100, textLength: 1_000 };

function read(text: string): string[] {
  const seen: string[] = [];
  const handler: XmlHandler = {
    open: (element) => seen.push(`<{${element.namespace}}${element.local}`),
    text: (text) => seen.push(text),
    close: () => seen.push('>'),
  };
  const reader = createXmlReader(handler, limits);
  reader.write(text);
  reader.end();
  return seen;
}

function codeOf(attempt: () => unknown): ErrorCode | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(BridgeError);
    return (error as BridgeError).code;
  }
}

describe('the XML reader', () => {
  it('gives elements with their namespaces whatever the prefixes, and CDATA as text', () => {
    expect(
      read('<?xml version="1.0"?><a:x xmlns:a="urn:1"><y xmlns="urn:2"><![CDATA[<å>]]></y><!-- c --></a:x>'),
    ).toEqual(['<{urn:1}x', '<{urn:2}y', '<å>', '>', '>']);
  });

  it.each<[string, string, ErrorCode]>([
    ['a DTD', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', 'MESSAGE_FORBIDDEN_XML'],
    ['an external DTD', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'MESSAGE_FORBIDDEN_XML'],
    ['an undefined entity', '<a>&e;</a>', 'MESSAGE_UNREADABLE'],
    ['an unclosed element', '<a><b></b>', 'MESSAGE_UNREADABLE'],
    ['crossing elements', '<a><b></a></b>', 'MESSAGE_UNREADABLE'],
    ['two roots', '<a/><b/>', 'MESSAGE_UNREADABLE'],
    ['nothing', '', 'MESSAGE_UNREADABLE'],
    ['an unbound prefix', '<p:a/>', 'MESSAGE_UNREADABLE'],
    ['a repeated attribute', '<a b="1" b="2"/>', 'MESSAGE_UNREADABLE'],
    ['a control character', '<a>\u0001</a>', 'MESSAGE_UNREADABLE'],
    ['deep nesting', '<a>'.repeat(10_000), 'MESSAGE_OVER_LIMIT'],
    ['too many elements', `<a>${'<b/>'.repeat(200)}</a>`, 'MESSAGE_OVER_LIMIT'],
    ['a long text', `<a>${'x'.repeat(2_000)}</a>`, 'MESSAGE_OVER_LIMIT'],
    ['a long attribute', `<a b="${'x'.repeat(2_000)}"/>`, 'MESSAGE_OVER_LIMIT'],
    ['a long name', `<${'x'.repeat(2_000)}/>`, 'MESSAGE_OVER_LIMIT'],
    ['a long name of an attribute', `<a ${'x'.repeat(2_000)}="1"/>`, 'MESSAGE_OVER_LIMIT'],
    ['a long namespace', `<a xmlns="urn:${'x'.repeat(2_000)}"/>`, 'MESSAGE_OVER_LIMIT'],
    ['many attributes', `<a ${Array.from({ length: 100 }, (_, i) => `b${i}="1"`).join(' ')}/>`, 'MESSAGE_OVER_LIMIT'],
  ])('refuses %s', (_what, text, code) => {
    expect(codeOf(() => read(text))).toBe(code);
  });

  it('never throws anything untyped, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<',
      '>',
      '&',
      '&amp;',
      '<!DOCTYPE',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!--',
      'x:',
      ' xmlns="u"',
      '"',
      'å',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }),
        (pieces) => void codeOf(() => read(pieces.join(''))),
      ),
    );
  });

  it('gives back any text that was escaped, with what XML cannot carry replaced', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const back = read(`<a>${escapeText(text)}</a>`)
          .slice(1, -1)
          .join('');
        expect(back).toBe(
          text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD').toWellFormed(),
        );
      }),
    );
  });
});

describe('the character set', () => {
  const xml = '<?xml version="1.0"?><a>Umeå ÄÖ</a>';
  it.each<[string, Buffer, string | undefined, string]>([
    ['UTF-8', Buffer.from(xml), undefined, 'UTF-8'],
    ['UTF-8 with mark', Buffer.from(`\uFEFF${xml}`), undefined, 'UTF-8'],
    ['UTF-16 little-endian with mark', Buffer.from(`\uFEFF${xml}`, 'utf16le'), 'utf-16', 'UTF-16'],
    ['UTF-16 big-endian with mark', Buffer.from(`\uFEFF${xml}`, 'utf16le').swap16(), undefined, 'UTF-16'],
    ['UTF-16 without mark', Buffer.from(xml, 'utf16le'), undefined, 'UTF-16'],
    ['ISO-8859-1 by HTTP', Buffer.from(xml, 'latin1'), 'ISO-8859-1', 'ISO-8859-1'],
    [
      'ISO-8859-1 by declaration',
      Buffer.from(xml.replace('?>', ' encoding="iso-8859-1"?>'), 'latin1'),
      undefined,
      'ISO-8859-1',
    ],
    ['UTF-8 mislabelled UTF-16', Buffer.from(xml.replace('?>', ' encoding="UTF-16"?>')), undefined, 'UTF-8'],
  ])('%s is read', (_name, bytes, http, charset) => {
    const decoded = decodeXml(bytes, http);
    expect(decoded.charset).toBe(charset);
    expect(decoded.text).toContain('Umeå ÄÖ');
  });

  it.each([
    ['broken UTF-8', Buffer.from([0x3c, 0xc3, 0x28]), undefined],
    ['an unknown set', Buffer.from(xml), 'EBCDIC-37'],
  ])('%s is refused', (_name, bytes, http) => {
    expect(codeOf(() => decodeXml(bytes, http))).toBe('MESSAGE_UNREADABLE');
  });

  it('survives the way out and in again', () => {
    const text = 'Skellefteå €';
    for (const charset of ['UTF-8', 'UTF-16'] as const)
      expect(decodeXml(encodeXml(text, charset), charset).text).toBe(text);
    expect(encodeXml(text, 'ISO-8859-1').toString('latin1')).toBe('Skellefteå &#8364;');
  });
});
