import { BridgeError } from '../../../errors.ts';
import { isInline, isUnseen } from '../../../portal/records/inline.ts';
import { createXmlReader, type XmlLimits } from '../../../xml/index.ts';

const limits: XmlLimits = { depth: 50, elements: 20_000, textLength: 1_000_000 };

/** The words of a note in DocBook, each paragraph and heading on a line of its own; what cannot be read, as it stands. */
export function textOfMarkup(source: string): string {
  const words: string[] = [];
  const open: string[] = [];
  try {
    const reader = createXmlReader(
      {
        open({ local }) {
          open.push(local);
          if (!isInline(local)) words.push('\n');
        },
        text(text) {
          if (!open.some(isUnseen)) words.push(text.replace(/\s+/g, ' '));
        },
        close() {
          if (!isInline(open.pop() ?? '')) words.push('\n');
        },
      },
      limits,
    );
    reader.write(source.trim());
    reader.end();
  } catch (thrown) {
    if (thrown instanceof BridgeError) return source;
    throw thrown;
  }
  return words
    .join('')
    .replace(/ +/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
