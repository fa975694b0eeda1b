import { hash } from 'node:crypto';

/** Of a SHA-256 hash, in bytes. */
export const HASH_BYTES = 32;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Root of a tree without leaves (RFC 9162 §2.1.1). */
export const emptyRoot: Buffer = hash('sha256', '', 'buffer');

/** Hash of a leaf: SHA-256(0x00 ‖ content), RFC 9162 §2.1.1. A text is hashed as UTF-8. */
export function leafHash(content: string | Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, typeof content === 'string' ? Buffer.from(content) : content]), 'buffer');
}

/** Hash of a node over two: SHA-256(0x01 ‖ left ‖ right), RFC 9162 §2.1.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}
