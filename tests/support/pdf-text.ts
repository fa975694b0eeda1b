import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as a reader program would find it: what is shown by each text operator of its content streams, one
 * a line, of fonts in WinAnsiEncoding. Not a PDF reader; enough for those that pdfkit writes.
 */
export function pdfText(pdf: Buffer): string {
  return streamsOf(pdf)
    .flatMap((stream) => [...stream.matchAll(/\[((?:\s*(?:<[0-9a-f]*>|-?[\d.]+))*)\s*\]\s*TJ/g)])
    .map(([, shown = '']) => [...shown.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => decoded(hex)).join(''))
    .join('\n');
}

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = [];
  let at = 0;
  for (;;) {
    const start = pdf.indexOf('stream\n', at);
    if (start < 0) return streams;
    const end = pdf.indexOf('\nendstream', start);
    const body = pdf.subarray(start + 'stream\n'.length, end);
    const dictionary = pdf.toString('latin1', pdf.lastIndexOf('obj', start), start);
    streams.push((dictionary.includes('/FlateDecode') ? inflateSync(body) : body).toString('latin1'));
    at = end + '\nendstream'.length;
  }
}

const winAnsi = new TextDecoder('windows-1252');

function decoded(hex: string): string {
  return winAnsi.decode(Buffer.from(hex, 'hex'));
}
