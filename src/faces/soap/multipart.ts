import { BridgeError } from '../../errors.ts';

/** A message and the content type that says how to read it. */
export interface Content {
  readonly type: string;
  readonly bytes: Buffer;
}

interface XmlPart extends Content {
  /** How many other parts there were. */
  readonly beside: number;
}

/** Nobody honest comes near; a message of nothing but delimiters holds millions. */
const mostParts = 100;

const blank = Buffer.from('\r\n\r\n');

/**
 * The XML of a message with attachments (SOAP with MTOM: multipart/related, RFC 2387): its root part, which is the one
 * that `start` names, or the first. Attachments are lost, as on the national platform. Anything else is as it came.
 * Throws MESSAGE_UNREADABLE, MESSAGE_OVER_LIMIT.
 */
export function xmlPart({ type, bytes }: Content): XmlPart {
  if (!/^\s*multipart\/related\b/i.test(type)) return { type, bytes, beside: 0 };
  const boundary = parameter(type, 'boundary');
  if (!boundary) throw new BridgeError('MESSAGE_UNREADABLE', 'multipart/related without a boundary.');
  const parts = partsOf(bytes, boundary);
  const start = parameter(type, 'start');
  const root = start === undefined ? parts[0] : parts.find(({ id }) => id === start);
  if (!root) throw new BridgeError('MESSAGE_UNREADABLE', 'multipart/related without its root part.');
  if (root.encoding !== '' && !/^(7bit|8bit|binary)$/i.test(root.encoding))
    throw new BridgeError('MESSAGE_UNREADABLE', 'The root part must be sent as it is (Content-Transfer-Encoding).');
  return { type: root.type, bytes: root.bytes, beside: parts.length - 1 };
}

interface Part extends Content {
  readonly id: string;
  readonly encoding: string;
}

function partsOf(bytes: Buffer, boundary: string): Part[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = bytes.indexOf(delimiter);
  while (start >= 0) {
    const next = bytes.indexOf(delimiter, start + delimiter.length);
    const head = bytes.indexOf(blank, start);
    if (next < 0 || head < 0 || head > next) return parts;
    if (parts.length === mostParts)
      throw new BridgeError('MESSAGE_OVER_LIMIT', `More than ${mostParts} parts of a multipart message.`);
    parts.push(partFrom(bytes.toString('latin1', start + delimiter.length, head), bytes.subarray(head + 4, next)));
    start = next;
  }
  return parts;
}

function partFrom(head: string, content: Buffer): Part {
  const header = (name: string): string =>
    new RegExp(`^${name}:\\s*(.*(?:\\r\\n[ \\t].*)*)$`, 'im').exec(head)?.[1] ?? '';
  // The line break before the next delimiter belongs to the delimiter.
  const bytes = content.subarray(0, content.subarray(-2).equals(Buffer.from('\r\n')) ? -2 : undefined);
  return {
    type: header('Content-Type').trim(),
    id: header('Content-ID').trim(),
    encoding: header('Content-Transfer-Encoding').trim(),
    bytes,
  };
}

function parameter(type: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(type);
  return found?.[1] ?? found?.[2];
}
