import type { Attachment } from './note.ts';

export function textAttachment(text: string): Attachment {
  return { mediaType: 'text/plain', content: { value: Buffer.from(text, 'utf8').toString('base64') } };
}

export const reference = (mediaType: Attachment['mediaType'], url: string): Attachment => ({
  mediaType,
  content: { reference: url },
});

/**
 * A PDF of one page with these lines, padded to about so many bytes with a comment: a real file that any viewer opens.
 * Attachments may hold 100 KB at most (common rules of the read contracts).
 */
export function pdf(lines: readonly string[], bytes = 0): Attachment {
  const text = lines
    .map((line, index) => `BT /F1 ${index === 0 ? 16 : 11} Tf 56 ${780 - index * 20} Td (${escaped(line)}) Tj ET`)
    .join('\n');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${Buffer.byteLength(text, 'latin1')}>>\nstream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  ];
  return { mediaType: 'application/pdf', content: { value: document(objects, bytes).toString('base64') } };
}

/** The Base64 of what is embedded; empty of what is pointed at. */
export const embedded = ({ content }: Attachment): string => ('value' in content ? content.value : '');

const escaped = (line: string): string => line.replaceAll(/[\\()]/g, (character) => `\\${character}`);

function document(objects: readonly string[], bytes: number): Buffer {
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const padding = bytes - file.length - 400;
  if (padding > 0) file += `${`%${'demo '.repeat(15)}\n`.repeat(Math.ceil(padding / 77)).slice(0, padding)}\n`;
  const start = file.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
