import { KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import type * as mint from './mint.ts';

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

/** A way to bend one node. */
export const bend = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom('tag', 'content', 'empty', 'delete', 'double', 'reverse', 'long', 'indefinite', 'nest'),
  tag: fc.nat(255),
  bytes: fc.uint8Array({ maxLength: 40 }),
});
export type Bend = typeof bend extends fc.Arbitrary<infer T> ? T : never;

/** Bends one node of the tree; lengths above it are right again when it is written. */
export function bent(tree: Node, { at, how, tag, bytes }: Bend): void {
  const nodes = nodesIn(tree);
  const node = nodes[at % nodes.length] ?? tree;
  const parent = nodes.find(({ children }) => children?.includes(node));
  const place = parent?.children?.indexOf(node) ?? 0;
  if (how === 'tag') node.tag = tag;
  else if (how === 'long' || how === 'indefinite') node.length = how;
  else if (how === 'delete') parent?.children?.splice(place, 1);
  else if (how === 'double') parent?.children?.splice(place, 0, node);
  else if (how === 'reverse') node.children?.reverse();
  else if (how === 'nest') node.children = [{ ...node }];
  else Object.assign(node, { children: undefined, content: how === 'empty' ? Buffer.alloc(0) : Buffer.from(bytes) });
}

/** Of the three parts that every signed thing of X.509 has, the first as it is now. */
export function signedAnew(tree: Node, { keys }: mint.Issuer): Buffer {
  const [signed, algorithm] = tree.children as [Node, Node, Node];
  const signature = sign('sha256', writeDer(signed), KeyObject.from(keys.privateKey));
  const bits: Node = { tag: 3, content: Buffer.concat([Buffer.of(0), signature]), children: undefined, length: 'der' };
  return writeDer({ ...tree, children: [signed, algorithm, bits] });
}
