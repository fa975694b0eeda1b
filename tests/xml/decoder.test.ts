import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXmlDecoder, decodeXml, encodeXml, type XmlCharset } from '../../src/xml/index.ts';

const charsets: readonly XmlCharset[] = ['UTF-8', 'UTF-16', 'ISO-8859-1'];

function inPieces(bytes: Uint8Array, lengths: readonly number[], httpCharset?: string): string {
  const decoder = createXmlDecoder(httpCharset);
  let text = '';
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const end = at + (lengths[turn % lengths.length] ?? bytes.length);
    text += decoder.write(bytes.subarray(at, end));
    at = end;
  }
  return text + decoder.end();
}

describe('decoding in pieces', () => {
  it('gives the text that decoding at once gives, however the bytes are cut', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 });
    const content = fc.string({ unit: fc.constantFrom('a', 'å', '€', '𝄞', ' '), maxLength: 400 });
    fc.assert(
      fc.property(fc.constantFrom(...charsets), content, lengths, (charset, text, cuts) => {
        const bytes = encodeXml(`<?xml version="1.0" encoding="${charset}"?><a>${text}</a>`, charset);
        expect(inPieces(bytes, cuts)).toBe(decodeXml(bytes).text);
      }),
    );
  });

  it('lets HTTP decide before the declaration', () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>å</a>', 'latin1');
    expect(inPieces(bytes, [3], 'ISO-8859-1')).toContain('<a>å</a>');
  });

  it.each([[Buffer.from([0x3c, 0xff, 0x3e])], [Buffer.concat([Buffer.alloc(300, 'a'), Buffer.from([0xc3])])]])(
    'refuses bytes that do not fit, early and at the end (%#)',
    (bytes) => {
      expect(() => inPieces(bytes, [7])).toThrow('could not be interpreted');
    },
  );
});
