import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { createXmlReader, type XmlHandler } from '../../src/xml/index.ts';
import type { Place } from '../../src/xml/plain-reader.ts';
import { createPlainReader } from '../../src/xml/plain-reader.ts';
import { createSaxReader } from '../../src/xml/sax-reader.ts';

const limits = { depth: 8, elements: 40, textLength: 60 };
const start: Place = { position: 0, lines: 0, column: 0, elements: 0, open: [], isClosed: false };

/** Two readers that must not be told apart: the whole one alone, and the one that begins with the plain one. */
const readers = {
  whole: (handler: XmlHandler) => createSaxReader(handler, limits, start),
  both: (handler: XmlHandler) => createXmlReader(handler, limits),
};

/** All that a handler learns, texts joined, and how it ended. */
function told(reader: keyof typeof readers, chunks: readonly string[]): unknown[] {
  const seen: unknown[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') seen.push(text);
    text = '';
  };
  const { write, end } = readers[reader]({
    open: (element) => {
      flush();
      const { namespace, local, attributes, at, resolve, asWritten } = element;
      const { name, attributes: written, inherited } = asWritten();
      const meant = ['', 'a', 'b', 'xml', 'xmlns'].map(resolve);
      seen.push([namespace, local, [...attributes], at, meant, name, written, [...inherited].sort()]);
    },
    text: (more) => {
      text += more;
    },
    close: (at) => {
      flush();
      seen.push(at);
    },
  });
  try {
    for (const chunk of chunks) write(chunk);
    end();
    seen.push('whole');
  } catch (thrown) {
    if (!(thrown instanceof BridgeError)) throw thrown;
    // What was read before a mistake is not to be relied on, nor where a limit was met first.
    return [seen.length >= 0 && thrown.code];
  }
  return seen;
}

function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((one, other) => one - other);
  return [0, ...at].map((from, nr) => text.slice(from, at[nr] ?? text.length));
}

const names = fc.constantFrom('a', 'b:c', 'a:d', 'c', 'xml', 'x-y.z', 'xmlns:q', 'å', '_1', 'n'.repeat(1_030));
const values = fc.constantFrom('', '1', 'urn:a', 'urn:b', 'a>b', 'å', "it's", 'a&amp;b', 'a<b', ' x ', 'x\ty', '😀');
const attributes = fc.constantFrom('a', 'b', 'xml:lang', 'a:x', 'b:x', 'xmlns', 'xmlns:a', 'xmlns:b', 'xmlns:xml', 'å');
const spaces = fc.constantFrom('', ' ', '\n', '\t ', '\r\n');
const quotes = fc.constantFrom('"', '"', '"', "'");
const texts = fc.oneof(
  fc.constantFrom('text', ' ', '\n  ', 'å ä ö', '&amp;', '&lt;b&gt;', '&#65;', '&x;', '\r\n', '\r', ']]>', '>', '"'),
  fc.constantFrom('😀', '\u0001', '\u0085', '\uFFFE', '\uD800', 'x'.repeat(70), '&quot;&apos;'),
  fc.string({ maxLength: 8 }),
);
const markup = fc.constantFrom(
  '<!-- c -->',
  '<![CDATA[<x>]]>',
  '<?pi x?>',
  '<!DOCTYPE a>',
  '<',
  '</',
  '/>',
  '<>',
  '</a >',
);

const attribute = fc
  .tuple(fc.constantFrom(' ', '\n', '  '), attributes, quotes, values)
  .map(([space, name, quote, value]) => `${space}${name}=${quote}${value}${quote}`);
const tagged = (content: fc.Arbitrary<string>) =>
  fc
    .tuple(names, fc.array(attribute, { maxLength: 3 }), spaces, content, fc.boolean())
    .map(([name, own, space, inner, isEmpty]) =>
      isEmpty ? `<${name}${own.join('')}${space}/>` : `<${name}${own.join('')}${space}>${inner}</${name}>`,
    );
const content = fc.letrec<{ readonly all: string }>((tie) => ({
  all: fc
    .array(fc.oneof({ depthSize: 'small' }, texts, markup, tagged(tie('all')), tagged(texts)), { maxLength: 4 })
    .map((parts) => parts.join('')),
})).all;
const prologs = fc.constantFrom(
  '',
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  "<?xml version='1.0' standalone='yes'?>",
  '<?xml version="1.1"?>',
  '<?xml version="1.0"?><?xml version="1.0"?>',
  ' ',
  ' <?xml version="1.0"?>',
  '\uFEFF',
  '<!-- c -->',
  'x',
);
const root = fc
  .tuple(prologs, content, fc.constantFrom('', ' ', '\n', '<!-- c -->', '<a/>', 'x', '&#32;'))
  .map(([prolog, inner, after]) => `${prolog}<r xmlns="urn:r" xmlns:a="urn:a" xmlns:b="urn:b">${inner}</r>${after}`);
/** A plain document that one change may have spoilt. */
const spoilt = fc
  .tuple(root, fc.nat(), fc.constantFrom('', '<', '>', '&', '"', ' ', '/', ':', '\u0000', 'å', ']]>'))
  .map(([text, place, sign]) => text.slice(0, place % text.length) + sign + text.slice((place % text.length) + 1));

describe('the plain reader with the whole one behind it', () => {
  it.each([
    ['documents', root],
    ['documents with a sign changed', spoilt],
  ])('tells of %s what the whole one tells, wherever they are cut', (_what, documents) => {
    const runs = Number(process.env.XML_FUZZ_CASES ?? 4_000);
    fc.assert(
      fc.property(documents, fc.array(fc.nat(), { maxLength: 6 }), (text, places) => {
        expect(told('both', cut(text, places))).toEqual(told('whole', [text]));
      }),
      { numRuns: runs },
    );
  });

  it('says as the whole one where in the document a mistake stands', () => {
    const text = '<?xml version="1.0"?>\n<a>\n  <b x="1">text</b>\n  <c>&amp;</c><d>&nbsp;</d>\n</a>';
    const details = (['whole', 'both'] as const).map((which) => {
      const reader = readers[which]({ open: () => undefined, text: () => undefined, close: () => undefined });
      try {
        reader.write(text);
        return undefined;
      } catch (thrown) {
        return (thrown as BridgeError).detail;
      }
    });
    expect(details[0]).toMatch(/^Line 4, column \d+\.$/);
    expect(details[1]).toBe(details[0]);
  });

  it('reads a plain document to its end by itself', () => {
    const left: string[] = [];
    const text =
      '<?xml version="1.0" encoding="utf-8"?>\r\n<a:r xmlns:a="urn:a"><a:b c="å">x &amp; y</a:b><d/></a:r>\n';
    const seen: string[] = [];
    const handler = { open: () => undefined, text: (one: string) => seen.push(one), close: () => undefined };
    const reader = createPlainReader(handler, limits, (rest) => left.push(rest));
    for (const chunk of cut(text, [3, 30, 51, 70, 80])) reader.write(chunk);
    reader.end();
    expect([left, seen.join('')]).toEqual([[], 'x & y']);
  });
});
