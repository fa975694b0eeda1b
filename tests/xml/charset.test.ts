import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeXml, encodeTogether, encodeXmlPieces, type XmlCharset, type XmlText } from '../../src/xml/index.ts';

const charsets: readonly XmlCharset[] = ['UTF-8', 'UTF-16', 'ISO-8859-1'];
const opening = '<?xml version="1.0" encoding="UTF-8"?><a>';
const letters = fc.string({ unit: fc.constantFrom('a', 'å', ' ', '<b/>'), maxLength: 20 });

/** The same pieces as they come over the bus: as text, or as bytes, several of them out of one memory. */
function arriving(pieces: readonly string[], asBytes: readonly boolean[]): XmlText[] {
  const memory = Buffer.from(pieces.join(''));
  let at = 0;
  return pieces.map((piece, nr) => {
    const start = at;
    at += Buffer.byteLength(piece);
    return asBytes[nr] ? memory.subarray(start, at) : piece;
  });
}

const lists = fc.array(fc.array(fc.tuple(letters, fc.boolean()), { maxLength: 6 }), { maxLength: 4 });

describe('a message in pieces', () => {
  it.each(charsets)('is the same message in %s, whether its pieces are text or bytes', async (charset) => {
    await fc.assert(
      fc.asyncProperty(lists, async (given) => {
        const all = [[[opening, true] as const], ...given, [['</a>', false] as const]];
        const [texts, kinds] = [all.flat().map(([text]) => text), all.flat().map(([, kind]) => kind)];
        const pieces = arriving(texts, kinds);
        const together: XmlText[][] = [];
        let from = 0;
        for (const { length } of all) {
          together.push(pieces.slice(from, from + length));
          from += length;
        }
        const sent: Buffer[] = [];
        for await (const bytes of encodeXmlPieces(each(together), charset)) sent.push(bytes);
        const whole = Buffer.concat(sent);
        expect(whole.equals(encodeTogether(pieces, charset))).toBe(true);
        const expected = texts.join('').replace('encoding="UTF-8"', `encoding="${charset}"`);
        expect(decodeXml(whole)).toEqual({ text: expected, charset });
      }),
    );
  });

  it('is not copied where it stands in one memory, without what was taken out of it', () => {
    const [a, b, c, d] = arriving(['<a>', '<b/>', '<c/>', '</a>'], [true, true, true, true]) as Buffer[];
    expect(encodeTogether([a, b, c, d] as Buffer[], 'UTF-8').buffer).toBe(a?.buffer);
    expect(encodeTogether([a, b, d] as Buffer[], 'UTF-8').toString()).toBe('<a><b/></a>');
    expect(encodeTogether([], 'UTF-8').length).toBe(0);
  });

  it('is of each memory what was meant, though the one goes on at the offset where the other ends', () => {
    const memory = (text: string) => Buffer.from(new Uint8Array(Buffer.from(text)).buffer);
    const [one, other] = [memory('<a><b/></a>'), memory('<x></x></a>')];
    expect(encodeTogether([one.subarray(0, 3), other.subarray(3, 7)], 'UTF-8').toString()).toBe('<a></x>');
  });
});

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
