import type { FailureReason } from '../sources/query.ts';
import { SEAL_BYTES, type Sealer } from './seal.ts';

/**
 * What two bridge instances say to each other about one query: replies from the worker to the asker, control back.
 * On the wire a frame is: length of head (2 bytes, big-endian), head (JSON in clear: random ids, kind and number
 * only), sealed body. The head is authenticated with the body.
 */
interface Leg {
  /** The query's id on the bus: random, new for every ask. */
  readonly id: string;
  readonly queue: string;
  /** Address of the instance that sends the frame. */
  readonly from: string;
}

export type ReplyContent =
  | { readonly kind: 'taken' }
  | { readonly kind: 'chunk'; readonly bytes: Buffer }
  /** The last bytes, and how many parts there were: a chunk and an end in one. */
  | { readonly kind: 'last'; readonly bytes: Buffer; readonly parts: number }
  | { readonly kind: 'end'; readonly parts: number }
  | { readonly kind: 'failure'; readonly reason: FailureReason; readonly status: number; readonly text: string };

export type ControlContent = { readonly kind: 'credit'; readonly chunks: number } | { readonly kind: 'cancel' };

/** Replies to one query are numbered from 0 without gap, whatever their kind. */
export type Reply = Leg & { readonly number: number } & ReplyContent;
export type Control = Leg & ControlContent;
type Frame = Reply | Control;
/** A frame for a query of ours whose body cannot be opened: another key, another version, or changed on its way. */
type Unreadable = Leg & { readonly kind: 'unreadable' };

/** Of frames. An asker says in its job which one it reads. */
export const FRAME_VERSION = 1;
const FRAME_BYTES = 262_144;
/** Two lengths, ids of 36 characters and a queue name of at most 40 leave room to spare. */
const HEAD_BYTES = 512;
/** The most a chunk may hold for its frame to stay within 256 KB. */
export const CHUNK_BYTES = FRAME_BYTES - HEAD_BYTES - SEAL_BYTES;

export function sealFrame(sealer: Sealer, frame: Frame): Buffer {
  const { kind, id, queue, from } = frame;
  const head = JSON.stringify({
    v: FRAME_VERSION,
    kind,
    id,
    queue,
    from,
    number: 'number' in frame ? frame.number : 0,
    ...(frame.kind === 'last' && { parts: frame.parts }),
  });
  const body = frame.kind === 'chunk' || frame.kind === 'last' ? frame.bytes : Buffer.from(JSON.stringify(frame));
  const clear = Buffer.from(`\0\0${head}`);
  clear.writeUInt16BE(clear.length - 2);
  return sealer.seal(body, head, clear);
}

/** Undefined when the bytes are no frame at all. */
export function openFrame(sealer: Sealer, bytes: Buffer): Frame | Unreadable | undefined {
  const length = bytes.length > 2 ? bytes.readUInt16BE() : 0;
  const clear = bytes.toString('utf8', 2, 2 + length);
  const head = readHead(clear);
  if (!head) return undefined;
  const { v, parts = 0, ...leg } = head;
  const body = v === FRAME_VERSION ? sealer.open(bytes.subarray(2 + length), clear) : undefined;
  if (!body) return { ...leg, kind: 'unreadable' };
  if (leg.kind === 'chunk') return { ...leg, kind: 'chunk', bytes: body };
  if (leg.kind === 'last') return { ...leg, kind: 'last', bytes: body, parts };
  return JSON.parse(body.toString()) as Frame;
}

interface Head extends Leg {
  readonly v: number;
  readonly kind: string;
  readonly number: number;
  readonly parts?: number;
}

function readHead(clear: string): Head | undefined {
  try {
    const head = JSON.parse(clear) as Head;
    return typeof head?.id === 'string' && typeof head.queue === 'string' ? head : undefined;
  } catch {
    // Not JSON: whoever may write to the channel wrote something else. The caller counts it.
    return undefined;
  }
}
