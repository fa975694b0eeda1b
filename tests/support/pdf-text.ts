import { inflateSync } from 'node:zlib';

type Letters = ReadonlyMap<string, string>;

/**
 * The text of a PDF as a reader program would find it: what is shown by each text operator of its content streams, one
 * a line, by each embedded font's own table of letters. Not a PDF reader; enough for those that pdfkit writes.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(pdf, objects);
  return [...objects.values()].flatMap((stream) => shownIn(stream, fonts)).join('\n');
}

function shownIn(stream: string, fonts: ReadonlyMap<string, Letters>): string[] {
  const shown: string[] = [];
  let letters: Letters = new Map();
  for (const [, font, hexes] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:\s*(?:<[0-9a-f]*>|-?[\d.]+))*)\s*\]\s*TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    const glyphs = [...(hexes ?? '').matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    if (hexes !== undefined) shown.push(glyphs.map((glyph) => letters.get(glyph) ?? '?').join(''));
  }
  return shown;
}

/** Streams, by number of the object. */
function objectsOf(pdf: Buffer): Map<number, string> {
  const objects = new Map<number, string>();
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at)) {
    const end = pdf.indexOf('\nendstream', at);
    const body = pdf.subarray(at + 'stream\n'.length, end);
    const head = pdf.toString('latin1', pdf.lastIndexOf(' 0 obj', at) - 10, at);
    const number = Number(/(\d+) 0 obj/.exec(head)?.[1]);
    const text = head.includes('/FlateDecode') ? inflateSync(body) : body;
    objects.set(number, text.toString('latin1'));
    at = end + '\nendstream'.length;
  }
  return objects;
}

/** By the name that content streams have for a font: its letters, by glyph. */
function fontsOf(pdf: Buffer, objects: ReadonlyMap<number, string>): Map<string, Letters> {
  const text = pdf.toString('latin1');
  const names = [...text.matchAll(/\/(F\d+) (\d+) 0 R/g)];
  return new Map(
    names.map(([, name = '', number]) => {
      const font = new RegExp(`\\n${number} 0 obj\\n.*?endobj`, 's').exec(text)?.[0] ?? '';
      return [name, lettersIn(objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1])) ?? '')];
    }),
  );
}

function lettersIn(table: string): Letters {
  const letters = new Map<string, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]/g))
    for (const [place, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries())
      letters.set(hexOf(Number.parseInt(first, 16) + place), fromUtf16(hex.replaceAll(' ', '')));
  return letters;
}

function hexOf(number: number): string {
  return number.toString(16).padStart(4, '0');
}

function fromUtf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}
