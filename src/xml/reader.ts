import type { XmlHandler, XmlReader } from './handler.ts';
import type { XmlLimits } from './limits.ts';
import { createPlainReader } from './plain-reader.ts';
import { createSaxReader } from './sax-reader.ts';

/**
 * A namespace-aware streaming reader. Throws from `write` and `end`: MESSAGE_FORBIDDEN_XML on a document type
 * declaration, MESSAGE_OVER_LIMIT beyond the limits, MESSAGE_UNREADABLE on anything not well-formed. What systems write
 * is nearly always plain, and is read by the quick reader; whatever is not goes on, from where it stands, to the whole one.
 */
export function createXmlReader(handler: XmlHandler, limits: XmlLimits): XmlReader {
  let whole: XmlReader | undefined;
  const plain = createPlainReader(handler, limits, (rest, place) => {
    whole = createSaxReader(handler, limits, place);
    whole.write(rest);
  });
  return {
    write: (chunk) => (whole ?? plain).write(chunk),
    end: () => {
      if (!whole) plain.end();
      whole?.end();
    },
  };
}
