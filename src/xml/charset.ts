import { BridgeError } from '../errors.ts';

/**
 * Character sets of XML messages. Basic Profile 2.1: UTF-8 is the rule, UTF-16 must be accepted, ISO-8859-1 occurs.
 * The answer goes back in the caller's own character set.
 */
export type XmlCharset = 'UTF-8' | 'UTF-16' | 'ISO-8859-1';

export interface DecodedXml {
  readonly text: string;
  readonly charset: XmlCharset;
}

type Decoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1';

/**
 * Decodes a whole message: byte order mark first, then the HTTP charset parameter, then the XML declaration, else
 * UTF-8. A label of UTF-16 over bytes that are not (it occurs in practice) is read as UTF-8.
 * Throws MESSAGE_UNREADABLE on bytes that do not fit or a character set we do not read.
 */
export function decodeXml(bytes: Uint8Array, httpCharset?: string): DecodedXml {
  const decoding = decodingOf(bytes, httpCharset);
  let text: string;
  try {
    text = new TextDecoder(decoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BridgeError('MESSAGE_UNREADABLE', `The bytes are not valid ${decoding.toUpperCase()}.`, { cause });
  }
  return { text, charset: decoding.startsWith('utf-16') ? 'UTF-16' : decoding === 'utf-8' ? 'UTF-8' : 'ISO-8859-1' };
}

export interface XmlDecoder {
  /** The text so far decodable; nothing until the character set is settled. */
  write(bytes: Uint8Array): string;
  /** The rest. */
  end(): string;
}

/** How much of a message settles its character set; `declaredCharset` looks no further. */
const settlingBytes = 200;

/** Decodes a message that arrives in pieces, by the rules of {@link decodeXml}; throws what it throws. */
export function createXmlDecoder(httpCharset?: string): XmlDecoder {
  let start: Buffer | undefined = Buffer.alloc(0);
  let decoding: Decoding = 'utf-8';
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    try {
      decoder ??= new TextDecoder(decoding, { fatal: true });
      return decoder.decode(bytes, { stream });
    } catch (cause) {
      throw new BridgeError('MESSAGE_UNREADABLE', `The bytes are not valid ${decoding.toUpperCase()}.`, { cause });
    }
  };
  const settle = (bytes: Buffer): Buffer => {
    decoding = decodingOf(bytes, httpCharset);
    start = undefined;
    return bytes;
  };
  return {
    write: (bytes) => {
      if (!start) return decode(bytes, true);
      start = Buffer.concat([start, bytes]);
      return start.length < settlingBytes ? '' : decode(settle(start), true);
    },
    end: () => decode(start ? settle(start) : new Uint8Array(), false),
  };
}

function decodingOf(bytes: Uint8Array, httpCharset: string | undefined): Decoding {
  const [b0, b1, b2] = bytes;
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return 'utf-8';
  if (b0 === 0xff && b1 === 0xfe) return 'utf-16le';
  if (b0 === 0xfe && b1 === 0xff) return 'utf-16be';
  if (b0 === 0x3c && b1 === 0x00) return 'utf-16le';
  if (b0 === 0x00 && b1 === 0x3c) return 'utf-16be';
  const label = (httpCharset ?? declaredCharset(bytes) ?? 'utf-8').toLowerCase();
  // Real UTF-16 was recognised by its bytes above: whatever still says UTF-16 here is mislabelled UTF-8.
  if (label === 'utf-8' || label === 'utf8' || label === 'us-ascii' || label.startsWith('utf-16')) return 'utf-8';
  if (label === 'iso-8859-1' || label === 'latin1' || label === 'windows-1252') return 'iso-8859-1';
  throw new BridgeError('MESSAGE_UNREADABLE', 'The character set must be UTF-8, UTF-16 or ISO-8859-1.');
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, settlingBytes)).toString(
    'latin1',
  );
  return /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1];
}

/** Encodes an answer; characters that ISO-8859-1 lacks become character references. */
export function encodeXml(text: string, charset: XmlCharset): Buffer {
  if (charset === 'UTF-8') return Buffer.from(text, 'utf8');
  if (charset === 'UTF-16') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(
    text.replace(/[^\u0000-\u00FF]/gu, (c) => `&#${c.codePointAt(0)};`),
    'latin1',
  );
}

/** A whole message of ours, as text or in UTF-8, in the receiver's character set, which its declaration names. */
export function messageIn(charset: XmlCharset, xml: string | Buffer): Buffer {
  if (typeof xml !== 'string' && charset === 'UTF-8') return xml;
  return encodeXml(relabel(xml.toString(), charset), charset);
}

/** Part of a message, as text or the same in UTF-8: bytes that only pass need not become letters. */
export type XmlText = string | Buffer;

/** A message that comes in pieces and is labelled UTF-8, in the receiver's character set; those of a list leave together. */
export async function* encodeXmlPieces(
  texts: AsyncIterable<readonly XmlText[]>,
  charset: XmlCharset,
): AsyncGenerator<Buffer> {
  let isBeginning = true;
  for await (const pieces of texts) {
    yield* encoded(pieces, charset, isBeginning);
    isBeginning = false;
  }
}

/** The same of a whole message. */
export function encodeTogether(pieces: readonly XmlText[], charset: XmlCharset): Buffer {
  const [first, ...others] = encoded(pieces, charset, true);
  return first && others.length === 0 ? first : Buffer.concat([first ?? Buffer.alloc(0), ...others]);
}

function encoded(pieces: readonly XmlText[], charset: XmlCharset, isBeginning: boolean): Buffer[] {
  if (charset === 'UTF-8') return adjoined(pieces);
  const text = pieces.join('');
  const bytes = encodeXml(isBeginning ? relabel(text, charset) : text, charset);
  // The byte order mark stands at the beginning alone.
  return [isBeginning || charset !== 'UTF-16' ? bytes : bytes.subarray(2)];
}

/** In UTF-8, in as few pieces as it takes without copying: what stands side by side in memory is one. */
function adjoined(pieces: readonly XmlText[]): Buffer[] {
  const runs: Buffer[] = [];
  let run: Buffer = Buffer.alloc(0);
  let length = 0;
  const finish = () => {
    if (length > 0) runs.push(Buffer.from(run.buffer, run.byteOffset, length));
  };
  for (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    if (bytes.buffer !== run.buffer || bytes.byteOffset !== run.byteOffset + length) {
      finish();
      run = bytes;
      length = 0;
    }
    length += bytes.length;
  }
  finish();
  return runs;
}

/** A document (or its beginning) whose XML declaration names `charset`. One that names it, or none where UTF-8 is meant, is left as it is. */
export function relabel(text: string, charset: XmlCharset): string {
  const declaration = /^\s*<\?xml[^>]*?\?>/.exec(text)?.[0];
  if (!declaration) return charset === 'UTF-8' ? text : `<?xml version="1.0" encoding="${charset}"?>${text}`;
  const label = /(encoding\s*=\s*["'])([A-Za-z0-9._-]+)/.exec(declaration);
  if (!label)
    return charset === 'UTF-8' ? text : `<?xml version="1.0" encoding="${charset}"?>${text.slice(declaration.length)}`;
  const [found, start = '', named = ''] = label;
  if (named.toUpperCase() === charset) return text;
  return declaration.replace(found, `${start}${charset}`) + text.slice(declaration.length);
}
