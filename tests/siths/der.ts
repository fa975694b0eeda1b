/** DER as a tree that can be bent and written again with right lengths. */
export interface Node {
  tag: number;
  /** Of a primitive value. */
  content: Buffer;
  /** Of a constructed one. */
  children: Node[] | undefined;
  /** How its length is written: DER, needlessly long, or indefinite (BER). */
  length: 'der' | 'long' | 'indefinite';
}

export function parseDer(der: Buffer): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der.readUInt8(at);
    const first = der.readUInt8(at + 1);
    const octets = first < 0x80 ? 0 : first - 0x80;
    const start = at + 2 + octets;
    const end = start + (octets === 0 ? first : der.readUIntBE(at + 2, octets));
    const content = der.subarray(start, end);
    nodes.push({ tag, content, children: (tag & 0x20) === 0 ? undefined : parseDer(content), length: 'der' });
    at = end;
  }
  return nodes;
}

export function writeDer({ tag, content, children, length }: Node): Buffer {
  const body = children ? Buffer.concat(children.map(writeDer)) : content;
  if (length === 'indefinite') return Buffer.concat([Buffer.of(tag, 0x80), body, Buffer.of(0, 0)]);
  const size = body.length;
  if (length === 'long') return Buffer.concat([Buffer.of(tag, 0x84, 0, 0, size >> 8, size & 0xff), body]);
  const head = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), body]);
}

/** Every node, those below it after it. */
export const nodesIn = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodesIn)];
